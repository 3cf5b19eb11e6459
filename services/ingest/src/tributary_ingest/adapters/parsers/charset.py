"""Find out how the bytes of a document are encoded, and hand them on as clean UTF-8.

The order is that of RFC 7303 (byte order mark, HTTP, XML declaration, UTF-8), bent by experience:
bytes that are valid UTF-8 with several non-ASCII characters are UTF-8, whatever was declared,
and a stray byte in UTF-8 is read as windows-1252.
"""

import codecs
import re
from functools import lru_cache

_BOMS = (
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
# The first markup character with the zero bytes around it, where no byte order mark was written.
_SHAPES = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00{\x00", "utf-16-be"),
    (b"{\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# Labels that Python does not know, and narrow sets that are always written as their wider relative.
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-8-sig": "utf-8",
}
_LABELS = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-user-defined": "cp1252",
    "unicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "win-1251": "cp1251",
    "cp-1251": "cp1251",
    "iso-10646-ucs-2": "utf-16-be",
    "ucs-2": "utf-16-be",
    "csunicode": "utf-16-be",
    "iso-10646-ucs-4": "utf-32-be",
    "ucs-4": "utf-32-be",
    "csucs4": "utf-32-be",
    "utf-16": "utf-16-be",
    "utf-32": "utf-32-be",
}
# Codecs that are no charset, or that take quadratic time.
_REFUSED = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_LATIN = {"cp1252", "iso8859-15"}
_WIDE = ("utf-16", "utf-32")

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{1,40})""")
_HTTP_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([^\s"';,]{1,40})""", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
_HEAD = 1024
_HANDLER = "tributary-cp1252"
_ENOUGH = 6
"""So many continuation bytes make an accident unlikely when the bytes happen to be valid UTF-8."""


def to_utf8(body: bytes, content_type: str) -> bytes:
    """Return `body` as UTF-8 without a byte order mark. It may hold characters that XML forbids."""
    marked, body = _marked(body)
    if marked and marked != "utf-8":
        return _wide_to_utf8(body, marked, content_type)
    labels = [http_charset(content_type), _declared(body)]
    codecs_to_try = [name for name in map(codec_name, labels) if name]
    if "big5" in codecs_to_try:
        codecs_to_try.append("big5hkscs")
    return _narrow_to_utf8(body, [] if marked else codecs_to_try)


def without_controls(data: bytes) -> bytes:
    """Return UTF-8 without the characters that XML forbids."""
    clean = data.translate(None, _CONTROLS)
    if clean.isascii():
        return clean
    if b"\xef\xbf\xbe" in clean or b"\xef\xbf\xbf" in clean:
        clean = clean.replace(b"\xef\xbf\xbe", b"\xef\xbf\xbd").replace(b"\xef\xbf\xbf", b"\xef\xbf\xbd")
    return clean


def to_text(body: bytes, content_type: str) -> str:
    """Return `body` as text, by the same rules."""
    return without_controls(to_utf8(body, content_type)).decode("utf-8", "replace")


def http_charset(content_type: str) -> str:
    """The charset parameter of a Content-Type header, or nothing."""
    match = _HTTP_CHARSET.search(content_type) if content_type else None
    return match.group(1) if match else ""


def _marked(body: bytes) -> tuple[str, bytes]:
    """The codec that the first bytes give away, and the body without its byte order mark."""
    if body[:1] == b"<" and body[1:2] != b"\x00":
        return "", body
    for bom, name in _BOMS:
        if body.startswith(bom):
            return name, body[len(bom) :]
    for shape, name in _SHAPES:
        if body.startswith(shape):
            return name, body
    return "", body


def _declared(body: bytes) -> str:
    match = _DECLARED.search(body[:_HEAD])
    return match.group(1).decode("ascii") if match else ""


def _wide_to_utf8(body: bytes, name: str, content_type: str) -> bytes:
    text = body.decode(name, "replace")
    if name == "cp037":
        exact = codec_name(http_charset(content_type) or _declared(text[:_HEAD].encode("ascii", "replace")))
        text = body.decode(exact or name, "replace")
    return text.lstrip("\ufeff").encode("utf-8", "replace")


def _narrow_to_utf8(body: bytes, names: list[str]) -> bytes:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy_to_utf8(body, names)
    foreign = next((name for name in names if name != "utf-8"), "")
    if not foreign or foreign.startswith(_WIDE) or (body.isascii() and foreign not in _STATEFUL):
        return body
    if names[0] == "utf-8" or foreign in _LATIN or len(body) - len(text) >= _ENOUGH:
        return body
    return _strictly(body, foreign) or body


_STATEFUL = {"iso2022_jp", "iso2022_kr", "hz", "utf-7", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3"}


def _legacy_to_utf8(body: bytes, names: list[str]) -> bytes:
    for name in names:
        if name != "utf-8" and (found := _strictly(body, name)):
            return found
    for name in names:
        if name not in _LATIN and name != "utf-8" and (found := _mostly(body, name)):
            return found
    latin = names[:1] and names[0] in _LATIN
    return body.decode("cp1252" if latin or _is_no_utf8(body) else "utf-8", _HANDLER).encode("utf-8")


def _is_no_utf8(body: bytes) -> bool:
    """True when far more bytes are broken UTF-8 than belong to sound characters beyond ASCII."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text.encode("utf-8")) - len(text) - 2 * broken
    return broken > 4 * sound


def _strictly(body: bytes, name: str) -> bytes | None:
    try:
        return body.decode(name).encode("utf-8")
    except (UnicodeError, LookupError):
        return None


def _mostly(body: bytes, name: str) -> bytes | None:
    """Accept a charset with a few broken characters, at most one in twenty of the non-ASCII bytes."""
    try:
        text = body.decode(name, "replace")
    except (UnicodeError, LookupError):
        return None
    foreign_bytes = sum(1 for byte in body if byte > 127)
    return text.encode("utf-8") if text.count("\ufffd") * 20 <= foreign_bytes else None


@lru_cache(maxsize=256)
def codec_name(label: str) -> str:
    """The Python codec for a charset label, widened as browsers do; nothing when there is none."""
    key = label.strip().lower().replace("_", "-")
    try:
        name = codecs.lookup(_LABELS.get(key, key)).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _REFUSED else _ALIASES.get(name, name)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: read the bytes that do not fit as windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_CP1252[byte] for byte in wrong), error.end


_CP1252 = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
codecs.register_error(_HANDLER, _as_cp1252)

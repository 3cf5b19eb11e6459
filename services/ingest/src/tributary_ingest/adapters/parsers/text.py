"""Mend text that went through the wrong charset, and read numbers that may be none."""

import re

_SUSPECT = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")
# Separate expressions with literal beginnings are found many times faster than one with alternatives.
_SUSPECT_BYTES = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|&#)"),
)
_SUSPECT_REFERENCE = re.compile(rb"&#(?:0{0,9}1(?:[2-8][0-9]|9[01])|[xX]0{0,9}[89abAB][0-9a-fA-F]);")
_CP1252 = {
    code: character for code in range(0x80, 0xA0) if (character := bytes([code]).decode("cp1252", "ignore"))
}
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def may_need_mending(document: bytes) -> bool:
    """Tell whether any text of a UTF-8 document could be changed by `mended`, at little cost."""
    if _SUSPECT_REFERENCE.search(document):
        return True
    return not document.isascii() and any(pattern.search(document) for pattern in _SUSPECT_BYTES)


def mended(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and encoded again, and windows-1252 written as C1 controls."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text.translate(_CP1252)


def storable(text: str) -> str:
    """Return text without NUL, other control characters and lone surrogates (JSON may hold them)."""
    return _UNWANTED.sub("", text)


def to_int(text: str | None) -> int:
    """The number that `text` is, or 0 when it is none or unreasonable."""
    if not text:
        return 0
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def unique(values: list[str]) -> list[str]:
    """Drop empty and repeated values; the first of each keeps its place."""
    return [value for value in dict.fromkeys(values) if value]

"""Read XML that was never checked into a tree: no DTD, no entity expansion, no network.

Most documents are sound, so they are first read as they stand. Only where libxml2 finds a fault, or a
DTD comes first, the known faults are mended in the bytes: bare ampersands, HTML entities that no DTD
declares, characters that XML forbids, text before the declaration. Tags that do not match are mended
in a last attempt only.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import cast

from lxml import etree
from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.parsers.charset import without_controls
from tributary_ingest.adapters.parsers.names import Names, names_for
from tributary_ingest.adapters.parsers.text import may_need_mending

Element = etree._Element

_HTML_ENTITIES = {
    name[:-1].encode(): text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode()
    for name, text in html5.items()
    if name.endswith(";")
}
_REFERENCE = rb"#[0-9]{1,12}|#[xX][0-9A-Fa-f]{1,10}|[A-Za-z][A-Za-z0-9._-]{0,39}"
_BARE_AMPERSAND = re.compile(rb"&(?!(?:" + _REFERENCE + rb");)")
_HTML_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(" + _REFERENCE + rb");")
_UNSOUND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITY_DECLARATION = re.compile(
    rb"""<!ENTITY\s{1,9}([A-Za-z][A-Za-z0-9._-]{0,39})\s{1,9}(?:"([^"]{0,400})"|'([^']{0,400})')\s{0,9}>"""
)
_VOID_TAG = re.compile(
    rb"<((?:br|hr|img|wbr|input|area|embed|param|col)\b[^<>]{0,4000}?)\s{0,9}/?>", re.IGNORECASE
)
_VOID_END = re.compile(rb"</(?:br|hr|img|wbr|input|area|embed|param|col)\s{0,9}>", re.IGNORECASE)
_TAG = re.compile(rb"<[A-Za-z][^<>]{0,8000}>")
_UNQUOTED = re.compile(rb"""(\s[\w:.-]{1,60}\s{0,9}=\s{0,9})([^\s"'<>=]{1,400})(?=[\s/>])""")
_DOCUMENT_START = re.compile(rb"<(?:[?!]|(?:rss|feed|rdf:rdf|channel|html|opml)\b)", re.IGNORECASE)
_LONGEST_PREAMBLE = 16384
_BARE_LESS_THAN = re.compile(rb"<(?![A-Za-z_/!?])")
_MENDABLE = frozenset({"ERR_TAG_NAME_MISMATCH", "ERR_ATTRIBUTE_NOT_STARTED", "ERR_NAME_REQUIRED", "syntax"})
_ROOT_START = re.compile(rb"<[?!A-Za-z_]")
# Declaration and simple comments before any root, or a root that is well known; no DOCTYPE, no preamble.
_SOUND_START = re.compile(
    rb"(?:<(?:\?[^<>]{0,400}\?|!--[^<>]{0,2000}--)>\s{0,200}){1,20}<[a-z_]|<(?:rss|feed|rdf:rdf|channel)\b",
    re.IGNORECASE,
)


def all_text(element: Element) -> str:
    """The text inside an element and the elements in it."""
    return "".join(cast("Iterator[str]", element.itertext()))


def attributes_of(element: Element) -> list[tuple[str, str]]:
    """Names and values of an element's attributes."""
    return cast("list[tuple[str, str]]", element.items())


@dataclass(slots=True)
class Tree:
    """A document's root with what the readers need to know about the whole document.

    `broken` says that the XML had faults, `suspect` that its text may have been through a wrong charset.
    """

    root: Element
    names: Names
    has_base: bool = False
    has_lang: bool = False
    broken: bool = False
    suspect: bool = False

    def name(self, element: Element) -> str:
        """The short name of an element."""
        return self.names[element.tag]


def read_tree(data: bytes) -> Tree:
    """Parse UTF-8 bytes. Raises `UnreadableFeed` when no element can be found in them."""
    root = _sound_root(data)
    return _tree(root, data) if root is not None else _mended_tree(without_controls(data).rstrip())


def _sound_root(data: bytes) -> Element | None:
    """The root of a document in which nothing has to be mended."""
    if b"\x7f" in data or not _SOUND_START.match(data):
        return None
    root, faults = _parse(data, recover=False)
    return None if faults else root


def _mended_tree(data: bytes) -> Tree:
    doctype, data = _without_prolog(_without_preamble(data))
    if data.rfind(b"<![CDATA[") > data.rfind(b"]]>"):
        data += b"]]>"
    data = _mend_references(data, _safe_entities(doctype))
    root, faults = _parse(data)
    if _needs_mending(faults):
        mended, _ = _parse(_mend_tags(data))
        root = mended if mended is not None else root
    if root is None:
        raise UnreadableFeed("The document holds no element that can be read.")
    return _tree(root, data, broken=bool(faults))


def _tree(root: Element, data: bytes, broken: bool = False) -> Tree:
    return Tree(
        root=root,
        names=names_for(root.nsmap.get(None)),
        has_base=b"base=" in data or b"BASE=" in data[:_LONGEST_PREAMBLE],
        has_lang=b"xml:lang" in data,
        broken=broken,
        suspect=may_need_mending(data),
    )


def _parse(data: bytes, recover: bool = True) -> tuple[Element | None, set[str]]:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, {"syntax"}
    log = parser.error_log
    return root, {entry.type_name for entry in log} if len(log) else set()


def _needs_mending(faults: set[str]) -> bool:
    return not faults.isdisjoint(_MENDABLE)


def _without_preamble(data: bytes) -> bytes:
    """Drop what servers print before the document: blank lines, words, warnings in HTML."""
    start = _ROOT_START.search(data)
    if start is None:
        raise UnreadableFeed("The document holds no markup.")
    if not _DOCUMENT_START.match(data, start.start()):
        start = _DOCUMENT_START.search(data, start.start(), start.start() + _LONGEST_PREAMBLE) or start
    return data[start.start() :]


def _without_prolog(data: bytes) -> tuple[bytes, bytes]:
    """Drop XML declaration, comments and DOCTYPE before the root; return the DOCTYPE and the rest."""
    doctype, at, size = b"", 0, len(data)
    while at < size:
        if data.startswith(b"<?", at):
            end = _after(data, b"?>", at)
        elif data.startswith(b"<!--", at):
            end = _after(data, b"-->", at)
        elif data.startswith(b"<!", at):
            end = _doctype_end(data, at)
            doctype = doctype or data[at:end]
        else:
            break
        following = _ROOT_START.search(data, end)
        if following is None:
            break
        at = following.start()
    return doctype, data[at:]


def _after(data: bytes, mark: bytes, at: int) -> int:
    found = data.find(mark, at)
    return found + len(mark) if found >= 0 else at + 2


def _doctype_end(data: bytes, at: int) -> int:
    """Where a DOCTYPE ends, its internal subset included."""
    close = data.find(b">", at)
    subset = data.find(b"[", at, close)
    if subset >= 0:
        end_of_subset = data.find(b"]", subset)
        close = data.find(b">", end_of_subset) if end_of_subset >= 0 else close
    return close + 1 if close >= 0 else len(data)


def _safe_entities(doctype: bytes) -> dict[bytes, bytes]:
    """Entities that stand for plain text. Any that refers to another is left out: no bombs."""
    found: dict[bytes, bytes] = {}
    for match in _ENTITY_DECLARATION.finditer(doctype):
        value = match.group(2) or match.group(3) or b""
        if b"&" not in value or (value.startswith(b"&#") and value.count(b"&") == 1):
            found.setdefault(match.group(1), value.replace(b"<", b"&lt;"))
    return found


def _mend_references(data: bytes, entities: dict[bytes, bytes]) -> bytes:
    """Make every ampersand outside CDATA a reference that needs no DTD."""
    if not _UNSOUND.search(data):
        return data

    def mend(markup: bytes) -> bytes:
        markup = _BARE_AMPERSAND.sub(b"&amp;", markup)
        return _HTML_REFERENCE.sub(lambda match: _replacement(match[1], entities), markup)

    return _outside_cdata(data, mend)


def _outside_cdata(data: bytes, mend: Callable[[bytes], bytes]) -> bytes:
    pieces = data.split(b"<![CDATA[")
    mended = [mend(pieces[0])]
    for piece in pieces[1:]:
        inside, end, outside = piece.partition(b"]]>")
        mended.append(inside + end + mend(outside))
    return b"<![CDATA[".join(mended)


def _replacement(name: bytes, entities: dict[bytes, bytes]) -> bytes:
    if name[:1] == b"#":
        return _character(name)
    if name in entities:
        return entities[name]
    return _HTML_ENTITIES.get(name) or b"&amp;" + name + b";"


def _character(name: bytes) -> bytes:
    """Keep a numeric reference that XML allows; the others become the replacement character."""
    code = int(b"0" + name[1:], 0) if name[1:2] in b"xX" else int(name[1:])
    allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code < 0x110000
    return b"&#%d;" % code if allowed else b"\xef\xbf\xbd"


def _mend_tags(data: bytes) -> bytes:
    """Close HTML's void tags, quote bare attribute values, escape `<` where no tag begins."""
    return _outside_cdata(data, _mend_markup)


def _mend_markup(markup: bytes) -> bytes:
    markup = _BARE_LESS_THAN.sub(b"&lt;", markup)
    markup = _TAG.sub(lambda match: _UNQUOTED.sub(rb'\1"\2"', match.group()), markup)
    return _VOID_TAG.sub(rb"<\1/>", _VOID_END.sub(b"", markup))

"""Write the children of an element as HTML, for content that is markup instead of escaped markup."""

import re
from html import escape

from lxml import etree

from tributary_ingest.adapters.parsers.urls import absolute
from tributary_ingest.adapters.parsers.xml_tree import Element, Tree, all_text, attributes_of

_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_NEEDS_CARE = re.compile(r"<(?:[A-Za-z0-9_.-]{1,60}:|item\b|entry\b|[A-Z])")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LINKING = frozenset({"href", "src", "cite", "poster", "data", "longdesc"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ENTRIES = frozenset({"item", "entry"})
_DIVS = frozenset({"xhtml:div", "div", "?:div"})


def inner_html(element: Element, tree: Tree) -> str:
    """Return everything inside `element` as HTML, without the one `div` that Atom wraps around XHTML.

    Where an element without a type mixes markup with escaped markup, the latter is taken as markup, too.
    """
    mixed = element.get("type") is None and "</" in all_text(element)
    while (only := _only_div(element, tree)) is not None:
        element = only
    if not mixed and (written := _quickly(element)) is not None:
        return written
    writer = _Writer(tree, mixed)
    writer.children(element, element.get(f"{_XML}base") or "" if tree.has_base else "")
    return "".join(writer.pieces)


def _quickly(element: Element) -> str | None:
    """Let libxml2 write the elements, unless prefixes or entries would come out of it.

    It escapes `<` and `>` in text and attributes, so these always begin and end a tag in what it wrote.
    """
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    inside = whole[whole.find(">") + 1 : max(whole.rfind("<"), 0)]
    if "xml:base=" in inside or _NEEDS_CARE.search(inside):
        return None
    return _with_end_tags(inside) if "/>" in inside else inside


def _with_end_tags(written: str) -> str:
    """HTML knows no `<p/>`; only void elements go without an end tag."""
    *pieces, rest = written.split("/>")
    return "".join([piece + _tag_end(piece) for piece in pieces]) + rest


def _tag_end(piece: str) -> str:
    """What ends the element whose open start tag ends `piece`."""
    name = _NAME.match(piece, piece.rfind("<") + 1)
    if name is None:
        return "/>"
    return ">" if name[0] in _VOID else f"></{name[0]}>"


def _only_div(element: Element, tree: Tree) -> Element | None:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    child: Element = element[0]
    return child if isinstance(child.tag, str) and tree.name(child) in _DIVS else None


class _Writer:
    """Writes elements without their namespaces. The depth is bounded by the XML parser (256)."""

    def __init__(self, tree: Tree, mixed: bool) -> None:
        self.tree = tree
        self.mixed = mixed
        self.pieces: list[str] = []

    def children(self, element: Element, base: str) -> None:
        """Append the text and the elements inside `element`."""
        self._text(element.text)
        for child in element:
            self._element(child, base)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text if self.mixed else escape(text, quote=False))

    def _element(self, element: Element, base: str) -> None:
        if not isinstance(element.tag, str) or self.tree.name(element) in _ENTRIES:
            return
        name = self.tree.name(element).rpartition(":")[2]
        base = absolute(base, element.get(f"{_XML}base", "")) or base
        self.pieces.append(f"<{name}{_attributes(element, base)}>")
        if name not in _VOID:
            self.children(element, base)
            self.pieces.append(f"</{name}>")


def _attributes(element: Element, base: str) -> str:
    written = []
    for name, value in attributes_of(element):
        if name.startswith("{"):
            continue
        address = absolute(base, value) if base and name in _LINKING else value
        written.append(f' {name}="{escape(address)}"')
    return "".join(written)

"""Write the children of an element as HTML, for content that is markup instead of escaped markup."""

from html import escape

from tributary_ingest.adapters.parsers.urls import absolute
from tributary_ingest.adapters.parsers.xml_tree import Element, Tree

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LINKING = frozenset({"href", "src", "cite", "poster", "data", "longdesc"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ENTRIES = frozenset({"item", "entry"})


def inner_html(element: Element, tree: Tree) -> str:
    """Return everything inside `element` as HTML, without the one `div` that Atom wraps around XHTML."""
    while (only := _only_div(element, tree)) is not None:
        if only.get(f"{_XML}base") is not None:
            break
        element = only
    pieces: list[str] = [escape(element.text or "", quote=False)]
    for child in element:
        _write(child, tree, "", pieces)
    return "".join(pieces)


def _only_div(element: Element, tree: Tree) -> Element | None:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    child: Element = element[0]
    return child if isinstance(child.tag, str) and tree.name(child) in {"xhtml:div", "div", "?:div"} else None


def _write(element: Element, tree: Tree, base: str, pieces: list[str]) -> None:
    """Append `element` and its tail. The depth is bounded by the XML parser (256)."""
    tail = escape(element.tail or "", quote=False)
    if not isinstance(element.tag, str) or tree.name(element) in _ENTRIES:
        pieces.append(tail)
        return
    name = tree.name(element).rpartition(":")[2]
    base = absolute(base, element.get(f"{_XML}base", "")) or base
    pieces.append(f"<{name}{_attributes(element, base)}>")
    if name not in _VOID:
        pieces.append(escape(element.text or "", quote=False))
        for child in element:
            _write(child, tree, base, pieces)
        pieces.append(f"</{name}>")
    pieces.append(tail)


def _attributes(element: Element, base: str) -> str:
    written = []
    for name, value in element.items():
        if name.startswith("{"):
            continue
        if base and name in _LINKING:
            value = absolute(base, value)
        written.append(f' {name}="{escape(value)}"')
    return "".join(written)

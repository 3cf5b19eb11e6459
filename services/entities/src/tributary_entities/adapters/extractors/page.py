"""Reads HTML as a document: plain text with paragraphs, links by offset, and the data embedded in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from tributary_entities.adapters.extractors.embedded import Microdata, json_ld, meta
from tributary_entities.adapters.extractors.plain import Writer, unwrapped
from tributary_entities.domain.extract.document import Document, Link

MAX_HTML = 1_000_000
"""Characters; what comes after is not read."""

_HIDDEN = {
    "script", "style", "noscript", "template", "title", "textarea", "select", "svg", "math", "iframe",
    "object", "audio", "video", "head", "nav", "form", "button",
}  # fmt: skip
_PARAGRAPH = {
    "p", "div", "section", "article", "header", "footer", "aside", "main", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "figure", "figcaption", "address", "details",
    "summary",
}  # fmt: skip
_LINE = {"br", "li", "tr", "dt", "option", "caption"}
_CELL = {"td", "th", "dd"}
_LD_JSON = re.compile(r"application/ld\+json", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?]")

Element = Any
"""An element of lxml, whose type its stubs keep to themselves."""


def read(html: str, *, base: str = "", **facts: Any) -> Document:
    """The document that this HTML, or plain text, is; `facts` are further fields of the document.

    Takes time and memory in proportion to the length, whatever the HTML holds, and never raises for it.
    """
    html = html[:MAX_HTML].replace("\x00", " ")
    if not _TAG.search(html):
        return Document(text=unwrapped(unescape(html)), **facts)
    page = _Page(base)
    page.walk(_tree(html))
    facts["lang"] = facts.get("lang") or page.lang
    facts["structured"] = (*facts.get("structured", ()), *page.structured())
    return Document(text=page.writer.text(), links=tuple(page.links), **facts)


def plain(html: str) -> str:
    """The text of a title or name that may hold entities or tags, on one line."""
    text = unescape(html) if "&" in html else html
    if _TAG.search(text):
        text = read(text).text
    return " ".join(text.split())


def _tree(html: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


class _Page:
    """Collects what one page holds, element by element."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.writer = Writer()
        self.links: list[Link] = []
        self.lang = ""
        self._open_links: list[tuple[int, str]] = []
        self._nodes: list[Mapping[str, Any]] = []
        self._meta: dict[str, Any] = {}
        self._microdata = Microdata()
        self._preformatted = 0

    def structured(self) -> Iterator[Mapping[str, Any]]:
        """JSON-LD, microdata and the meta tags, in this order."""
        yield from self._nodes
        yield from self._microdata.items
        if self._meta:
            yield {"@type": "meta", **self._meta}

    def walk(self, tree: Element | None) -> None:
        """Reads every element; what is hidden gives data but no text."""
        if tree is None:
            return
        hidden = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            name = element.tag
            if event == "start":
                hidden += name in _HIDDEN
                self._start(element, name, bool(hidden))
            else:
                hidden -= name in _HIDDEN
                self._end(element, name, bool(hidden))

    def _start(self, element: Element, name: str, hidden: bool) -> None:
        if not hidden:
            self._break(name)
        if (reader := _READERS.get(name)) is not None:
            reader(self, element)
        if element.attrib:
            self._microdata.start(element, self.writer.position())
        self._preformatted += name == "pre"
        if not hidden and element.text:
            self._write(element.text)

    def _end(self, element: Element, name: str, hidden: bool) -> None:
        if name == "a":
            self._end_link()
        self._preformatted -= name == "pre"
        self._microdata.end(element, self.writer)
        if hidden:
            return
        if name in _PARAGRAPH:
            self.writer.paragraph()
        if element.tail:
            self._write(element.tail)

    def _write(self, text: str) -> None:
        if not self._preformatted:
            self.writer.write(text)
            return
        for line in unwrapped(text).split("\n"):
            self.writer.write(line)
            self.writer.line()

    def _break(self, name: str) -> None:
        if name in _PARAGRAPH:
            self.writer.paragraph()
        elif name in _LINE:
            self.writer.line()
        elif name in _CELL:
            self.writer.cell()

    def _start_link(self, element: Element) -> None:
        self._open_links.append((self.writer.position(), _absolute(self.base, element.get("href") or "")))

    def _end_link(self) -> None:
        if self._open_links:
            start, url = self._open_links.pop()
            if url and (span := self.writer.trimmed(start)):
                self.links.append(Link(*span, url))

    def _script(self, element: Element) -> None:
        if _LD_JSON.match(element.get("type") or ""):
            self._nodes += json_ld(element.text or "")

    def _read_meta(self, element: Element) -> None:
        self._meta |= meta(element.attrib)

    def _html(self, element: Element) -> None:
        self.lang = element.get("lang") or ""

    def _base(self, element: Element) -> None:
        self.base = _absolute(self.base, element.get("href") or "") or self.base


_READERS: dict[str, Callable[[_Page, Element], None]] = {
    "a": _Page._start_link,
    "script": _Page._script,
    "meta": _Page._read_meta,
    "html": _Page._html,
    "base": _Page._base,
}


def _absolute(base: str, address: str) -> str:
    """The address as an absolute one where the base allows; empty for a fragment or what is no address."""
    address = address.strip()
    if address.startswith(("https://", "http://")):
        return address
    if not address or address.startswith(("#", "javascript:")):
        return ""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""

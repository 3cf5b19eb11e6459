"""What one element says: plain text, HTML or an address, whatever way its format has of writing it."""

import base64
import binascii
from collections.abc import Container
from dataclasses import dataclass, field
from html import escape

from tributary_ingest.adapters.parsers.cleaning import (
    HtmlCleaner,
    html_cleaner,
    html_to_text,
    looks_like_html,
    text_to_html,
)
from tributary_ingest.adapters.parsers.markup import inner_html
from tributary_ingest.adapters.parsers.text import mended
from tributary_ingest.adapters.parsers.trackers import without_trackers
from tributary_ingest.adapters.parsers.urls import absolute, is_plain_web, is_web
from tributary_ingest.adapters.parsers.xml_tree import Element, Tree, all_text

_XML = "{http://www.w3.org/XML/1998/namespace}"
_BASE = f"{_XML}base"
_LANG = f"{_XML}lang"
_PLAIN_TYPES = frozenset({"text", "plain", "text/plain"})
_HTML_TYPES = frozenset({"html", "text/html", "application/html"})
_XHTML_TYPES = frozenset({"xhtml", "application/xhtml+xml", "application/xml", "text/xml"})

_MOST_ALIKE = 2000
"""Further elements of the same name are left out: nobody has so many authors."""

Groups = dict[str, list[Element]]


@dataclass(slots=True)
class Reading:
    """The document that is being read, with the rules that hold for all of it.

    `url` is its address (or nothing), `atom` tells that types must be believed, and `clean` whether
    HTML is cleaned (a benchmark leaves it out).
    """

    tree: Tree
    url: str
    atom: bool = False
    clean: bool = True
    cleaner: HtmlCleaner = field(default_factory=html_cleaner)
    _bases: dict[Element, str] = field(default_factory=dict, init=False)

    def group(self, element: Element, wanted: Container[str] | None = None) -> Groups:
        """The children of `element` by short name (all, or those `wanted`), each list in document order."""
        names = self.tree.names
        groups: Groups = {}
        for child in element:
            name = names[child.tag]
            if wanted is not None and name not in wanted:
                continue
            if name not in groups:
                groups[name] = [child]
            elif len(groups[name]) < _MOST_ALIKE:
                groups[name].append(child)
        return groups

    def base(self, element: Element) -> str:
        """The address against which relative ones inside `element` are resolved."""
        return self.stated_base(element) or self.url

    def stated_base(self, element: Element) -> str:
        """What xml:base (or CDF's base) states for `element`, resolved from the root down; or nothing."""
        if not self.tree.has_base:
            return ""
        parent = element.getparent()
        inherited = "" if parent is None else self._kept_base(parent)
        stated = element.get(_BASE) or element.get("base") or element.get("BASE")
        if not stated:
            return inherited
        base = inherited or self.url
        return absolute(base, stated) or base

    def _kept_base(self, parent: Element) -> str:
        """The same for what holds other elements: all of them ask for it."""
        if parent not in self._bases:
            self._bases[parent] = self.stated_base(parent)
        return self._bases[parent]

    def language(self, element: Element) -> str:
        """The xml:lang that `element` itself carries."""
        if not self.tree.has_lang:
            return ""
        return (element.get(_LANG) or "").strip().replace("_", "-")

    def raw(self, element: Element) -> str:
        """The text inside `element` as it stands, without white space around it."""
        text = all_text(element) if len(element) else element.text
        return self._mended(text.strip()) if text else ""

    def _mended(self, text: str) -> str:
        return mended(text) if self.tree.suspect else text

    def link(self, element: Element, address: str) -> str:
        """An absolute address without trackers, or nothing when it is none to follow."""
        address = address.strip()
        if is_plain_web(address):
            return address
        if "&amp;" in address:
            address = address.replace("&amp;", "&")
        if not address:
            return ""
        return without_trackers(absolute("" if is_web(address) else self.base(element), address))

    def plain(self, element: Element) -> str:
        """A title or name as plain text, entities decoded as often as its type asks for."""
        text = element.text
        if text and "<" not in text and "&" not in text and not len(element) and element.get("mode") is None:
            return " ".join((mended(text) if self.tree.suspect else text).split())
        kind = self._kind(element, "guess")
        if kind == "xml":
            return html_to_text(self._mended(inner_html(element, self.tree)))
        text = self._text(element, kind)
        if kind == "html" or (kind == "guess" and not self.atom and looks_like_html(text)):
            return html_to_text(text)
        return " ".join(text.split())

    def html(self, element: Element, default: str, fallback_base: str = "") -> str:
        """A summary or content as clean HTML. `default` (html or guess) is what it is without a type."""
        kind = self._kind(element, default)
        if kind == "xml":
            written = self._mended(inner_html(element, self.tree))
        else:
            written = self._text(element, kind)
            if kind == "text" or (kind == "guess" and not looks_like_html(written)):
                written = text_to_html(written)
        if not self.clean:
            return written
        base = self.stated_base(element) or fallback_base or self.url
        return self.cleaner.clean(written, base).strip()

    def _kind(self, element: Element, default: str) -> str:
        """One of text, html, guess, base64, and xml for markup that is not escaped."""
        if len(element):
            return "xml"
        stated = element.get("type")
        if stated is None:
            return "base64" if element.get("mode") == "base64" else default
        if element.get("mode") == "base64":
            return "base64"
        return _kind_of_type(stated.strip().lower(), default, self.atom)

    def _text(self, element: Element, kind: str) -> str:
        text = self._mended((element.text or "").strip())
        return _from_base64(text) if kind == "base64" else text


def _kind_of_type(stated: str, default: str, atom: bool) -> str:
    if stated in _HTML_TYPES:
        return "html"
    if stated in _PLAIN_TYPES:
        return "text" if atom else default
    if stated in _XHTML_TYPES or stated.startswith("text/") or stated.endswith(("+xml", "/xml")):
        return "text"
    return "base64" if atom and "/" in stated else default


def _from_base64(text: str) -> str:
    """Text that was carried as base64, or was said to be; binary data says nothing that can be read."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return text
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return decoded.strip() if decoded.isprintable() or "<" in decoded else escape(decoded.strip())

"""Choose the link of an entry or a feed, and collect what it encloses."""

from dataclasses import dataclass

from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.text import to_int
from tributary_ingest.adapters.parsers.urls import is_web
from tributary_ingest.adapters.parsers.xml_tree import Element, attributes_of
from tributary_ingest.domain.document import Enclosure

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_HTML = frozenset({"", "text/html", "application/xhtml+xml", "html", "text/xhtml"})
_RELATION = "http://www.iana.org/assignments/relation/"
ENCLOSURES = frozenset({"enclosure", "media:content", "podcast:alternateenclosure"})
"""The names of all elements that enclose a file; links may, too."""


@dataclass(slots=True)
class Link:
    """One link element, resolved; `relation` and `media_type` are in lower case."""

    url: str
    relation: str
    media_type: str
    length: int


def links_of(groups: Groups, reading: Reading) -> list[Link]:
    """Every link element that leads somewhere, text links of RSS included."""
    if "link" not in groups:
        return []
    return [link for element in groups["link"] if (link := _link(element, reading)).url]


def _link(element: Element, reading: Reading) -> Link:
    attributes = dict(attributes_of(element))
    if not attributes:
        return Link(reading.link(element, reading.raw(element)), "alternate", "", 0)
    address = attributes.get("href")
    if address is None:
        address = reading.raw(element) or attributes.get(f"{_RDF}resource") or attributes.get("url") or ""
    return Link(
        url=reading.link(element, address),
        relation=attributes.get("rel", "").strip().lower().removeprefix(_RELATION) or "alternate",
        media_type=attributes.get("type", "").strip().lower(),
        length=to_int(attributes.get("length")),
    )


def main_link(links: list[Link]) -> str:
    """The page that the thing is about: an HTML alternate, else any alternate."""
    for link in links:
        if link.relation == "alternate" and link.media_type in _HTML:
            return link.url
    return related(links, "alternate")


def related(links: list[Link], relation: str) -> str:
    """The first link with that relation, or nothing."""
    return next((link.url for link in links if link.relation == relation), "")


def guid_link(groups: Groups, reading: Reading) -> str:
    """The guid of an entry where it is a permanent link."""
    for element in (*groups.get("guid", ()), *groups.get("id", ())):
        address = reading.raw(element)
        if (_attribute(element, "ispermalink") or "true") == "true" and is_web(address):
            return reading.link(element, address)
    return ""


def _attribute(element: Element, name: str) -> str:
    """An attribute whose name is written in any case."""
    return next((value.strip().lower() for key, value in attributes_of(element) if key.lower() == name), "")


def enclosures_of(groups: Groups, links: list[Link], reading: Reading) -> list[Enclosure]:
    """Enclosures of RSS, Atom, Media RSS and the Podcast namespace, each address once."""
    found = [_enclosure(element, reading) for element in groups.get("enclosure", ())]
    found += [
        Enclosure(link.url, link.media_type, link.length) for link in links if link.relation == "enclosure"
    ]
    found += [_enclosure(element, reading) for element in groups.get("media:content", ())]
    for element in groups.get("podcast:alternateenclosure", ()):
        found += [_alternate(element, source, reading) for source in element]
    unique: dict[str, Enclosure] = {}
    for enclosure in found:
        if enclosure.url:
            unique.setdefault(enclosure.url, enclosure)
    return list(unique.values())


def _enclosure(element: Element, reading: Reading) -> Enclosure:
    address = element.get("url") or _other_address(element)
    length = element.get("length") or element.get("fileSize")
    media_type = element.get("type")
    return Enclosure(
        reading.link(element, address),
        media_type.strip().lower() if media_type else "",
        to_int(length) if length else 0,
    )


def _other_address(element: Element) -> str:
    stated = element.get("href") or element.get("uri") or element.get(f"{_RDF}resource")
    return stated or (element.text or "" if not len(element) else "")


def _alternate(element: Element, source: Element, reading: Reading) -> Enclosure:
    media_type = source.get("contentType") or element.get("type") or ""
    return Enclosure(
        reading.link(source, source.get("uri") or ""),
        media_type.strip().lower(),
        to_int(element.get("length")),
    )

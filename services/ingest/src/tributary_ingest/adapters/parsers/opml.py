"""Read and write OPML, the lists by which feed readers exchange their subscriptions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree
from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.parsers.parse import readable
from tributary_ingest.adapters.parsers.text import mended, storable
from tributary_ingest.adapters.parsers.urls import absolute
from tributary_ingest.adapters.parsers.xml_tree import Element, attributes_of, read_tree
from tributary_ingest.domain.document import Outline

_FEED_TYPES = frozenset({"rss", "atom", "feed", "rdf", "rss1", "jsonfeed", "json"})


def parse_opml(body: bytes) -> list[Outline]:
    """Read the feeds of an OPML 1 or 2 list, each address once. Raises `UnreadableFeed` when it is none.

    An address that no feed can have is kept as it stands, so that whoever imports the list can be told.
    """
    tree = read_tree(readable(body, ""))
    if not any(tree.name(element) in {"opml", "outline"} for element in tree.root.iter()):
        raise UnreadableFeed("This is not an OPML list.", remedy="Export the list from your reader as OPML.")
    found: dict[str, Outline] = {}
    _collect(tree.root, (), found)
    return list(found.values())


def _collect(element: Element, folders: tuple[str, ...], found: dict[str, Outline]) -> None:
    """Walk the outlines; the depth is bounded by the XML parser (256)."""
    for child in element:
        attributes = {name.lower(): value.strip() for name, value in attributes_of(child)}
        title = _title(attributes)
        stated = attributes.get("xmlurl") or _typed_url(attributes)
        url = absolute("", stated) or stated
        if url:
            site = absolute("", attributes.get("htmlurl", ""))
            found.setdefault(url, Outline(url=url, title=title, site_url=site, folder="/".join(folders)))
        inner = (*folders, title) if title and not url else folders
        _collect(child, inner, found)


def _typed_url(attributes: dict[str, str]) -> str:
    """Some lists write the address of a feed as `url`, with a type that says what it is."""
    is_feed = attributes.get("type", "").lower() in _FEED_TYPES
    return attributes.get("url", "") if is_feed else ""


def _title(attributes: dict[str, str]) -> str:
    return " ".join(mended(attributes.get("title") or attributes.get("text") or "").split())


def write_opml(outlines: Iterable[Outline], title: str, created: datetime) -> bytes:
    """Write an OPML 2.0 list, with one nested outline for each part of a folder's path."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = storable(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created.astimezone(UTC), usegmt=True)
    folders: dict[str, Element] = {"": etree.SubElement(root, "body")}
    for outline in outlines:
        _write(outline, _folder(outline.folder, folders))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _folder(path: str, folders: dict[str, Element]) -> Element:
    """The element of a folder, made with all above it on first use."""
    if path not in folders:
        above, _, name = path.rpartition("/")
        folders[path] = etree.SubElement(_folder(above, folders), "outline", text=storable(name))
    return folders[path]


def _write(outline: Outline, parent: Element) -> None:
    title = storable(outline.title or outline.url)
    element = etree.SubElement(
        parent, "outline", type="rss", text=title, title=title, xmlUrl=storable(outline.url)
    )
    if outline.site_url:
        element.set("htmlUrl", storable(outline.site_url))

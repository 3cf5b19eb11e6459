"""Read a whole XML feed: which format it is, what the feed says of itself, and its entries."""

from dataclasses import replace

from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.text import to_int
from tributary_ingest.adapters.parsers.urls import is_web
from tributary_ingest.adapters.parsers.xml_common import categories_of, first_date, first_plain, first_raw
from tributary_ingest.adapters.parsers.xml_entry import read_entry
from tributary_ingest.adapters.parsers.xml_links import links_of, main_link, related
from tributary_ingest.adapters.parsers.xml_people import authors_of
from tributary_ingest.adapters.parsers.xml_tree import Element, Tree, read_tree
from tributary_ingest.domain.document import FeedDocument

_RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_ENTRIES = frozenset({"item", "entry"})
_ENTRY_TAGS = ("{*}item", "{*}entry", "{*}ITEM", "{*}ENTRY", "{*}Item", "{*}Entry", "rss:item", "atom:entry")
_HOLDERS = frozenset({"channel", "rdf:rdf", "rss", "feed", "items"})
_RSS_VERSIONS = {"0.90": "rss090", "0.91": "rss091", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_DATES = (
    "lastbuilddate", "updated", "modified", "dcterms:modified", "dc:date", "pubdate", "published", "issued",
    "dcterms:issued", "dcterms:created", "created",
)  # fmt: skip
_DESCRIPTIONS = (
    "description", "subtitle", "tagline", "abstract", "dc:description", "itunes:summary",
    "googleplay:description", "itunes:subtitle", "info",
)  # fmt: skip
_RIGHTS = ("copyright", "rights", "dc:rights", "dcterms:rights", "media:copyright", "creativecommons:license")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_xml_feed(data: bytes, url: str, *, clean: bool = True) -> FeedDocument:
    """Parse clean UTF-8 bytes. Raises `UnreadableFeed` when they are XML, but no feed."""
    tree = read_tree(data)
    form = _format(tree)
    reading = Reading(tree=tree, url=url, atom=form.startswith("atom"), clean=clean)
    elements = _entries(tree)
    channel = _channel(tree)
    if tree.name(tree.root) in _ENTRIES:
        feed = FeedDocument(format=form)
    else:
        feed = _read_channel(channel, form, reading)
        reading = replace(reading, url=url or feed.link)
    feed.entries = [read_entry(element, reading, feed.link) for element in elements]
    return feed


def _format(tree: Tree) -> str:
    root, name = tree.root, tree.name(tree.root).rpartition(":")[2]
    if name == "rss":
        return _RSS_VERSIONS.get((root.get("version") or "").strip()[:4], "rss20")
    if name == "rdf":
        uris = [(uri or "").lower() for uri in root.nsmap.values()]
        return "rss090" if any("netscape.com/rdf" in uri for uri in uris) else "rss10"
    if name in {"feed", "entry"}:
        return _atom_format(root)
    if name == "channel":
        return "cdf" if root.get("HREF") or root.get("href") or root.find("ITEM") is not None else "rss20"
    return _format_by_content(tree, name)


def _atom_format(root: Element) -> str:
    uris = " ".join((uri or "").lower() for uri in root.nsmap.values())
    if "2005/atom" in uris:
        return "atom10"
    old = "purl.org/atom/ns" in uris or (root.get("version") or "").startswith("0.")
    return "atom03" if old else "atom10"


def _format_by_content(tree: Tree, name: str) -> str:
    """An unknown root may still hold a feed; pages and lists get an error that says what they are."""
    if name == "opml":
        raise UnreadableFeed("This is an OPML list, not a feed.", remedy="Import it as a list of feeds.")
    found = {tree.name(element) for element in tree.root.iter()}
    if name == "html" and found.isdisjoint({"feed", "rss"}):
        raise UnreadableFeed(
            "This is an HTML page, not a feed.", remedy="Add the page's own address; its feeds are found."
        )
    if found & {"item", "entry", "channel", "rss", "feed", "newlocation"}:
        return "atom10" if "entry" in found else "rss20"
    raise UnreadableFeed(f"The document's root is <{name[:40]}>, which is no feed format.")


def _channel(tree: Tree) -> Element:
    """The element that speaks for the feed as a whole."""
    root = tree.root
    if tree.name(root) == "feed":
        return root
    for element in root.iter():
        if tree.name(element) in {"channel", "feed"}:
            return element
    return root


def _entries(tree: Tree) -> list[Element]:
    """Every item or entry, wherever it lies; in sound documents they lie at two places only."""
    names, root = tree.names, tree.root
    if names[root.tag] in _ENTRIES:
        return [root]
    found = [element for element in root.iter(*_ENTRY_TAGS) if names[element.tag] in _ENTRIES]
    if tree.broken:
        return found
    held = [element for element in found if names[_parent(element).tag] in _HOLDERS]
    return held or found


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _read_channel(channel: Element, form: str, reading: Reading) -> FeedDocument:
    groups = _groups(channel, reading)
    links = links_of(groups, reading)
    link = main_link(links) or _about(channel, reading)
    return FeedDocument(
        format=form,
        title=first_plain(groups, ("title", "dc:title", "media:title", "itunes:title"), reading),
        link=link,
        description=_description(groups, reading, link),
        language=_language(channel, groups, reading),
        rights=first_plain(groups, _RIGHTS, reading) or _license(groups),
        image=_image(groups, reading),
        date=first_date(groups, _DATES),
        authors=authors_of(groups, reading),
        categories=categories_of(groups, reading),
        ttl=to_int(first_raw(groups, ("ttl",), reading)),
        skip_hours=_skip_hours(groups, reading),
        skip_days=_skip_days(groups, reading),
        hub=related(links, "hub"),
        self_url=related(links, "self"),
        moved_to=_moved_to(groups, reading),
    )


def _groups(channel: Element, reading: Reading) -> Groups:
    """The channel's children without its entries; RDF keeps the image beside the channel."""
    groups = reading.group(channel)
    for name in _ENTRIES:
        groups.pop(name, None)
    root = reading.tree.root
    if channel is not root:
        for name, elements in reading.group(root).items():
            if name in {"image", "link"}:
                groups.setdefault(name, []).extend(elements)
    return groups


def _about(channel: Element, reading: Reading) -> str:
    stated = channel.get("href") or channel.get("HREF") or ""
    return reading.link(channel, stated) if stated else ""


def _description(groups: Groups, reading: Reading, link: str) -> str:
    base = "" if reading.atom else link if is_web(link) else ""
    for key in _DESCRIPTIONS:
        for element in groups.get(key, ()):
            default = "html" if key in {"description", "dc:description"} else "guess"
            if text := reading.html(element, default, base):
                return text
    return ""


def _language(channel: Element, groups: Groups, reading: Reading) -> str:
    stated = first_raw(groups, ("language", "dc:language", "dcterms:language"), reading).replace("_", "-")
    return stated or reading.language(channel) or reading.language(reading.tree.root)


def _license(groups: Groups) -> str:
    return next((element.get(_RDF_RESOURCE) or "" for element in groups.get("cc:license", ())), "")


def _image(groups: Groups, reading: Reading) -> str:
    for element in groups.get("image", ()):
        inner = reading.group(element)
        if address := first_raw(inner, ("url", "href"), reading):
            return reading.link(element, address)
    for key in ("logo", "itunes:image", "googleplay:image", "media:thumbnail", "image", "icon"):
        for element in groups.get(key, ()):
            stated = element.get("href") or element.get("url") or element.get(_RDF_RESOURCE)
            if address := stated or reading.raw(element):
                return reading.link(element, address)
    return ""


def _skip_hours(groups: Groups, reading: Reading) -> list[int]:
    texts = [reading.raw(hour) for element in groups.get("skiphours", ()) for hour in element]
    return sorted({int(text) % 24 for text in texts if text.isdecimal() and int(text) <= 24})


def _skip_days(groups: Groups, reading: Reading) -> list[int]:
    texts = [reading.raw(day).lower() for element in groups.get("skipdays", ()) for day in element]
    return sorted({_DAYS.index(text) for text in texts if text in _DAYS})


def _moved_to(groups: Groups, reading: Reading) -> str:
    for element in (*groups.get("itunes:new-feed-url", ()), *groups.get("newlocation", ())):
        if address := reading.link(element, reading.raw(element)):
            return address
    return ""

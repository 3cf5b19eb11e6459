"""Find the feeds that a web page names."""

from urllib.parse import urljoin, urlsplit

from lxml import etree
from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.parsers.charset import to_text
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.adapters.parsers.text import mended
from tributary_ingest.adapters.parsers.unpack import LIMIT, unpack_undeclared
from tributary_ingest.adapters.parsers.urls import absolute, is_web
from tributary_ingest.adapters.parsers.xml_tree import Element, all_text
from tributary_ingest.domain.document import Discovered

_FEED_TYPES = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/x.atom+xml", "application/x-atom+xml", "application/rss", "application/atom",
        "text/rss", "text/rss+xml", "text/atom", "text/atom+xml",
    }
)  # fmt: skip
_VAGUE_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
_WORDS = frozenset(
    {
        "feed", "feeds", "rss", "rss2", "atom", "rdf", "feed=rss2", "feed=atom", "feed=rss",
        "format=rss", "format=feed", "type=rss",
    }
)  # fmt: skip
_ENDINGS = (".xml", ".rss", ".rdf", ".atom", "feed.json")
_COMMON_PATHS = (
    "feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed/", "feeds/posts/default",
    "feed.json", "index.rdf", "blog/feed", "?feed=rss2",
)  # fmt: skip
_MOST_LINKS = 20_000
_MOST_FOUND = 50


def discover(body: bytes, *, url: str, content_type: str) -> list[Discovered]:
    """Return the feeds that a page names, best first; a body that is a feed itself names its own address.

    Raises `UnreadableFeed` when the body is too large or broken compressed data.
    """
    if len(body) > LIMIT:
        raise UnreadableFeed(f"The page has more than {LIMIT // 1024 // 1024} MiB.")
    body = unpack_undeclared(body)
    itself = _as_feed(body, url, content_type)
    if itself is not None:
        return [itself]
    root = _page(to_text(body, content_type or _meta_charset(body)))
    if root is None:
        return []
    base = _base(root, url)
    return _from_links(root, base) or _from_anchors(root, base)


def common_feed_paths(url: str) -> list[str]:
    """Addresses at which a site often has its feed, the likeliest first; for pages that name none."""
    parts = urlsplit(url)
    if not parts.netloc:
        return []
    site = f"{parts.scheme}://{parts.netloc}/"
    folder = urljoin(url, ".")
    found = [urljoin(site, path) for path in _COMMON_PATHS]
    if folder != site:
        found += [urljoin(folder, path) for path in _COMMON_PATHS[:5]]
    return list(dict.fromkeys(found))


def _as_feed(body: bytes, url: str, content_type: str) -> Discovered | None:
    if body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return None
    try:
        feed = parse_feed(body, url=url, content_type=content_type, clean=False)
    except UnreadableFeed:
        return None
    return Discovered(url=url, title=feed.title, media_type=content_type.partition(";")[0].strip().lower())


def _meta_charset(body: bytes) -> str:
    """The charset that a page states in a meta element, written like a Content-Type header."""
    at = body[:4096].lower().find(b"charset=")
    return body[at : at + 60].decode("ascii", "replace") if at >= 0 else ""


def _page(text: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser) if text else None
    except etree.XMLSyntaxError:
        return None


def _base(root: Element, url: str) -> str:
    element = root.find(".//base[@href]")
    stated = element.get("href") if element is not None else None
    return absolute(url, stated) or url if stated else url


def _from_links(root: Element, base: str) -> list[Discovered]:
    found: dict[str, Discovered] = {}
    for element in root.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").partition(";")[0].strip().lower()
        if not _names_feed(relations, media_type, element.get("href") or ""):
            continue
        address = absolute(base, element.get("href") or "")
        if address and len(found) < _MOST_FOUND:
            found.setdefault(address, Discovered(address, _title(element.get("title")), media_type))
    return list(found.values())


def _names_feed(relations: list[str], media_type: str, address: str) -> bool:
    if "feed" in relations:
        return True
    if "alternate" not in relations:
        return False
    return media_type in _FEED_TYPES or (media_type in _VAGUE_TYPES and _sounds_like_feed(address))


def _from_anchors(root: Element, base: str) -> list[Discovered]:
    """Links in the text whose address or words say feed; only http(s), only the first few."""
    found: dict[str, Discovered] = {}
    for count, element in enumerate(root.iter("a")):
        if count > _MOST_LINKS or len(found) >= _MOST_FOUND:
            break
        address = absolute(base, (element.get("href") or "").removeprefix("feed:"))
        if is_web(address) and _sounds_like_feed(urlsplit(address).path + "?" + urlsplit(address).query):
            title = _title(element.get("title") or all_text(element))
            found.setdefault(address, Discovered(address, title, ""))
    return list(found.values())


def _sounds_like_feed(address: str) -> bool:
    """True when the last parts of an address are words that feeds are called by."""
    last = [part for part in address.lower().replace("?", "/").replace("&", "/").split("/") if part][-2:]
    return any(part in _WORDS or part.endswith(_ENDINGS) for part in last)


def _title(text: str | None) -> str:
    return " ".join(mended(text or "").split())[:500]

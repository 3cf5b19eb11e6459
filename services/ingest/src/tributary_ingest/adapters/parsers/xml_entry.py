"""Read one entry: RSS, RDF and Atom alike, because real feeds mix their elements freely."""

from datetime import datetime

from tributary_ingest.adapters.parsers.dates import parse_date
from tributary_ingest.adapters.parsers.places import places_of
from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.urls import is_web
from tributary_ingest.adapters.parsers.xml_common import categories_of, first_date, first_plain, first_raw
from tributary_ingest.adapters.parsers.xml_links import (
    Link,
    enclosures_of,
    guid_link,
    links_of,
    main_link,
    related,
)
from tributary_ingest.adapters.parsers.xml_people import authors_of
from tributary_ingest.adapters.parsers.xml_tree import Element
from tributary_ingest.domain.document import Entry

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TITLES = ("title", "dc:title", "dcterms:title", "media:title", "itunes:title")
# What a date says: when it was published, when it was updated, created, or just that something happened.
_DATES = {
    "pubdate": "published", "published": "published", "issued": "published",
    "dcterms:issued": "published", "dcterms:available": "published",
    "updated": "updated", "modified": "updated", "dcterms:modified": "updated", "lastbuilddate": "updated",
    "created": "created", "dcterms:created": "created",
    "dc:date": "either", "dcterms:date": "either", "date": "either",
}  # fmt: skip
_SUMMARIES = frozenset({"description", "summary", "abstract"})
_WEAK_SUMMARIES = (
    "dc:description", "dcterms:abstract", "itunes:summary", "googleplay:description", "media:description",
    "itunes:subtitle",
)  # fmt: skip
_CONTENTS = ("content:encoded", "content", "body", "xhtml:body", "fullitem", "xhtml:div")
_CONTAINERS = ("media:group", "media:content")
_LANGUAGES = ("language", "dc:language", "dcterms:language")


def read_entry(element: Element, reading: Reading, site: str) -> Entry:
    """Return what `element` (an item or entry) says. `site` is the feed's link."""
    groups = reading.group(element)
    for container in _CONTAINERS:
        if container in groups:
            _open(groups, container, reading)
    links = links_of(groups, reading)
    about = element.get(_RDF_ABOUT) or ""
    link = _link(element, groups, links, about, reading)
    entry = Entry(
        guid=first_raw(groups, ("guid", "id"), reading) or about.strip(),
        link=link,
        title=first_plain(groups, _TITLES, reading),
        authors=authors_of(groups, reading),
        categories=categories_of(groups, reading),
        enclosures=enclosures_of(groups, links, reading),
        places=places_of(groups, reading.tree),
        language=_language(element, groups, reading),
    )
    _set_dates(entry, element, groups)
    _set_texts(entry, groups, reading, "" if reading.atom else _base(link, site))
    return entry


def _open(groups: Groups, container: str, reading: Reading) -> None:
    """Bring what Media RSS puts into containers up beside the other elements."""
    for element in groups[container]:
        for child in element:
            groups.setdefault(reading.tree.name(child), []).append(child)


def _base(link: str, site: str) -> str:
    """Relative addresses in RSS content were written for the page that shows it."""
    return link if is_web(link) else site


def _link(element: Element, groups: Groups, links: list[Link], about: str, reading: Reading) -> str:
    link = main_link(links) or guid_link(groups, reading)
    if link:
        return link
    stated = about or element.get("href") or element.get("HREF") or ""
    if stated:
        return reading.link(element, stated)
    origin = first_raw(groups, ("feedburner:origlink",), reading)
    if origin:
        return reading.link(element, origin)
    return related(links, "self") or next((link.url for link in links if link.relation == "related"), "")


def _set_dates(entry: Entry, element: Element, groups: Groups) -> None:
    """dc:date says when something happened, not what: it stands for both dates where they are missing."""
    found: dict[str, datetime] = {}
    for key in groups:
        said = _DATES.get(key)
        if said and said not in found and (moment := first_date(groups, (key,))):
            found[said] = moment
    either = found.get("either")
    entry.updated = found.get("updated") or either
    entry.published = found.get("published") or either or found.get("created") or entry.updated
    if entry.published is None:
        entry.published = entry.updated = _last_modified(element)


def _last_modified(element: Element) -> datetime | None:
    stated = element.get("lastmod") or element.get("LASTMOD")
    return parse_date(stated) if stated else None


def _set_texts(entry: Entry, groups: Groups, reading: Reading, base: str) -> None:
    """The first summary is the summary; a second, different one is the content when there is no other."""
    summaries = [
        reading.html(element, "guess" if key == "summary" else "html", base)
        for key in groups
        if key in _SUMMARIES
        for element in groups[key]
    ]
    summaries = [text for text in summaries if text]
    entry.content = _first_html(groups, _CONTENTS, reading, base)
    if summaries:
        entry.summary = summaries[0]
        if not entry.content:
            entry.content = next((text for text in summaries[1:] if text != entry.summary), "")
    else:
        entry.summary = _first_html(groups, _WEAK_SUMMARIES, reading, base)


def _first_html(groups: Groups, keys: tuple[str, ...], reading: Reading, base: str) -> str:
    for key in keys:
        for element in groups.get(key, ()):
            default = "guess" if key in {"content", "media:description"} else "html"
            if text := reading.html(element, default, base):
                return text
    return ""


def _language(element: Element, groups: Groups, reading: Reading) -> str:
    stated = reading.language(element) or first_raw(groups, _LANGUAGES, reading).replace("_", "-")
    if stated or not reading.tree.has_lang:
        return stated
    texts = (child for key in (*_CONTENTS, *_SUMMARIES, "title") for child in groups.get(key, ()))
    return next((language for child in texts if (language := reading.language(child))), "")

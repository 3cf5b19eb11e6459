"""Read one entry: RSS, RDF and Atom alike, because real feeds mix their elements freely."""

from datetime import datetime

from tributary_ingest.adapters.parsers.dates import parse_date
from tributary_ingest.adapters.parsers.places import places_of
from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.urls import is_web
from tributary_ingest.adapters.parsers.xml_common import categories_of, date_of, first_plain, first_raw
from tributary_ingest.adapters.parsers.xml_links import (
    Link,
    enclosures_of,
    guid_link,
    links_of,
    main_link,
    related,
)
from tributary_ingest.adapters.parsers.xml_people import authors_of
from tributary_ingest.adapters.parsers.xml_shape import CONTAINERS, PARTS, Shape, shape_of
from tributary_ingest.adapters.parsers.xml_tree import Element
from tributary_ingest.domain.document import Entry

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_entry(element: Element, reading: Reading, site: str) -> Entry:
    """Return what `element` (an item or entry) says. `site` is the feed's link."""
    groups = reading.group(element, PARTS)
    shape = shape_of(*groups)
    if shape.has_containers:
        _open(groups, reading)
        shape = shape_of(*groups)
    links = links_of(groups, reading)
    about = element.get(_RDF_ABOUT) or ""
    link = _link(element, groups, links, about, reading)
    entry = Entry(
        guid=first_raw(groups, shape.guids, reading) or about.strip(),
        link=link,
        title=first_plain(groups, shape.titles, reading),
        language=_language(element, groups, shape, reading),
    )
    _set_dates(entry, element, groups, shape)
    _set_texts(entry, groups, shape, reading, "" if reading.atom else _base(link, site))
    _set_lists(entry, groups, shape, links, reading)
    return entry


def _open(groups: Groups, reading: Reading) -> None:
    """Bring what Media RSS puts into containers up beside the other elements."""
    for container in CONTAINERS:
        for element in groups.get(container, ()):
            for child in element:
                name = reading.tree.name(child)
                if name in PARTS:
                    groups.setdefault(name, []).append(child)


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


def _set_dates(entry: Entry, element: Element, groups: Groups, shape: Shape) -> None:
    """dc:date says when something happened, not what: it stands for both dates where they are missing."""
    found: dict[str, datetime] = {}
    for key, said in shape.dates:
        if said not in found and (moment := date_of(groups[key])):
            found[said] = moment
    either = found.get("either")
    entry.updated = found.get("updated") or either
    entry.published = found.get("published") or either or found.get("created") or entry.updated
    if entry.published is None:
        entry.published = entry.updated = _last_modified(element)


def _last_modified(element: Element) -> datetime | None:
    stated = element.get("lastmod") or element.get("LASTMOD")
    return parse_date(stated) if stated else None


def _set_texts(entry: Entry, groups: Groups, shape: Shape, reading: Reading, base: str) -> None:
    """The first summary is the summary; a second, different one is the content when there is no other."""
    summaries = [
        text
        for key in shape.summaries
        for element in groups[key]
        if (text := reading.html(element, "guess" if key == "summary" else "html", base))
    ]
    entry.content = _first_html(groups, shape.contents, reading, base)
    if summaries:
        entry.summary = summaries[0]
        if not entry.content:
            entry.content = next((text for text in summaries[1:] if text != entry.summary), "")
    else:
        entry.summary = _first_html(groups, shape.weak_summaries, reading, base)


def _first_html(groups: Groups, keys: tuple[str, ...], reading: Reading, base: str) -> str:
    for key in keys:
        for element in groups[key]:
            default = "guess" if key in {"content", "media:description"} else "html"
            if text := reading.html(element, default, base):
                return text
    return ""


def _set_lists(entry: Entry, groups: Groups, shape: Shape, links: list[Link], reading: Reading) -> None:
    if shape.has_authors:
        entry.authors = authors_of(groups, reading)
    if shape.has_categories:
        entry.categories = categories_of(groups, reading)
    if shape.has_enclosures or related(links, "enclosure"):
        entry.enclosures = enclosures_of(groups, links, reading)
    if shape.has_places:
        entry.places = places_of(groups, reading.tree)


def _language(element: Element, groups: Groups, shape: Shape, reading: Reading) -> str:
    stated = reading.language(element) or first_raw(groups, shape.languages, reading).replace("_", "-")
    if stated or not reading.tree.has_lang:
        return stated
    texts = (child for key in shape.texts for child in groups[key])
    return next((language for child in texts if (language := reading.language(child))), "")

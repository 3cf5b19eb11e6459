"""What entries and feeds have in common in XML: first texts, dates and categories."""

from collections.abc import Iterable
from datetime import datetime

from tributary_ingest.adapters.parsers.dates import parse_date
from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.text import unique
from tributary_ingest.adapters.parsers.xml_tree import Element, all_text

_TERMS = frozenset(("category", "dc:subject", "media:category", "itunes:category", "googleplay:category"))
_LISTS = frozenset(("itunes:keywords", "media:keywords", "keywords", "tags"))
CATEGORIES = _TERMS | _LISTS
"""The names of all elements that may state a category."""


def first_plain(groups: Groups, keys: Iterable[str], reading: Reading) -> str:
    """The first text that is not empty, asked for in the order of `keys`, as plain text."""
    for key in keys:
        for element in groups.get(key, ()):
            if text := reading.plain(element):
                return text
    return ""


def first_raw(groups: Groups, keys: Iterable[str], reading: Reading) -> str:
    """The same, exactly as it is written."""
    for key in keys:
        for element in groups.get(key, ()):
            if text := reading.raw(element):
                return text
    return ""


def first_date(groups: Groups, keys: Iterable[str]) -> datetime | None:
    """The first date that can be read, asked for in the order of `keys`."""
    return next((moment for key in keys if key in groups and (moment := date_of(groups[key]))), None)


def date_of(elements: list[Element]) -> datetime | None:
    """The first date in them that can be read."""
    for element in elements:
        text = element.text or all_text(element)
        if text and (moment := parse_date(text)):
            return moment
    return None


def categories_of(groups: Groups, reading: Reading) -> list[str]:
    """The categories by their labels, each once, in the order in which they are written."""
    found: list[str] = []
    for key in groups:
        if key in _TERMS:
            for element in groups[key]:
                if len(element):
                    found += _terms(element, reading)
                else:
                    found.append(_stated(element) or reading.plain(element))
        elif key in _LISTS:
            for element in groups[key]:
                found += [term.strip() for term in reading.plain(element).split(",")]
    return unique(found)


def _stated(element: Element) -> str:
    """`<category term label>` and `<itunes:category text>` say it in an attribute."""
    if not element.keys():
        return ""
    return " ".join((element.get("label") or element.get("term") or element.get("text") or "").split())


def _terms(element: Element, reading: Reading) -> list[str]:
    """What one element says, and those inside it."""
    terms = [_stated(element)]
    for inner in element:
        terms += _terms(inner, reading) if len(inner) else [_stated(inner) or reading.plain(inner)]
    return terms

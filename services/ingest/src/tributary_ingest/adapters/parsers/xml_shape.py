"""Which children of an entry say what, worked out once for all entries whose children have the same names.

The entries of a feed nearly always have, so no entry is asked for what none of its kind says.
"""

from dataclasses import dataclass
from functools import lru_cache

from tributary_ingest.adapters.parsers.places import PLACES
from tributary_ingest.adapters.parsers.xml_common import CATEGORIES
from tributary_ingest.adapters.parsers.xml_links import ENCLOSURES
from tributary_ingest.adapters.parsers.xml_people import AUTHORS

_GUIDS = ("guid", "id")
_TITLES = ("title", "dc:title", "dcterms:title", "media:title", "itunes:title")
_LANGUAGES = ("language", "dc:language", "dcterms:language")
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
CONTAINERS = ("media:group", "media:content")
"""What Media RSS puts around other elements. The first may hold the second."""

PARTS = frozenset(
    {*_GUIDS, *_TITLES, *_LANGUAGES, *_DATES, *_SUMMARIES, *_WEAK_SUMMARIES, *_CONTENTS, *CONTAINERS}
    | {"link", "feedburner:origlink"}
    | AUTHORS | CATEGORIES | ENCLOSURES | PLACES
)  # fmt: skip
"""The names of all children that an entry is ever asked for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The names of the children that say something, by what they say.

    Dates (with what they say) and summaries are in the order in which they are written, the others in the
    order in which they are asked. `texts` are those whose xml:lang counts for an entry without any.
    """

    guids: tuple[str, ...]
    titles: tuple[str, ...]
    languages: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    summaries: tuple[str, ...]
    contents: tuple[str, ...]
    weak_summaries: tuple[str, ...]
    texts: tuple[str, ...]
    has_containers: bool
    has_authors: bool
    has_categories: bool
    has_enclosures: bool
    has_places: bool


@lru_cache(maxsize=512)
def shape_of(*names: str) -> Shape:
    """The shape of an entry with children of these names, which should be `PARTS`."""
    present = frozenset(names)

    def among(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in present)

    summaries, contents = tuple(name for name in names if name in _SUMMARIES), among(_CONTENTS)
    return Shape(
        guids=among(_GUIDS),
        titles=among(_TITLES),
        languages=among(_LANGUAGES),
        dates=tuple((name, _DATES[name]) for name in names if name in _DATES),
        summaries=summaries,
        contents=contents,
        weak_summaries=among(_WEAK_SUMMARIES),
        texts=(*contents, *sorted(summaries), *among(("title",))),
        has_containers=not present.isdisjoint(CONTAINERS),
        has_authors=not present.isdisjoint(AUTHORS),
        has_categories=not present.isdisjoint(CATEGORIES),
        has_enclosures=not present.isdisjoint(ENCLOSURES),
        has_places=not present.isdisjoint(PLACES),
    )

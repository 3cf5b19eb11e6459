"""What is known of single words and of places: read once, when the first document comes."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tributary_entities.domain.extract.words import calendar, functions, organisations, people, places, words

FUNCTION, OPENER, COMMON, FOREIGN = 1, 2, 4, 8
HONOUR, ROLE, GIVEN, FAMILY = 16, 32, 64, 128
HEAD, LEADING, LEGAL, MEDIA, CLUB, BRAND = 256, 512, 1024, 2048, 4096, 8192
CALENDAR, PEOPLE = 16384, 32768
KNOWN, PLACED = 65536, 131072
"""What a word is, whatever its letter case: flags, of which it may have several."""

ANY = KNOWN - 1
"""All but the last two, which say that a known organisation's or a place's name begins with the word."""

COUNTRY, REGION, CITY, CONTINENT = "country", "region", "city", "continent"

_MAIN_REGIONS = words("US CA GB AU DE AT CH FR ES IT PT BR IN MX AR NL BE IE CN JP")
_KNOWN_FROM = 100
"""Thousands of inhabitants of a city that is known without any context."""


class Place(NamedTuple):
    """A place of the gazetteer. `inhabitants` in thousands, of cities only."""

    kind: str
    country: str
    region: str
    inhabitants: int


class Lexicon:
    """All vocabularies and gazetteers, about 30 MB."""

    def __init__(self) -> None:
        self.flags: dict[str, int] = {}
        self._rows: dict[str, str] = {}
        self._fill_flags()
        self._fill_places()
        self._mark(PLACED, {first for name in self._rows for first in _first_words(name)})
        self.longer = _beginnings(self._rows)
        """First words of the places whose names have several, with the most words that follow."""

    def places(self, name: str) -> list[Place]:
        """The places of this name, the best known one first."""
        rows = self._rows.get(name)
        if rows is None:
            return []
        found = [_place(row) for row in rows.split("\n")]
        return sorted(found, key=lambda p: (p.kind == CITY, -p.inhabitants))

    def is_place(self, name: str) -> bool:
        """Whether any place has this name."""
        return name in self._rows

    def is_known_place(self, name: str) -> bool:
        """Whether readers know the place by its name alone."""
        rows = self._rows.get(name)
        return rows is not None and _known(rows)

    def is_great_place(self, name: str) -> bool:
        """Whether the place is a country or a city of more than a million."""
        return any(place.kind == COUNTRY or place.inhabitants > 1000 for place in self.places(name))

    def _fill_flags(self) -> None:
        for flag, vocabulary in _vocabularies():
            self._mark(flag, vocabulary)

    def _mark(self, flag: int, vocabulary: Iterable[str]) -> None:
        flags = self.flags
        for word in vocabulary:
            flags[word] = flags.get(word, 0) | flag

    def _fill_places(self) -> None:
        rows = self._rows
        for line in _lines("places.txt"):
            name, _, row = line.partition("\t")
            rows[name] = f"{rows[name]}\n{row}" if name in rows else row
        for name in places.MORE:
            rows.setdefault(name, "region\t\t\t0")


@cache
def lexicon() -> Lexicon:
    """The one lexicon of the process."""
    return Lexicon()


def _vocabularies() -> Iterable[tuple[int, Iterable[str]]]:
    yield FUNCTION, functions.FUNCTIONS
    yield OPENER, functions.OPENERS
    yield COMMON, _lines("words-en.txt")
    yield FOREIGN, _lines("words-foreign.txt")
    yield HONOUR, people.HONOURS
    yield ROLE, people.ROLES
    yield GIVEN, (name.lower() for name in _lines("given-names.txt"))
    yield FAMILY, (name.lower() for name in _lines("surnames.txt"))
    yield HEAD, organisations.HEADS
    yield LEADING, organisations.LEADING_HEADS
    yield LEGAL, organisations.LEGAL
    yield MEDIA, organisations.MEDIA
    yield CLUB, organisations.CLUBS
    yield BRAND, (name.lower() for name in _lines("brands.txt"))
    known = organisations.KNOWN | organisations.COMPANIES | organisations.BODIES
    yield KNOWN, {name.split(" ", 1)[0].lower() for name in known}
    yield CALENDAR, calendar.CALENDAR
    yield PEOPLE, calendar.PEOPLES


def _lines(name: str) -> list[str]:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines()


def _first_words(name: str) -> tuple[str, str]:
    """The first word of a name as tokens have it, and what stands before a hyphen in it."""
    first = name.split(" ", 1)[0].rstrip(".").lower()
    return first, first.split("-", 1)[0]


def _place(row: str) -> Place:
    kind, country, region, inhabitants = row.split("\t")
    return Place(kind, country, region, int(inhabitants))


def _known(rows: str) -> bool:
    return any(_is_known(_place(row)) for row in rows.split("\n"))


def _is_known(place: Place) -> bool:
    if place.kind == CITY:
        return place.inhabitants >= _KNOWN_FROM
    return place.kind != REGION or place.country in _MAIN_REGIONS or not place.country


def _beginnings(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        if " " in name:
            first, _, rest = name.partition(" ")
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 1)
    return longest

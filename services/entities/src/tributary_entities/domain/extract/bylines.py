"""Bylines: the people that an author's text names.

A text is split only where that is safe. "Smith, John", "Jane Doe, The Guardian" and "Ben & Jerry" stay whole:
a wrong split makes two wrong entities, a missing one makes a single odd name.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_BY = re.compile(r"by[\s:]+", re.IGNORECASE)
# Every repetition is bounded: hostile text must not cost more than its length.
_PART = r"[^\s<>()\[\],;:@\"]"
_EMAIL = rf"{_PART}{{1,64}}@{_PART}{{1,255}}\.{_PART}{{2,63}}"
_AROUND_EMAIL = re.compile(rf"[<(\[]?\s?(?:mailto:)?({_EMAIL})\s?[>)\]]?", re.IGNORECASE)
_SEMICOLON = re.compile(r";")
_LIST = re.compile(r",\s{0,4}(?:and\s|&)|\s(?:and|&)\s|,", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_PARTICLES = {"al", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "ten"}
_PARTICLES |= {"ter", "van", "von", "zu", "y", "e"}
_NOT_A_PERSON = {
    "the",
    "team",
    "staff",
    "press",
    "news",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "university",
    "institute",
}

MAX_TEXT = 10_000


class Person(NamedTuple):
    """Characters `start` to `end` of the text name a person; `email` came along with the name."""

    start: int
    end: int
    email: str


@lru_cache(maxsize=4096)
def people(text: str) -> tuple[Person, ...]:
    """The people that the text names, in its order; a text of more than `MAX_TEXT` characters names none."""
    if len(text) > MAX_TEXT:
        return ()
    return tuple(person for start, end in _parts(text) if (person := _person(text, start, end)))


def _parts(text: str) -> list[tuple[int, int]]:
    start = match.end() if (match := _BY.match(text)) else 0
    if ";" in text:
        return _split(text, start, _SEMICOLON)
    parts = _split(text, start, _LIST)
    safe = len(parts) > 2 or (len(parts) == 2 and _AND.search(text))
    return parts if safe and all(_is_full_name(text[a:b]) for a, b in parts) else [(start, len(text))]


def _split(text: str, start: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    parts = []
    for match in separator.finditer(text, start):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, len(text))]


def _is_full_name(text: str) -> bool:
    """Two to five words that begin with a capital, as names of people do; particles may be small."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or any(c.isdigit() for c in text):
        return False
    if any(part.casefold().strip(".") in _NOT_A_PERSON for part in parts):
        return False
    return all(part[0].isupper() or part.casefold() in _PARTICLES for part in parts)


def _person(text: str, start: int, end: int) -> Person | None:
    """The name in these characters without the e-mail around it; the e-mail itself when there is no name."""
    match = _AROUND_EMAIL.search(text, start, end)
    if match is None:
        return _trimmed(text, start, end, "")
    email = match.group(1)
    before = _trimmed(text, start, match.start(), email)
    after = _trimmed(text, match.end(), end, email)
    return before or after or Person(match.start(1), match.end(1), email)


def _trimmed(text: str, start: int, end: int, email: str) -> Person | None:
    edge = " \t\r\n,;:" if not email else " \t\r\n,;:()<>[]\"'"
    while start < end and text[start] in edge:
        start += 1
    while start < end and text[end - 1] in edge:
        end -= 1
    return Person(start, end, email) if start < end else None

"""Finds places: by the gazetteer, by what stands around them, and by the larger place that follows."""

import re
from collections.abc import Iterator

from tributary_entities.domain.extract.findings import PLACE
from tributary_entities.domain.extract.lexicon import (
    ANY,
    CITY,
    CLUB,
    COMMON,
    COUNTRY,
    FAMILY,
    FOREIGN,
    FUNCTION,
    GIVEN,
    HEAD,
    LEGAL,
    MEDIA,
    REGION,
    ROLE,
    Place,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.scan import Token
from tributary_entities.domain.extract.spots import Reading, Spot, before
from tributary_entities.domain.extract.words import functions
from tributary_entities.domain.extract.words import places as vocabulary

LARGE, SMALL = 1500, 30
"""Thousands of inhabitants of a city that outshines the people of its name, and of one worth a guess."""

_ORGANISED = HEAD | LEGAL | MEDIA | CLUB
_SMALL_WORDS = {name.split()[0].split("-")[0]: () for name in vocabulary.COUNTRIES_WITH_SMALL_WORDS}
_BY_FIRST = {
    first: tuple(sorted((n for n in vocabulary.COUNTRIES_WITH_SMALL_WORDS if n.startswith(first)), key=len))[
        ::-1
    ]
    for first in _SMALL_WORDS
}
_STATE = re.compile(
    r", (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    r"T[NX]|UT|"
    r"V[AT]|W[AIVY]|ON|QC|BC|AB|D\.C)\b"
)
_KIND_OF_PLACE = re.compile(
    r"\b(?:(?:city|town|village|municipality|suburb|island|port|state|province|district|region|county|concelho|"
    r"localidade|freguesia|cidade|município|ciudad|localidad|municipio|provincia|pueblo|comune|città|"
    r"paese|frazione|ville|commune|village|département|quartier) (?:of|de|di|da|do|d['’])|"
    r"(?:Gemeinde|Stadt|Landkreis|Ortsteil|north|south|east|"
    r"west|outskirts|km|miles) (?:of)?|near|outside|unweit) ?$"
)
_LOCATING = frozenset(
    ["in", "near", "en", "em", "na", "no", "nel", "nella", "nei", "aus", "nach", "outside", "around"]
)


def place_at(reading: Reading, at: int) -> Spot | None:
    """The place whose name begins with this token, the longest one."""
    tokens = reading.run.tokens
    token = tokens[at]
    if (spot := _with_small_words(reading, at)) is not None:
        return spot
    most = min(lexicon().longer.get(token.word, 0), len(tokens) - at - 1)
    for more in range(most, 0, -1):
        last = tokens[at + more]
        name = reading.text[token.start : last.end]
        if lexicon().is_place(name) and (confidence := _several_words(reading, at, more, name)):
            return Spot(PLACE, token.start, last.end, confidence, at + more + 1)
    if lexicon().is_place(token.word) and (confidence := _one_word(reading, at)):
        return Spot(PLACE, token.start, token.end, confidence, at + 1)
    return None


def is_place_in_capitals(word: str) -> bool:
    """An abbreviation of a place: "US" is no pronoun."""
    return word.isupper() and word in vocabulary.MORE


def _with_small_words(reading: Reading, at: int) -> Spot | None:
    token = reading.run.tokens[at]
    for name in _BY_FIRST.get(token.word.split("-")[0], ()):
        if reading.text.startswith(name, token.start):
            end = token.start + len(name)
            used = sum(each.start < end for each in reading.run.tokens)
            return Spot(PLACE, token.start, end, 0.95, used)
    return None


def _several_words(reading: Reading, at: int, more: int, name: str) -> float:
    tokens = reading.run.tokens
    if _goes_on(reading, at + more):
        return 0.0
    first = tokens[at]
    if first.flags & GIVEN and not lexicon().is_known_place(name):
        return 0.0
    everyday = all(token.flags & COMMON for token in tokens[at : at + more + 1])
    if everyday and not lexicon().is_known_place(name):
        return 0.0
    return 0.92


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether the next token makes the name one of an organisation or of something else."""
    tokens = reading.run.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].start - tokens[at].end > 1:
        return False
    flags = tokens[at + 1].flags
    if flags & (ROLE | FUNCTION):
        return False
    return bool(flags & _ORGANISED) or (not reading.run.headline and bool(flags & COMMON))


def _one_word(reading: Reading, at: int) -> float:
    token = reading.run.tokens[at]
    word = token.word
    if word.isupper() and len(word) > 1:
        return 0.95 if word in vocabulary.MORE else 0.0
    if _goes_on(reading, at) or _is_within_name(reading, at):
        return 0.0
    found = lexicon().places(word)
    if _is_enclosed(reading, token, found):
        return 0.93
    return _alone(reading, token, found)


def _is_within_name(reading: Reading, at: int) -> bool:
    """A given name before, or a surname behind, makes it part of a person's name."""
    tokens = reading.run.tokens
    token = tokens[at]
    if at + 1 < len(tokens) and token.flags & GIVEN:
        after = tokens[at + 1]
        if after.flags & FAMILY or not after.flags & (COMMON | ROLE | FUNCTION):
            return not lexicon().is_known_place(after.word)
    return at > 0 and bool(tokens[at - 1].flags & GIVEN) and bool(token.flags & FAMILY)


def _alone(reading: Reading, token: Token, found: list[Place]) -> float:
    """The confidence in one word without the larger place beside it."""
    best = found[0]
    cue = before(reading.text, token.start)
    located = cue in _LOCATING and not (reading.german and token.flags & FOREIGN)
    if token.word in vocabulary.NOT_ALONE or token.flags & COMMON:
        return _ambiguous(token, cue, best, located=located)
    if best.kind != CITY and (best.kind != REGION or lexicon().is_known_place(token.word)):
        return 0.95
    if token.flags & GIVEN:
        return 0.75 if (located and best.inhabitants >= SMALL) or best.inhabitants >= LARGE else 0.0
    if lexicon().is_known_place(token.word):
        sure = cue in functions.PLACING or not token.flags & FAMILY
        return 0.9 if sure else 0.7 if not reading.run.opens else 0.0
    if located or (cue in functions.PLACING and not token.flags & ANY):
        return 0.7
    return 0.6 if not token.flags & ANY and best.inhabitants >= SMALL and not reading.run.opens else 0.0


def _ambiguous(token: Token, cue: str, best: Place, *, located: bool) -> float:
    if token.word in vocabulary.STRONG:
        return 0.85 if cue in functions.PLACING else 0.65
    known = best.kind != CITY or best.inhabitants >= SMALL
    return 0.7 if located and known else 0.0


def place_by_context(reading: Reading, at: int) -> Spot | None:
    """A name that no gazetteer has, with a larger place behind it or a word for a kind of place beside it."""
    tokens = reading.run.tokens
    for more in range(min(3, len(tokens) - at - 1), 0, -1):
        last = tokens[at + more]
        if last.word in vocabulary.GEOGRAPHIC and _is_named(tokens[at : at + more]):
            return Spot(PLACE, tokens[at].start, last.end, 0.75, at + more + 1)
    end = _cued_extent(reading, at)
    return Spot(PLACE, tokens[at].start, tokens[end - 1].end, 0.65, end) if end > at else None


def _is_named(tokens: list[Token]) -> bool:
    return any(not token.flags & (COMMON | FUNCTION) for token in tokens)


def _cued_extent(reading: Reading, at: int) -> int:
    """Where a name ends that "the town of" stands before, or ", Norway" behind; `at` when neither does."""
    tokens = reading.run.tokens
    end = at
    while (
        end < len(tokens) and end - at < 3 and not tokens[end].flags & (_ORGANISED | ROLE | FUNCTION | COMMON)
    ):
        end += 1
    if end == at or tokens[at].word.isupper():
        return at
    ahead = reading.text[max(tokens[at].start - 30, 0) : tokens[at].start]
    if _KIND_OF_PLACE.search(ahead):
        return end
    enclosed = (
        end == len(tokens)
        and _larger_behind(reading.text, tokens[end - 1].end)
        and not tokens[at].flags & GIVEN
    )
    return end if enclosed and before(reading.text, tokens[at].start) in functions.PLACING else at


def _larger_behind(text: str, end: int) -> bool:
    """Whether a comma and a country, a region or the letters of a state follow."""
    return any(place.kind in (COUNTRY, REGION) for place in _behind(text, end)) or bool(
        _STATE.match(text, end)
    )


def _behind(text: str, end: int) -> Iterator[Place]:
    """The places that a comma parts from what ends here."""
    if text[end : end + 2] != ", ":
        return
    words = text[end + 2 : end + 40].replace(",", " ,").replace(".", " .").replace(")", " )").split(" ")
    for count in (1, 2, 3):
        yield from lexicon().places(" ".join(words[:count]))


def _is_enclosed(reading: Reading, token: Token, found: list[Place]) -> bool:
    """Whether a comma and the larger place follow: "Paris, Texas"."""
    if _STATE.match(reading.text, token.end) and any(inner.country in ("US", "CA") for inner in found):
        return True
    return any(_encloses(place, inner) for place in _behind(reading.text, token.end) for inner in found)


def _encloses(outer: Place, inner: Place) -> bool:
    if outer.kind == COUNTRY:
        return outer.country == inner.country
    return outer.kind == REGION and (outer.country, outer.region) == (inner.country, inner.region)

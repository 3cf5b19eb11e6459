"""Finds places: by the gazetteer, by what stands around them, and by the larger place that follows."""

from tributary_entities.domain.extract.findings import PLACE
from tributary_entities.domain.extract.lexicon import (
    CITY,
    CLUB,
    COMMON,
    COUNTRY,
    FAMILY,
    FUNCTION,
    GIVEN,
    HEAD,
    LEGAL,
    MEDIA,
    REGION,
    ROLE,
    Place,
    lexicon,
)
from tributary_entities.domain.extract.scan import Token
from tributary_entities.domain.extract.spots import Reading, Spot, before
from tributary_entities.domain.extract.words import functions
from tributary_entities.domain.extract.words import places as vocabulary

LARGE = 400
"""Thousands of inhabitants of a city that outshines the people of its name."""

_ORGANISED = HEAD | LEGAL | MEDIA | CLUB
_SMALL_WORDS = {name.split()[0].split("-")[0]: () for name in vocabulary.COUNTRIES_WITH_SMALL_WORDS}
_BY_FIRST = {
    first: tuple(sorted((n for n in vocabulary.COUNTRIES_WITH_SMALL_WORDS if n.startswith(first)), key=len))[
        ::-1
    ]
    for first in _SMALL_WORDS
}
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
    if word.isupper() and len(word) > 1 and word not in vocabulary.MORE:
        return 0.0
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
    best = found[0]
    cue = before(reading.text, token.start)
    cued = cue in functions.PLACING
    if token.word in vocabulary.NOT_ALONE:
        return _ambiguous(token, cue, best)
    if best.kind != CITY and (best.kind != REGION or lexicon().is_known_place(token.word)):
        return 0.95
    if token.flags & (COMMON | GIVEN) or (token.flags & FAMILY and best.inhabitants < LARGE):
        return 0.75 if cue in _LOCATING and not reading.german and best.inhabitants >= 30 else 0.0
    if lexicon().is_known_place(token.word):
        return 0.9 if cued or not reading.run.opens else 0.8
    return 0.7 if cue in _LOCATING and not (reading.german and token.flags) else 0.0


def _ambiguous(token: Token, cue: str, best: Place) -> float:
    if token.word in vocabulary.STRONG:
        return 0.85 if cue in functions.PLACING else 0.65
    known = best.kind == COUNTRY or best.inhabitants >= 30 or best.kind == REGION
    return 0.7 if cue in _LOCATING and known else 0.0


def _is_enclosed(reading: Reading, token: Token, found: list[Place]) -> bool:
    """Whether a comma and the larger place follow: "Paris, Texas"."""
    text, end = reading.text, token.end
    if text[end : end + 2] != ", ":
        return False
    larger = text[end + 2 : end + 40]
    words = larger.replace(",", " ,").replace(".", " .").split(" ")
    names = (" ".join(words[:count]) for count in (1, 2, 3))
    return any(
        _encloses(place, inner) for name in names for place in lexicon().places(name) for inner in found
    )


def _encloses(outer: Place, inner: Place) -> bool:
    if outer.kind == COUNTRY:
        return outer.country == inner.country
    return outer.kind == REGION and (outer.country, outer.region) == (inner.country, inner.region)

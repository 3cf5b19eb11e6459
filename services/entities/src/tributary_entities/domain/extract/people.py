"""Finds people: by titles and roles, by given names, and by what is said of them."""

import re

from tributary_entities.domain.entity import CREATOR
from tributary_entities.domain.extract.lexicon import (
    BRAND,
    CALENDAR,
    CLUB,
    COMMON,
    FAMILY,
    FOREIGN,
    FUNCTION,
    GIVEN,
    HEAD,
    HONOUR,
    LEGAL,
    MEDIA,
    OPENER,
    PEOPLE,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.scan import Token
from tributary_entities.domain.extract.spots import Reading, Spot, before, following
from tributary_entities.domain.extract.words import people as vocabulary

MOST = 4
"""Words of a name, particles not counted."""

_NO_NAME = FUNCTION | CALENDAR | HEAD | LEGAL | MEDIA | CLUB | ROLE | HONOUR | PEOPLE
_EVERYDAY = COMMON | OPENER
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)?$")
_AGE = re.compile(r",? (?:\(\d{2}\)|\d{2},|\d{2}-year-old|aged \d{2}\b)|, \d{2}[,.]")
_ROLE_AFTER = re.compile(
    r", (?:(?:the|a|an|who|whose|is|our|its|former|ex-?|senior|vice|deputy|executive|der|die|ein|eine|le|la|un|une|"
    r"el|una|il|o|uma|co-?|chief|general|managing|founding|associate|assistant|lead|head|research|professeur|"
    r"[A-Z][\w.&-]+(?:'s|’s)?) ){0,3}([\w-]+)"
)


def person_at(reading: Reading, at: int) -> Spot | None:
    """The person whose title, role or name begins with this token."""
    token = reading.run.tokens[at]
    if token.flags & (HONOUR | ROLE):
        return _titled(reading, at)
    if _INITIAL.match(token.word) or token.flags & GIVEN:
        return _named(reading, at)
    return None


def unknown_person_at(reading: Reading, at: int) -> Spot | None:
    """Two or three words of no language, of which nothing else is known: most often a person."""
    end = _extent(reading, at)
    tokens = reading.run.tokens[at:end]
    if not 2 <= len(tokens) <= 3 or (reading.german and any(t.flags & FOREIGN for t in tokens)):
        return None
    if any(
        t.flags & (_EVERYDAY | BRAND) or t.word.isupper() or lexicon().is_known_place(t.word) for t in tokens
    ):
        return None
    confidence = 0.65 if tokens[-1].flags & FAMILY else 0.5
    return _spot(reading, at, end, confidence)


def _titled(reading: Reading, at: int) -> Spot | None:
    """Titles and roles, then a name: the name alone is the person's."""
    tokens = reading.run.tokens
    first = at
    while at < len(tokens) and tokens[at].flags & (HONOUR | ROLE) and not _is_given_first(tokens, at):
        at += 1
    if at == len(tokens):
        return None
    end = _extent(reading, at)
    if end == at:
        return None
    honoured = bool(tokens[at - 1].flags & HONOUR)
    if end - at == 1 and not _may_be_surname(reading, tokens[at], honoured=honoured):
        return None
    if all(t.flags & _EVERYDAY and not t.flags & (GIVEN | FAMILY) for t in tokens[at:end]) and not honoured:
        return None
    return (
        _spot(reading, at, end, 0.9 if honoured or tokens[at].flags & GIVEN else 0.75) if first < at else None
    )


def _may_be_surname(reading: Reading, token: Token, *, honoured: bool) -> bool:
    if lexicon().is_known_place(token.word) or token.word.isupper():
        return False
    if reading.run.headline:
        return (honoured and not token.flags & (COMMON | FOREIGN)) or bool(token.flags & FAMILY)
    return honoured or not token.flags & (COMMON | FOREIGN | BRAND)


def _is_given_first(tokens: list[Token], at: int) -> bool:
    """A word that is a title and a given name ("Dean", "Judge") begins a name before a surname."""
    return bool(
        tokens[at].flags & GIVEN
        and at + 1 < len(tokens)
        and tokens[at + 1].flags & FAMILY
        and not tokens[at].flags & HONOUR
    )


def _named(reading: Reading, at: int) -> Spot | None:
    """A given name or initials, then a surname."""
    tokens = reading.run.tokens
    end = _extent(reading, at)
    if end - at < 2:
        return None
    last = tokens[end - 1]
    if _INITIAL.match(last.word) and end - at == 2:
        return _spot(reading, at, end, 0.6)
    if _INITIAL.match(tokens[at].word):
        return _spot(reading, at, end, 0.9) if not last.flags & COMMON or last.flags & FAMILY else None
    return _given(reading, at, end)


def _given(reading: Reading, at: int, end: int) -> Spot | None:
    tokens = reading.run.tokens
    first, second, last = tokens[at], tokens[at + 1], tokens[end - 1]
    doubtful = bool(first.flags & (_EVERYDAY | FUNCTION)) or (reading.german and bool(first.flags & FOREIGN))
    if last.flags & FAMILY and not (last.flags & COMMON and doubtful):
        return _spot(reading, at, end, 0.8 if doubtful else 0.95)
    if second.flags & FAMILY and not second.flags & COMMON:
        return _spot(reading, at, at + 2, 0.85)
    if doubtful or last.flags & (COMMON | BRAND) or (reading.german and last.flags & FOREIGN):
        return None
    if last.word.isupper() or lexicon().is_known_place(last.word):
        return None
    return _spot(reading, at, end, 0.85)


def _extent(reading: Reading, at: int) -> int:
    """Where the tokens end that may belong to one name."""
    tokens = reading.run.tokens
    end = at
    while end < len(tokens) and end - at < MOST and _may_belong(reading, at, end):
        end += 1
    return end


def _may_belong(reading: Reading, at: int, end: int) -> bool:
    token = reading.run.tokens[end]
    if end == at:
        return not token.flags & _NO_NAME or bool(token.flags & GIVEN)
    if token.word[:1].islower() or "&" in reading.text[reading.run.tokens[end - 1].end : token.start]:
        return False
    if token.flags & _NO_NAME and not (token.flags & FAMILY and end == at + 1):
        return False
    everyday = token.flags & COMMON and not token.flags & (FAMILY | GIVEN)
    return not (everyday and reading.run.headline)


def _spot(reading: Reading, at: int, end: int, confidence: float) -> Spot:
    tokens = reading.run.tokens
    return Spot(CREATOR, tokens[at].start, tokens[end - 1].end, confidence, end)


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether speech, an age or a role beside the name is a person's."""
    if following(text, end) in vocabulary.SAYS or before(text, start) in vocabulary.SAYS:
        return True
    if _AGE.match(text, end):
        return True
    role = _ROLE_AFTER.match(text, end)
    return role is not None and bool(lexicon().flags.get(role[1].lower(), 0) & ROLE)

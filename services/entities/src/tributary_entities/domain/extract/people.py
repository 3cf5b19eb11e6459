"""Finds people: by titles and roles, by given names, and by what is said of them."""

import re

from tributary_entities.domain.entity import CREATOR
from tributary_entities.domain.extract.lexicon import (
    ANY,
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
from tributary_entities.domain.extract.spots import Reading, Spot, following, role_before
from tributary_entities.domain.extract.words import people as vocabulary
from tributary_entities.domain.extract.words import places

MOST = 4
"""Words of a name, particles not counted."""

_NO_NAME = FUNCTION | CALENDAR | HEAD | LEGAL | MEDIA | CLUB | ROLE | HONOUR | PEOPLE
_EVERYDAY = COMMON | OPENER
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)?$")
_AGE = re.compile(r",? (?:\(\d{2}\)|\d{2},|\d{2}-year-old|aged \d{2}\b)|, \d{2}[,.]")
_APPOSITION = re.compile(
    r", (?:(?:the|a|an|who|whose|is|our|its|former|der|die|ein|eine|le|la|l['’]|un|une|el|una|il|o|uma|"
    r"[A-Z][\w.&-]+"
    r"(?:['’]s)?) ?)((?:[\w'’-]+ ){0,4}[\w'’-]+)"
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
    """Two or three words of no language: a person, if what stands around says so or a surname ends them."""
    end = _extent(reading, at)
    tokens = reading.run.tokens[at:end]
    if not 2 <= len(tokens) <= 3 or any(_is_no_name(token) for token in tokens[:-1]):
        return None
    if _is_no_name(tokens[-1]) and not tokens[-1].flags & FAMILY:
        return None
    if is_spoken_of(reading.text, tokens[0].start, tokens[-1].end):
        return _spot(reading, at, end, 0.85)
    if reading.run.headline or reading.german or _is_no_name(tokens[-1]):
        return None
    if tokens[-1].flags & (FAMILY | GIVEN):
        return _spot(reading, at, end, 0.6)
    unheard = not any(token.flags & ANY for token in tokens) and not reading.run.opens
    return _spot(reading, at, end, 0.5) if unheard else None


def _is_no_name(token: Token) -> bool:
    """Whether an unknown word is hardly a person's: a word, a brand, a place, with capitals inside."""
    word = token.word
    if token.flags & (_EVERYDAY | BRAND) or (token.flags & FOREIGN and not token.flags & FAMILY):
        return True
    return "&" in word or (not word[1:].islower() and "-" not in word) or lexicon().is_known_place(word)


def first_name_at(reading: Reading, at: int) -> Spot | None:
    """A given name alone, in the middle of a sentence, that is nothing else."""
    tokens = reading.run.tokens
    token = tokens[at]
    alone = len(tokens) == 1 and not reading.run.opens and not reading.run.headline
    other = COMMON | FOREIGN | BRAND | FAMILY | _NO_NAME
    if not alone or not token.flags & GIVEN or token.flags & other or lexicon().is_place(token.word):
        return None
    return _spot(reading, at, at + 1, 0.55) if len(token.word) > 3 and not reading.german else None


def _titled(reading: Reading, at: int) -> Spot | None:
    """Titles and roles, then a name: the name alone is the person's."""
    tokens = reading.run.tokens
    first = at
    while at < len(tokens) and tokens[at].flags & (HONOUR | ROLE) and not _is_given_first(tokens, at):
        at += 1
    if at == len(tokens):
        return None
    end = _extent(reading, at)
    if end == at or (reading.run.headline and tokens[at].flags & COMMON and not tokens[at].flags & GIVEN):
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
        named = not last.flags & (COMMON | FUNCTION) or last.flags & FAMILY
        return _spot(reading, at, end, 0.9) if named and len(last.word) > 2 else None
    return _given(reading, at, end)


def _given(reading: Reading, at: int, end: int) -> Spot | None:
    tokens = reading.run.tokens
    first, second, last = tokens[at], tokens[at + 1], tokens[end - 1]
    doubtful = bool(first.flags & (_EVERYDAY | FUNCTION | CALENDAR))
    if last.flags & (FAMILY | GIVEN) and not (last.flags & COMMON and doubtful):
        return _spot(reading, at, end, 0.8 if doubtful else 0.95)
    if second.flags & FAMILY and not second.flags & COMMON:
        return _spot(reading, at, at + 2, 0.85)
    if last.word.isupper() or lexicon().is_known_place(last.word) or _is_rather_place(first.word):
        return None
    if not last.flags & ANY and _is_proper(last.word):
        return _spot(reading, at, end, 0.75 if doubtful else 0.85)
    return _everyday(reading, at, end, doubtful=doubtful)


def _is_proper(word: str) -> bool:
    """Whether every part of the word has its capital: "Smith-Jones", but not "T-shirts"."""
    return all(part[:1].isupper() for part in word.split("-"))


def _is_rather_place(word: str) -> bool:
    """A given name that is better known as a place: "Paris", "Jordan"."""
    return word in places.STRONG or (word not in places.NOT_ALONE and lexicon().is_great_place(word))


def _everyday(reading: Reading, at: int, end: int, *, doubtful: bool) -> Spot | None:
    """A given name and a surname that is a word, too ("Gene Sharp"): inside a sentence, or by its cues."""
    tokens = reading.run.tokens
    if is_spoken_of(reading.text, tokens[at].start, tokens[end - 1].end):
        return _spot(reading, at, end, 0.85)
    if reading.run.headline or end - at != 2 or (reading.german and tokens[-1].flags & FOREIGN):
        return None
    if doubtful:
        named = tokens[end - 1].flags & FAMILY and not reading.run.opens
        return _spot(reading, at, end, 0.65) if named else None
    return _spot(reading, at, end, 0.7)


def _extent(reading: Reading, at: int) -> int:
    """Where the tokens end that may belong to one name."""
    tokens = reading.run.tokens
    end = at
    while end < len(tokens) and end - at < MOST and _may_belong(reading, at, end):
        end += 1
    return end


def _may_belong(reading: Reading, at: int, end: int) -> bool:
    tokens = reading.run.tokens
    token = tokens[end]
    if end == at:
        return not token.flags & _NO_NAME or bool(token.flags & GIVEN)
    if "&" in reading.text[tokens[end - 1].end : token.start]:
        return False
    if token.word.lower() in vocabulary.PARTICLES:
        return _goes_on(tokens, end)
    if token.word[:1].islower() or (token.word.isupper() and len(token.word) > 2):
        return False
    first = end == at + 1 or tokens[end - 1].word.lower() in vocabulary.PARTICLES
    if token.flags & _NO_NAME and not (token.flags & FAMILY and first):
        return False
    if not token.flags & COMMON:
        return True
    return not (reading.run.headline and (end > at + 1 or not token.flags & (FAMILY | GIVEN)))


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether particles that may follow a name stand here, and a surname that is no place behind them."""
    alone = tokens[at].word in vocabulary.LONE or tokens[at].word[0].isupper()
    if not alone and tokens[at - 1].word.lower() not in vocabulary.PARTICLES:
        return False
    while at < len(tokens) and tokens[at].word.lower() in vocabulary.PARTICLES:
        at += 1
    if at == len(tokens) or lexicon().is_known_place(tokens[at].word):
        return False
    return bool(tokens[at].flags & FAMILY or not tokens[at].flags & _NO_NAME)


def _spot(reading: Reading, at: int, end: int, confidence: float) -> Spot:
    tokens = reading.run.tokens
    return Spot(CREATOR, tokens[at].start, tokens[end - 1].end, confidence, end)


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether speech, an age or a role beside the name is a person's."""
    cue = role_before(text, start)
    if cue in vocabulary.SAYS or following(text, end) in vocabulary.SAYS or _is_role(cue):
        return True
    if _AGE.match(text, end):
        return True
    apposition = _APPOSITION.match(text, end)
    return apposition is not None and any(_is_role(word.lower()) for word in apposition[1].split(" "))


def _is_role(word: str) -> bool:
    return bool(lexicon().flags.get(word, 0) & ROLE) and word not in vocabulary.NOT_PEOPLE

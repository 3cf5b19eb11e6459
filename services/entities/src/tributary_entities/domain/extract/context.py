"""Finds organisations of which nothing is known but what stands around their names."""

import re

from tributary_entities.domain.entity import ORGANISATION
from tributary_entities.domain.extract.lexicon import (
    BRAND,
    CALENDAR,
    COMMON,
    FAMILY,
    FOREIGN,
    FUNCTION,
    GIVEN,
    OPENER,
    PEOPLE,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.organisations import BREAK, ORDINARY_WORD, is_place
from tributary_entities.domain.extract.scan import Token
from tributary_entities.domain.extract.spots import Reading, Spot, before, following
from tributary_entities.domain.extract.words import calendar, technology, words
from tributary_entities.domain.extract.words import organisations as vocabulary

_APPOSITION = re.compile(
    r"(?:, |\s?\(|\s?[–—-]\s|, which is |, who is | is | was | ist | est | es | è | é )"
    r"(?:the |a |an |one of the |our |die |der |das |ein |eine |einer |le |la |l['’]|un |une |el |una |il |"
    r"uno |o |um |uma )?(?:[\w.&'’-]+ ){0,5}?([\w-]+)(?=[ ,.;:)]|$)"
)
_IS = words("is was ist est es è é")
_BRACKETS = frozenset("(–—-")
_ACTING = re.compile(
    r" (?:\([^()\n]{1,20}\) )?(?:is|are) (?:hiring|looking for|seeking|recruiting|launching|acquiring)\b"
)
_TICKER = re.compile(r" \((?:NYSE|NASDAQ|Nasdaq|LSE|ETR|FRA|TSE|ASX|TSX|EPA|BME|BIT|Euronext)\b")


def organisation_by_context(reading: Reading, at: int) -> Spot | None:
    """A name of which nothing is known but what stands around it."""
    tokens = reading.run.tokens
    end = _unknown_extent(reading, at)
    if end == at:
        return None
    start, stop = tokens[at].start, tokens[end - 1].end
    confidence = _cue(reading, tokens[at:end]) or _brand(reading, tokens[at:end])
    return Spot(ORGANISATION, start, stop, confidence, end) if confidence else None


def _unknown_extent(reading: Reading, at: int) -> int:
    tokens = reading.run.tokens
    end = at
    while end < len(tokens) and end - at < 4 and not tokens[end].flags & (BREAK | CALENDAR | PEOPLE):
        if reading.run.headline and tokens[end].flags & COMMON and not tokens[end].flags & BRAND:
            break
        if end > at and is_place(tokens[end]) and not reading.run.headline:
            break
        end += 1
    return end


def _cue(reading: Reading, tokens: list[Token]) -> float:
    """The confidence that the words around the name give."""
    text, start, end = reading.text, tokens[0].start, tokens[-1].end
    if text[end : end + 2] == " (" and _TICKER.match(text, end):
        return 0.95
    if not _is_name(reading, tokens):
        return 0.0
    next_word = following(text, end)
    apart = text[end : end + 1] == "," or next_word in _IS or text[end + 1 : end + 2] in _BRACKETS
    appositive = _APPOSITION.match(text, end) if apart else None
    if appositive is not None and appositive[1].lower() in vocabulary.COMPANY_NOUNS:
        return 0.85
    if reading.run.headline:
        return 0.75 if _is_employer(reading, start, end) else 0.0
    if (next_word in ("is", "are") or next_word[:1] == "(") and _ACTING.match(text, end):
        return 0.7
    return _beside(reading, tokens, before(text, start), next_word)


def _beside(reading: Reading, tokens: list[Token], cue: str, next_word: str) -> float:
    """The confidence that the words directly before and after give."""
    if cue in vocabulary.EMPLOYMENT and not (reading.german and cue == "bei"):
        return 0.8
    everyday = all(token.flags & (COMMON | OPENER | FOREIGN) for token in tokens)
    if everyday and len(tokens) > 1 and cue in vocabulary.BEFORE_COMPANY and not reading.german:
        return 0.6
    if everyday and not tokens[0].flags & BRAND:
        return 0.0
    if tokens[0].flags & (GIVEN | FAMILY) and not tokens[0].flags & BRAND:
        return 0.65 if cue in vocabulary.SOURCES else 0.0
    return _acts(reading, tokens, cue, next_word)


def _acts(reading: Reading, tokens: list[Token], cue: str, next_word: str) -> float:
    """The confidence that a name has which does what firms do, or at which one works."""
    if next_word in vocabulary.AFTER_COMPANY:
        return 0.75
    if next_word in vocabulary.ACTS or cue in vocabulary.SOURCES:
        return 0.65
    at_place = any(lexicon().is_place(token.word) for token in tokens)
    if cue in vocabulary.BEFORE_COMPANY and not at_place and not reading.german:
        return 0.65
    inside = not reading.run.opens or next_word in vocabulary.GOES_ON
    return 0.5 if inside and _is_left_over(reading, tokens) else 0.0


def _is_left_over(reading: Reading, tokens: list[Token]) -> bool:
    """An unknown word and a noun, no event, street or product: "Mitsuka Electric"."""
    if not 2 <= len(tokens) <= 3 or reading.german:
        return False
    last = tokens[-1]
    if not last.flags & COMMON or last.flags & OPENER or last.word.lower() in vocabulary.NOT_FIRMS:
        return False
    return not tokens[0].flags & ORDINARY_WORD and all(token.word[1:].islower() for token in tokens)


def _is_employer(reading: Reading, start: int, end: int) -> bool:
    """Whether a title names it behind a job: "Data Engineer at …", "Rust developer @ …"."""
    words = reading.text[max(start - 60, 0) : start].split()
    if len(words) < 2 or words[-1].lower() not in vocabulary.BEFORE_COMPANY:
        return False
    job = lexicon().flags.get(words[-2].rstrip(",)").lower(), 0) & ROLE
    return bool(job) and (
        end == len(reading.text) or reading.text[end : end + 2] in (" –", " -", " (", " |", ", ", " i")
    )


def _is_name(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the words may be a name at all: no acronym of a thing, no word of the language alone."""
    if len(tokens) == 1:
        word, flags = tokens[0].word, tokens[0].flags
        if word in calendar.NOT_ORGANISATIONS or word in technology.TECHNOLOGIES or len(word) < 2:
            return False
        if flags & (FUNCTION | OPENER) or reading.writes_small(word) or word[:2] in ("I'", "I’"):
            return False
        if (
            not word.replace("-", "").replace("'", "").replace("’", "").replace("&", "").isalpha()
            and "." not in word
        ):
            return False
        ordinary = flags & COMMON or (flags & FOREIGN and (reading.german or reading.run.opens))
        return not ordinary or bool(flags & BRAND and not reading.run.opens)
    if reading.german and all(token.flags & (FOREIGN | COMMON) for token in tokens):
        return False
    return not (reading.run.opens and tokens[0].flags & (OPENER | COMMON) and len(tokens) == 2)


def _brand(reading: Reading, tokens: list[Token]) -> float:
    name = reading.text[tokens[0].start : tokens[-1].end]
    flags = lexicon().flags
    if not flags.get(name.lower(), 0) & BRAND or name in technology.TECHNOLOGIES:
        return 0.0
    if len(tokens) > 1:
        return 0.7
    token = tokens[0]
    if token.flags & (COMMON | GIVEN | FAMILY) or (token.flags & FOREIGN and reading.german):
        return 0.6 if not reading.run.opens and not reading.run.headline and not reading.german else 0.0
    return 0.7 if _is_name(reading, tokens) else 0.0

"""Finds organisations: by legal forms, by head nouns, by clubs and media, and by the words around a name."""

import re
from functools import cache

from tributary_entities.domain.entity import ORGANISATION
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
    KNOWN,
    LEADING,
    LEGAL,
    MEDIA,
    OPENER,
    PEOPLE,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.scan import TOKEN, Token
from tributary_entities.domain.extract.spots import Reading, Spot, before
from tributary_entities.domain.extract.words import organisations as vocabulary

BREAK = ROLE | HONOUR | FUNCTION
ORDINARY_WORD = COMMON | FOREIGN | OPENER | FUNCTION | PEOPLE | CALENDAR
_GERMAN_NOUN = COMMON | FOREIGN | FUNCTION | PEOPLE | CALENDAR | GIVEN | ROLE | HONOUR | LEADING
_ANY_HEAD = HEAD | MEDIA | CLUB
_KNOWN = vocabulary.KNOWN | vocabulary.COMPANIES
_LEGAL_FORM = re.compile(
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|LP|PLC|plc|GmbH|AG|KG|KGaA|OHG|UG|SE|eG|SA|SAS|"
    r"SARL|SNC|SL|SLU|SRL|Srl|SpA|S\.p\.A|S\.r\.l|S\.A|S\.A\.S|S\.L|Ltda|LTDA|BV|B\.V|NV|N\.V|AB|Oy|Oyj|ASA|A/S|ApS|"
    r"Pty|Pte|Bhd|PBC|Holding|Holdings|Kft|EOOD|OOD|PJSC|OOO)\.?$"
)
_AFTER_COMMA = re.compile(
    r",? (?:Inc|LLC|Ltd|L\.P|Corp|Co|GmbH|AG|S\.A|SA|SpA|S\.p\.A|S\.L|plc|PLC|e\.V)\b\.?(?!\w)"
)
_CONNECTED = rf"{TOKEN}(?: (?:& )?{TOKEN}){{0,4}}"
_TAIL = re.compile(rf" (?:{vocabulary.CONNECTORS}) ?({_CONNECTED})")
_WIDE = re.compile(rf"(?:, {_CONNECTED})? (?:and|&|und|et|y|e) ({_CONNECTED})")
_CAMPUS = re.compile(
    r", (?:Berkeley|Los Angeles|San Diego|Davis|Irvine|Santa Barbara|Santa Cruz|Riverside)\b"
)


def organisation_at(reading: Reading, at: int) -> Spot | None:
    """The organisation whose name begins with this token, told by the name itself."""
    tokens = reading.run.tokens
    token, flags = tokens[at], reading.run.flags
    if token.flags & FUNCTION:
        return _known(reading, at) or _acronym(token, at)
    segment = _segment(tokens, at)
    found = [_known(reading, at)] if token.flags & KNOWN else []
    if flags & LEGAL:
        found.append(_legal(reading, at, segment))
    if flags & (_ANY_HEAD | LEADING):
        found.append(_headed(reading, at, segment))
    if at + 1 < len(tokens) and tokens[at + 1].start > token.end + 1:
        found.append(_partners(reading, at))
    if reading.german:
        found.append(_german_office(reading, at))
    if spots := [spot for spot in found if spot is not None]:
        return max(spots, key=lambda spot: (spot.end, spot.confidence))
    end = tokens[segment - 1].end
    if reading.text[end : end + 1] == "," and (form := _AFTER_COMMA.match(reading.text, end)):
        return Spot(ORGANISATION, token.start, form.end(), 0.95, segment)
    return _acronym(token, at)


def _known(reading: Reading, at: int) -> Spot | None:
    tokens = reading.run.tokens
    most = min(_longest_known().get(tokens[at].word, -1), len(tokens) - at - 1)
    for more in range(most, -1, -1):
        end = tokens[at + more].end
        if reading.text[tokens[at].start : end] in _KNOWN and (more or _is_meant(reading, at)):
            return Spot(ORGANISATION, tokens[at].start, end, 0.9, at + more + 1)
    return None


def called_organisation(reading: Reading) -> Spot | None:
    """A run behind what it is called, whatever its words: "L'association Les Mains Vertes"."""
    tokens = reading.run.tokens
    if (
        len(tokens) < 2
        or reading.run.headline
        or before(reading.text, tokens[0].start) not in vocabulary.CALLED
    ):
        return None
    end = next((i for i, t in enumerate(tokens) if i and t.flags & (ROLE | HONOUR)), len(tokens))
    if not 2 <= end <= 5 or _is_person(tokens, 0, 2):
        return None
    while end > 2 and (
        (tokens[end - 2].word.islower() and is_place(tokens[end - 1])) or tokens[end - 1].word.islower()
    ):
        end -= 1
    return Spot(ORGANISATION, tokens[0].start, tokens[end - 1].end, 0.75, end)


def _partners(reading: Reading, at: int) -> Spot | None:
    """Two single names with "&" between: "Marks & Spencer"."""
    tokens = reading.run.tokens
    if at + 1 >= len(tokens) or "&" not in reading.text[tokens[at].end : tokens[at + 1].start]:
        return None
    if (
        tokens[at].flags & COMMON
        and tokens[at + 1].flags & COMMON
        and (reading.run.headline or reading.run.opens)
    ):
        return None
    if at + 2 < len(tokens) and (tokens[at + 1].flags & GIVEN or not tokens[at + 2].flags & _ANY_HEAD):
        return None
    return Spot(ORGANISATION, tokens[at].start, tokens[at + 1].end, 0.7, at + 2)


def _german_office(reading: Reading, at: int) -> Spot | None:
    """A German compound for an institution: a federal one alone, another one with a name behind it."""
    tokens = reading.run.tokens
    word = tokens[at].word
    if word.lower() in vocabulary.CALLED_IN_GERMAN and at + 1 < len(tokens):
        after = tokens[at + 1]
        named = not after.flags & _GERMAN_NOUN
        return Spot(ORGANISATION, after.start, after.end, 0.75, at + 2) if named else None
    if len(word) < 8 or not word.endswith(vocabulary.GERMAN_ENDINGS):
        return None
    if word.startswith(("Bundes", "Landes", "Reichs")) and "-" not in word:
        return Spot(ORGANISATION, tokens[at].start, tokens[at].end, 0.7, at + 1)
    if at + 1 < len(tokens) and (not tokens[at + 1].flags & ORDINARY_WORD or is_place(tokens[at + 1])):
        return Spot(ORGANISATION, tokens[at].start, tokens[at + 1].end, 0.75, at + 2)
    return None


def _is_meant(reading: Reading, at: int) -> bool:
    """Whether a known name of one word stands for the firm and not for a thing or a person."""
    tokens = reading.run.tokens
    token = tokens[at]
    if token.word not in vocabulary.COMPANIES:
        return True
    if token.flags & GIVEN and at + 1 < len(tokens) and not tokens[at + 1].flags & (ROLE | FUNCTION):
        return False
    return not token.flags & COMMON or not reading.writes_small(token.word)


@cache
def _longest_known() -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in _KNOWN:
        first, *rest = name.split(" ")
        longest[first] = max(longest.get(first, 0), len(rest))
    return longest


def _segment(tokens: list[Token], at: int) -> int:
    """Where the tokens end that may belong to one organisation's name."""
    end = at + 1
    while end < len(tokens) and not _ends_name(tokens, end):
        end += 1
    return end


def _ends_name(tokens: list[Token], at: int) -> bool:
    """A role or title, or a word of grammar, ends a name; so does a cut-off word ("London-based")."""
    gap = tokens[at].start - tokens[at - 1].end
    return bool(tokens[at].flags & BREAK and not tokens[at].flags & (HEAD | LEGAL)) or gap > 8


def _legal(reading: Reading, at: int, segment: int) -> Spot | None:
    tokens = reading.run.tokens
    for index in range(at + 1, segment):
        if tokens[index].flags & LEGAL and _LEGAL_FORM.match(tokens[index].word):
            end = index + 1
            while end < segment and tokens[end].flags & LEGAL:
                end += 1
            return Spot(ORGANISATION, tokens[at].start, tokens[end - 1].end, 0.95, end)
    return None


def _headed(reading: Reading, at: int, segment: int) -> Spot | None:
    """A name with a head noun at its end, or one that begins with it and goes on: "University of …"."""
    tokens = reading.run.tokens
    if (
        tokens[at].flags & LEADING
        and 1 < segment - at <= 4
        and (end := _continued(reading, tokens[segment - 1]))
    ):
        return Spot(ORGANISATION, tokens[at].start, end, 0.85, sum(token.start < end for token in tokens))
    for index in range(segment - 1, at - 1, -1):
        flags = tokens[index].flags
        if not flags & _ANY_HEAD:
            continue
        if (
            flags & LEADING
            and (end := _continued(reading, tokens[index]))
            and _begins_well(tokens, at, index)
        ):
            used = sum(token.start < end for token in tokens)
            return Spot(ORGANISATION, tokens[at].start, end, 0.9, used)
        if index > at and (confidence := _ends_with_head(reading, at, index)):
            return Spot(ORGANISATION, tokens[at].start, tokens[index].end, confidence, index + 1)
    return _leading(reading, at, segment)


def _begins_well(tokens: list[Token], at: int, index: int) -> bool:
    """What stands before a head that goes on belongs to it: an adjective, or a name of few words."""
    return index - at <= 3 and not (index > at and tokens[at].flags & GIVEN and tokens[at + 1].flags & FAMILY)


def _continued(reading: Reading, head: Token) -> int:
    """Where the name ends that goes on after its head; 0 when it does not."""
    text = reading.text
    tail = _TAIL.match(text, head.end)
    first = tail[1].split(" ")[0].lower() if tail else ""
    if tail is None or first in vocabulary.OUTER or lexicon().flags.get(first, 0) & (CALENDAR | FUNCTION):
        return 0
    end = _without_roles(text, tail.start(1), tail.end(1))
    if not end:
        return 0
    if more := _TAIL.match(text, end):
        end = _without_roles(text, more.start(1), more.end(1)) or end
    if head.word.lower() in vocabulary.WIDE_HEADS and (wide := _WIDE.match(text, end)):
        first = lexicon().flags.get(wide[1].split(" ")[0].lower(), 0)
        if first & (COMMON | FOREIGN) and not first & (FUNCTION | GIVEN):
            end = wide.end()
    if campus := _CAMPUS.match(text, end):
        end = campus.end()
    return end


def _without_roles(text: str, start: int, end: int) -> int:
    """The end of these words before the first one that is a role: "University of Oxford Professor …"."""
    at = start
    for word in text[start:end].split(" "):
        if lexicon().flags.get(word.rstrip(".").lower(), 0) & (ROLE | HONOUR):
            return at - 1 if at > start else 0
        at += len(word) + 1
    return end


def _ends_with_head(reading: Reading, at: int, index: int) -> float:
    tokens = reading.run.tokens
    head = tokens[index]
    named = any(_is_own_name(reading, t) for t in tokens[at:index])
    if (reading.german and "-" in head.word) or (reading.german and not named):
        return 0.0
    if head.word.lower() in vocabulary.WEAK_HEADS or not head.flags & HEAD:
        if named:
            return 0.8 if not _is_person(tokens, at, index) else 0.0
        generic = head.word.lower() in vocabulary.GENERIC_HEADS or reading.run.headline
        return 0.0 if generic or (reading.run.opens and at == 0) else 0.6
    if named:
        return 0.9
    if reading.run.headline or (reading.run.opens and at == 0 and index - at == 1):
        return 0.0
    return 0.7


def _is_person(tokens: list[Token], at: int, index: int) -> bool:
    """Two names of a person before a weak head, "Jane Smith Studio" aside, are that person."""
    if tokens[at].flags & FUNCTION:
        return False
    return index - at == 2 and bool(tokens[at].flags & GIVEN) and bool(tokens[at + 1].flags & FAMILY)


def _is_own_name(reading: Reading, token: Token) -> bool:
    """A word that is none of the language: a place, a brand, an invented or a family name."""
    if not token.flags & ORDINARY_WORD or is_place(token):
        return True
    return bool(token.flags & BRAND) and not (reading.run.headline or token.flags & OPENER)


def is_place(token: Token) -> bool:
    """Whether readers know the word as a place."""
    return lexicon().is_known_place(token.word)


def _leading(reading: Reading, at: int, segment: int) -> Spot | None:
    """A head, station or club in front of a name: "FC Barcelona", "Radio France", "Institut Pasteur"."""
    tokens = reading.run.tokens
    token = tokens[at]
    if segment - at < 2 or not token.flags & (CLUB | MEDIA | LEADING) or reading.run.headline:
        return None
    second = tokens[at + 1]
    if second.flags & (COMMON | FUNCTION | CALENDAR):
        return None
    end = at + 2
    return Spot(ORGANISATION, token.start, tokens[end - 1].end, 0.75, end)


def _acronym(token: Token, at: int) -> Spot | None:
    if token.flags & KNOWN and token.word in vocabulary.BODIES:
        return Spot(ORGANISATION, token.start, token.end, 0.85, at + 1)
    return None


def may_be_employer(name: str) -> bool:
    """Whether a name that stands beside a job may be the employer's: no place, no job, no brackets."""
    flags = [lexicon().flags.get(word.strip(".,").lower(), 0) for word in name.split(" ")]
    return not (lexicon().is_place(name) or "(" in name or any(flag & (ROLE | CALENDAR) for flag in flags))

"""Finds the capitalised words of a text, in runs, and tells where sentences and headings begin."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tributary_entities.domain.extract.lexicon import (
    BRAND,
    CALENDAR,
    COMMON,
    FOREIGN,
    FUNCTION,
    GIVEN,
    KNOWN,
    LEADING,
    OPENER,
    PEOPLE,
    PLACED,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.words import words
from tributary_entities.domain.extract.words.calendar import NOT_ORGANISATIONS
from tributary_entities.domain.extract.words.technology import TECHNOLOGIES

UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_ABBREVIATED = (
    "Dr Prof Mr Mrs Ms Sen Rep Gov Gen Col Sgt Lt Capt Rev Hon St Ste Mt Ft Mme Mlle Sr Sra Dott Sig Ing "
    "Dipl Jr Inc Corp Co Ltd Bros Univ Dept"
)
_SHORT = "|".join(rf"(?<={word[0]}){word[1:]}\." for word in sorted(words(_ABBREVIATED)))
_INITIALS = rf"\.(?:[{UPPER}]\.)*(?:-[{UPPER}]\.)?"
# An apostrophe is inside a name before a capital (O'Brien) and in contractions; "L'association" is two words.
_WORD = rf"\w*(?:['’](?=[{UPPER}]|(?:t|ve|re|ll|m|d)\b)\w+|[-&]\w+|\.[a-z]\w+)*"
_REST = rf"(?:{_SHORT}|{_INITIALS}|{_WORD})"
TOKEN = rf"(?:[{UPPER}]{_REST}|[a-z]{{1,2}}[A-Z]\w+)"
_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|delle|di|du|van|von|vom|zu|zum|der|den|la|le|bin|ibn|al|el|ten|ter|af)"
)
_JOINT = rf" (?:(?:{_PARTICLE} ){{1,3}}|& )?"
# A pattern that begins with a set of letters is searched for much faster, so the look behind comes second.
RUN = re.compile(rf"[{UPPER}](?<![\w.].){_REST}(?:{_JOINT}{TOKEN})*")

_LINE = re.compile(r"[^\n\t]+")
_IDLE = FUNCTION | OPENER | CALENDAR | COMMON | PEOPLE
_IDLE_IN_GERMAN = _IDLE | FOREIGN
_NAMELESS = NOT_ORGANISATIONS | TECHNOLOGIES
_PROPER = GIVEN | BRAND | KNOWN | PLACED | LEADING
_LARGE = re.compile(rf"(?<!\S)[\"'“„«‘(\[]?[{UPPER}\d]")
_SMALL = re.compile(r"(?<!\S)[^\W\d_A-ZÀ-ÖØ-Þ]\S{3}")
_OPENING = " \"'“”‘’«»„‚([{*•·–—-#>|"
_ENDING = ".!?:…¿¡;"
_COMPOUND = re.compile(
    r"-(?:based|born|led|owned|backed|style|listed|wide|bound|area|area's|made|funded|run|trained|educated|"
    r"headquartered|basiert|basierte[rns]?)\b"
)

HEADLINE_WORDS, LONGEST_HEADLINE = 16, 160
"""A line with more words or characters is a text, however many of them are capitalised."""

LONGEST_RUN = 32
"""Words; a longer run is read in pieces, so that the time stays in proportion to the text."""


class Token(NamedTuple):
    """A word of a run: characters `start` to `end` of the field, and what the lexicon knows of it."""

    word: str
    start: int
    end: int
    flags: int


class Run(NamedTuple):
    """Capitalised words side by side.

    `opens`: the first word may owe its capital to its place; `headline`: every word may. `flags` are those of
    all words together.
    """

    tokens: list[Token]
    opens: bool
    headline: bool
    flags: int


def runs(text: str, *, german: bool) -> Iterator[Run]:
    """The runs of a text; lines all in capitals have none, nor have single words that name nothing."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        style = _style(text[start:end])
        if style == "shouted":
            continue
        headline = style == "headline"
        for match in RUN.finditer(text, start, end):
            tokens = _tokens(match[0], match.start())
            if len(tokens) == 1 and _is_idle(tokens[0], german):
                continue
            opens = _opens(text, match.start(), start)
            for first in range(0, len(tokens), LONGEST_RUN):
                yield _run(tokens[first : first + LONGEST_RUN], opens and first == 0, headline)


def _run(tokens: list[Token], opens: bool, headline: bool) -> Run:
    flags = 0
    for token in tokens:
        flags |= token.flags
    return Run(tokens, opens, headline, flags)


def _is_idle(token: Token, german: bool) -> bool:
    """Whether a word, alone, is one of the language or an abbreviation, and hardly a name."""
    word, flags = token.word, token.flags
    if flags & _PROPER:
        return False
    return (
        bool(flags & (_IDLE_IN_GERMAN if german else _IDLE)) or word in _NAMELESS or word[:2] in ("I'", "I’")
    )


def _style(line: str) -> str:
    if line.isupper():
        return "shouted" if " " in line.strip() else "text"
    if len(line) > LONGEST_HEADLINE or line.rstrip()[-1:] in ".;,":
        return "text"
    large, small = len(_LARGE.findall(line)), len(_SMALL.findall(line))
    return "headline" if 2 < large + small <= HEADLINE_WORDS and large >= 3 * small else "text"


def _tokens(run: str, start: int) -> list[Token]:
    flags = lexicon().flags
    tokens = []
    for word in run.split(" "):
        if word == "&":
            start += 2
            continue
        bare, at = word, start
        if "-" in word:
            if compound := _COMPOUND.search(word):
                bare = word[: compound.start()]
            elif (role := word.rpartition("-"))[0] and flags.get(role[2].lower(), 0) & ROLE:
                tokens.append(Token(role[0], at, at + len(role[0]), _flags(flags, role[0])))
                bare, at = role[2], at + len(role[0]) + 1
        tokens.append(Token(bare, at, at + len(bare), _flags(flags, bare)))
        start += len(word) + 1
    return tokens


def _flags(flags: dict[str, int], word: str) -> int:
    known = word[:-1] if word[-1:] == "." and len(word) > 2 else word
    return flags.get(known.lower(), 0)


def _opens(text: str, start: int, line: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    at = start - 1
    while at >= line and text[at] in _OPENING:
        at -= 1
    return at < line or text[at] in _ENDING or (text[at] == ")" and at - line < 4)

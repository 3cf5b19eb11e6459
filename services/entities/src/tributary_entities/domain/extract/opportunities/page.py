"""A document's title and text as one text, so that every rule reads both with one set of positions."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.findings import Span
from tributary_entities.domain.extract.opportunities.cues import (
    deadline_cues,
    kind_cues,
    link_cues,
    money_cues,
    offer_cues,
    speaks_of_kinds,
)
from tributary_entities.domain.extract.opportunities.dates import find_dates
from tributary_entities.domain.extract.opportunities.moments import Moment, Reading
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.sums import Sum, find_sums
from tributary_entities.domain.extract.opportunities.words import Words, placed, plain, tokens

MAX_TEXT = 40_000
"""Characters of the text that are read; opportunities are stated long before."""

_GAP = "\n\n"
_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:\d{4}|\d\d)(?![\d/])")
_NUMBERS = re.compile(r"\d[/-]\d")
_AMERICAN = re.compile(
    r"\$|\b(?:[ecmp][sd]?t|u\.s\.(?:a\.)?|usa|alabama|alaska|arizona|arkansas|california|colorado"
    r"|connecticut|delaware|florida"
    r"|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts"
    r"|michigan|minnesota"
    r"|mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)|north (?:carolina"
    r"|dakota)|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode island|south (?:carolina|dakota)|tennessee|texas|utah|vermont|virginia"
    r"|washington|wisconsin"
    r"|wyoming)\b"
)
_AMERICAN_SITE = re.compile(r"\.(?:gov|edu|us|mil)(?:/|$|[\s.,:)])")
_BRITISH = re.compile(
    r"£|€|\b(?:uk|u\.k\.|ireland|australia|india|canada|nz)\b|\.(?:uk|ie|au|nz|in|ca|za|eu)(?:/|$)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
_BREAK = re.compile(r"\n+|[.!?][\"'”»)]?\s+(?=[A-ZÀ-ÞΑ-ΩА-Я¿¡\"“„«(\d\[])|;\s|\s[•·|]\s")
_ABBREVIATION = re.compile(
    r"\b(?:no|nr|art|dr|prof|st|ca|approx|bzw|vs|inc|ltd|co|mr|ms|mrs|e\.g|i\.e|z\.b|u\.s|[b-z])$"
)


@dataclass(frozen=True)
class Page:
    """The whole text of a document: title, a gap, and the text from `text_start` on."""

    document: Document
    whole: str
    plain: str
    text_start: int

    @cached_property
    def words(self) -> Words:
        """The words of the plain text."""
        return placed(self.plain, self._tokens)

    @cached_property
    def _tokens(self) -> list[str]:
        return tokens(self.plain)

    @cached_property
    def reading(self) -> Reading:
        """How to read its dates."""
        return _reading(self.document, self.plain)

    @cached_property
    def promising(self) -> bool:
        """Whether it has any word that can speak of an opportunity; cheap, and false for most texts."""
        return speaks_of_kinds(self._tokens)

    @cached_property
    def kind_cues(self) -> list[Cue]:
        """Words that say what is offered."""
        return kind_cues(self.words)

    @cached_property
    def deadline_cues(self) -> list[Cue]:
        """Words that say what dates are."""
        return deadline_cues(self.words)

    @cached_property
    def offer_cues(self) -> list[Cue]:
        """Words that say who offers, to whom, and from where."""
        return offer_cues(self.words)

    @cached_property
    def money_cues(self) -> list[Cue]:
        """Words that say what sums of money are."""
        return money_cues(self.words)

    @cached_property
    def link_cues(self) -> list[Cue]:
        """Words that say where links lead."""
        return link_cues(self.words)

    @cached_property
    def moments(self) -> list[Moment]:
        """The dates of the text."""
        return find_dates(self.whole, self.words, self.reading)

    @cached_property
    def sums(self) -> list[Sum]:
        """The sums of money of the text."""
        return find_sums(self.words)

    @cached_property
    def breaks(self) -> list[int]:
        """Where clauses end: at lines, sentences, semicolons and bullets."""
        found = [match.start() for match in _BREAK.finditer(self.whole) if self._parts(match)]
        return [*found, len(self.whole)]

    def _parts(self, match: re.Match[str]) -> bool:
        """Whether a clause ends here: not so within a date, nor behind an abbreviation."""
        start = match.start()
        if self.whole[start] != ".":
            return True
        index = bisect_left(self.moments, start, key=_moment_start)
        if index and start < self.moments[index - 1].end:
            return False
        return _ABBREVIATION.search(self.words.text, max(0, start - 8), start) is None

    def clause_start(self, position: int) -> int:
        """Where the clause around the position begins."""
        index = bisect_left(self.breaks, position)
        return self.breaks[index - 1] if index else 0

    def clause_end(self, position: int) -> int:
        """Where the clause around the position ends."""
        index = bisect_left(self.breaks, position)
        return self.breaks[index] if index < len(self.breaks) else len(self.whole)

    def span(self, start: int, end: int) -> Span:
        """These characters of the whole as a span of the document's title or text."""
        if start < self.text_start:
            return Span(TITLE, start, min(end, len(self.document.title)))
        return Span(TEXT, start - self.text_start, end - self.text_start)

    def cues_before(self, cues: list[Cue], start: int, position: int) -> list[Cue]:
        """Those of the cues that begin from `start` on, before the position; the last may reach over it."""
        return cues[bisect_left(cues, start, key=_start) : bisect_left(cues, position, key=_start)]

    def cues_between(self, cues: list[Cue], start: int, end: int) -> list[Cue]:
        """Those of the cues that lie between the two positions."""
        first = bisect_left(cues, start, key=_start)
        last = bisect_left(cues, end, lo=first, key=_start)
        return [cue for cue in cues[first:last] if cue.end <= end]


def read(document: Document) -> Page:
    """The page of a document, with the first `MAX_TEXT` characters of its text."""
    whole = document.title + _GAP + document.text[:MAX_TEXT]
    return Page(document, whole, _without_addresses(plain(whole)), len(document.title) + len(_GAP))


def _without_addresses(text: str) -> str:
    """The text with blanks for every address, whose parts are no words."""
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


def _reading(document: Document, text: str) -> Reading:
    lang = document.lang[:2].lower()
    today = document.published.date() if document.published else None
    return Reading(today, _month_first(document, text), lang)


def _month_first(document: Document, text: str) -> bool:
    """Whether 3/4 is the 4th of March here: told by another date, by the language, by an American word."""
    lang = document.lang.lower()
    for first, second in _SLASHED.findall(text) if "/" in text else ():
        if int(first) > 12 >= int(second):
            return False
        if int(second) > 12 >= int(first):
            return True
    if _NUMBERS.search(text) is None:
        return False
    if lang in {"en-us", "en_us"}:
        return True
    if lang not in {"", "en"}:
        return False
    sites = f"{document.link} {document.feed_link} "
    if _BRITISH.search(text + sites) is not None:
        return False
    return _AMERICAN.search(text) is not None or _AMERICAN_SITE.search(sites + document.text) is not None


def _start(cue: Cue) -> int:
    return cue.start


def _moment_start(moment: Moment) -> int:
    return moment.start

"""Which of a text's dates is the deadline for handing something in."""

import re
from datetime import timedelta

from tributary_entities.domain.extract.findings import Deadline
from tributary_entities.domain.extract.opportunities import times
from tributary_entities.domain.extract.opportunities.moments import DAY, Moment
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.ranks import LEAST, Ranked, rank_of
from tributary_entities.domain.extract.opportunities.surroundings import Around, surroundings
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import (
    APPLY,
    DUE,
    EVENT,
    EXTENDED,
    NEW,
    NOT,
    OCCASION,
    PAPER,
)

_RENEWED = 95
_LONG_AGO, _FAR_AHEAD = timedelta(days=550), timedelta(days=1100)
_COUPLED = re.compile(r"[\s,]{1,2}(?:and|or|und|oder|et|ou|y|o|e)\s(?:on |am |le |el |il )?")


class Deadlines:
    """The deadlines of the parts of a page."""

    def __init__(self, page: Page) -> None:
        """Reads the page's dates when first asked."""
        self._page = page
        self._around: dict[tuple[int, int], list[Around]] = {}
        self._all: list[Ranked] | None = None

    def find(self, start: int, end: int, kind: str) -> tuple[Deadline | None, int]:
        """The deadline that characters `start` to `end` of the page state, with its rank; None with rank 0.

        `kind` is that of the opportunity, where it is known: it tells how to read what is vague.
        """
        page = self._page
        best = _best(page, self._ranked(start, end, kind))
        if best is None:
            return None, 0
        zone = best.moment.zone or times.zone_for_all(page.whole[start:end], page.plain[start:end])
        span = page.span(best.moment.start, best.moment.end)
        extended = best.extended or _says_extended(page, start, end)
        return Deadline(best.moment.value, zone, span, extended), best.rank

    def rank(self, start: int, end: int) -> int:
        """The highest rank of a date in these characters, read with all that stands around them."""
        if self._all is None:
            self._all = self._ranked(0, len(self._page.whole), "")
        return max((one.rank for one in self._all if start <= one.moment.start < end), default=0)

    def _ranked(self, start: int, end: int, kind: str) -> list[Ranked]:
        page = self._page
        moments = [moment for moment in page.moments if start <= moment.start < end]
        if (start, end) not in self._around:
            self._around[start, end] = [
                surroundings(page, moments, i, start, end) for i in range(len(moments))
            ]
        found: list[Ranked] = []
        for index, around in enumerate(self._around[start, end]):
            entry = rank_of(page, moments, index, around, kind)
            if found and entry.rank == 0 and _replaces(around, entry):
                entry = entry._replace(rank=max(found[-1].rank + 10, _RENEWED), extended=True)
            elif found and entry.rank == 0 and self._is_another(moments[index - 1], around, entry):
                entry = entry._replace(rank=found[-1].rank)
            found.append(entry)
        return found

    def _is_another(self, before: Moment, around: Around, entry: Ranked) -> bool:
        """Whether a date is one more of its kind: "1 March and 1 September"."""
        gap = _COUPLED.fullmatch(self._page.plain, before.end, entry.moment.start)
        return gap is not None and not (around.right and around.right[0].label in {NOT, EVENT, OCCASION})


def _replaces(around: Around, entry: Ranked) -> bool:
    """Whether a date stands for the one before it: "(extended)" behind it, or "now" before it."""
    if around.bracket and entry.extended:
        return True
    return bool(around.left) and around.left[-1].label == NEW and entry.moment.role == DAY


def _best(page: Page, ranked: list[Ranked]) -> Ranked | None:
    """The highest rank; of equal ones the first that was not over when the item came out."""
    today = page.reading.today
    able = [r for r in ranked if r.rank >= LEAST and (today is None or _plausible(r.moment, page))]
    if not able:
        return None
    most = max(r.rank for r in able)
    equal = [r for r in able if r.rank > most - 10]
    ahead = [r for r in equal if today is None or r.moment.at >= today]
    extended = [r for r in ahead if r.extended]
    top = extended or [r for r in ahead if r.rank == most] or ahead or equal
    return top[0]


def _plausible(moment: Moment, page: Page) -> bool:
    today = page.reading.today
    return today is None or today - _LONG_AGO <= moment.at <= today + _FAR_AHEAD


def _says_extended(page: Page, start: int, end: int) -> bool:
    title = page.cues_between(page.deadline_cues, start, min(end, page.text_start))
    labels = {cue.label for cue in title}
    return EXTENDED in labels and bool(labels & {DUE, APPLY, PAPER, NEW})

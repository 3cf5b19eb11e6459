"""How sure a date is the deadline for handing something in, by the cues around it.

What stands before it in its clause counts, after the date before it; what stands behind it, where it leads a
line or brackets follow. Events, decisions and starts have rank 0.
"""

import re
from typing import NamedTuple

from tributary_entities.domain.extract.findings import COMPETITION
from tributary_entities.domain.extract.opportunities.moments import FIRST, LAST, MONTH, Moment
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.surroundings import Around
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import (
    ABSTRACT,
    APPLY,
    BY,
    DUE,
    ENDS,
    EVENT,
    EXTENDED,
    NEW,
    NOT,
    OCCASION,
    OLD,
    PAPER,
    REGISTER,
    SALE,
    START,
)

SURE = 75
"""A date of this rank is a deadline for handing in whatever else the text says."""

LEAST = 50
"""A date of a lower rank is no deadline."""

_HANDED_IN = frozenset({APPLY, PAPER, ABSTRACT})
_SUBJECTS = _HANDED_IN | {NOT, REGISTER}
_NEAR = 28
_BESIDE = 12
_TOUCHING = 3
_FAR = 110
_SHORT_CALL = 45
_LABEL = re.compile(r"[\s:=(|>*_-]{0,4}(?:is|are|ist|est|es|e|on|am|le|el|il|em)?[\s:]{0,2}$")
_LABEL_WORDS = re.compile(r"(?:\s[\w'-]{1,20}){0,4}(?:\s\([^()\n]{1,30}\))?\s?:\s*")
_FROM = re.compile(r"\b(?:from|between|vom|von|zwischen|du|de|entre|del|dal|tra|ab)\s*(?:the |el )?$")


class Ranked(NamedTuple):
    """How sure a date is the deadline, from 0 to about 120."""

    rank: int
    moment: Moment
    extended: bool


def rank_of(page: Page, moments: list[Moment], index: int, around: Around, kind: str) -> Ranked:
    """How sure one of the dates is the deadline; `kind` is the opportunity's, "" if unknown."""
    moment = moments[index]
    extended = _is_extended(around)
    if moment.role == FIRST:
        return Ranked(0, moment, extended=False)
    if _is_old(page, moment, around):
        return Ranked(LEAST if DUE in {cue.label for cue in around.left} else 0, moment, extended=False)
    rank = _rank_of_range(page, moments[index - 1], around) if moment.role == LAST and index else 0
    if _is_told_behind(around):
        rank = rank or _rank_right(moment, around, kind)
    else:
        rank = rank or _rank_left(page, moment, around, kind) or _rank_right(moment, around, kind)
    if rank and extended:
        rank += 15
    if moment.role == MONTH:
        rank -= 20
    return Ranked(max(rank, 0), moment, extended)


def _is_told_behind(around: Around) -> bool:
    """Whether words in brackets behind a date say what it is, whatever stands before it."""
    if not (around.bracket and around.leads and around.right):
        return False
    first = around.right[0].label
    return first in _HANDED_IN or (first == NOT and all(cue.label != DUE for cue in around.left))


def _is_extended(around: Around) -> bool:
    near = [cue.label for cue in (*around.left[-4:], *(around.right[:2] if around.bracket else ()))]
    return EXTENDED in near or NEW in near[-3:] or EXTENDED in {cue.label for cue in around.right[:1]}


def _is_old(page: Page, moment: Moment, around: Around) -> bool:
    """Whether the nearest word before calls the date a former one, or "extended … from" does."""
    behind = around.right[0].label if around.bracket and around.right else ""
    if behind == OLD:
        return True
    if moment.role == LAST or not around.left:
        return False
    last = around.left[-1]
    gap = page.plain[last.end : moment.start]
    if last.label == OLD:
        return len(gap) <= _NEAR
    labels = {cue.label for cue in around.clause}
    lead = page.plain[max(0, moment.start - 12) : moment.start]
    return EXTENDED in labels and _FROM.search(lead) is not None and last.label in {EXTENDED, START}


def _rank_left(page: Page, moment: Moment, around: Around, kind: str) -> int:
    left = [cue for cue in around.left if moment.start - cue.end <= _FAR]
    if not left:
        return (
            _of_subject("", kind, handed_in=False) - 5 if _touches(moment, around) and not moment.weak else 0
        )
    gap = page.plain[left[-1].end : moment.start]
    if moment.weak and (left[-1].label not in {DUE, BY} or len(gap) > 6):
        return 0
    if _excluded(left) or _is_sale(around):
        return 0
    labels = {cue.label for cue in left} | ({DUE} if _touches(moment, around) else set())
    if DUE in labels or (NEW in labels and EXTENDED in labels):
        return _of_subject(_subject(left), kind, bool(labels & _HANDED_IN))
    if EXTENDED in labels and left[-1].label in {EXTENDED, BY}:
        return 85
    if ENDS in labels and labels & _HANDED_IN and OCCASION not in labels:
        return _of_subject(_subject(left), kind, handed_in=True) - 10
    return _rank_asked(page, moment, around, left, kind)


def _touches(moment: Moment, around: Around) -> bool:
    """Whether "at the latest" or the like stands right behind the date."""
    return (
        bool(around.right)
        and around.right[0].label == DUE
        and around.right[0].start - moment.end <= _TOUCHING
    )


def _rank_asked(page: Page, moment: Moment, around: Around, left: list[Cue], kind: str) -> int:
    """A date after "by" or "until", or right behind what is handed in."""
    last, subject = left[-1], _subject(left)
    gap = page.plain[last.end : moment.start]
    clause = {cue.label for cue in around.clause}
    asked = next((label for label in (PAPER, APPLY, ABSTRACT, REGISTER) if label in clause), "")
    if last.label in {BY, ENDS} and len(gap) <= _NEAR and asked:
        return min(85, _of_subject(subject or asked, kind, handed_in=True))
    if (
        kind
        and last.label == BY
        and len(gap) <= _NEAR
        and not {OCCASION, EVENT} & {cue.label for cue in left}
    ):
        return LEAST
    if last.label in _HANDED_IN and (_LABEL.fullmatch(gap) or _LABEL_WORDS.fullmatch(gap)):
        return 75 if subject != ABSTRACT else 60
    return LEAST if _is_short_call(page, moment, around, last, gap) else 0


def _is_short_call(page: Page, moment: Moment, around: Around, last: Cue, gap: str) -> bool:
    """ "Only until March 15!": a few words without any that tell of something else."""
    clause = page.clause_end(moment.end) - page.clause_start(moment.start + 1)
    labels = {cue.label for cue in around.clause}
    return last.label == BY and len(gap) <= 6 and clause <= _SHORT_CALL and labels <= {BY, DUE, NEW}


def _rank_right(moment: Moment, around: Around, kind: str) -> int:
    """A date that leads its clause, or has words in brackets behind it, is what those words say."""
    if (around.left and not around.bracket) or moment.weak or not around.right or not around.leads:
        return 0
    near = [cue for cue in around.right if cue.start - moment.end <= 60]
    labels = {cue.label for cue in near}
    if labels & {NOT, EVENT, START} and _first(near, {DUE}) > _first(near, {NOT, EVENT, START}):
        return 0
    if labels & {NOT} and not labels & _HANDED_IN:
        return 0
    if DUE in labels:
        return _of_subject(_subject(near), kind, bool(labels & _HANDED_IN)) - 5
    if around.bracket and labels & _HANDED_IN and near[0].label in _HANDED_IN:
        return 55 if ABSTRACT in {near[0].label, _subject(near)} else 70
    return 0


def _rank_of_range(page: Page, first: Moment, around: Around) -> int:
    """The last day of a range that is a time for applying."""
    labels = [cue.label for cue in around.left]
    if not labels or {NOT, EVENT} & set(labels[-2:]):
        return 0
    lead = page.plain[max(0, first.start - 12) : first.start]
    if DUE in labels or EXTENDED in labels:
        return 90
    near = [cue for cue in around.left if first.start - cue.end <= 40 and cue.label in _HANDED_IN]
    occasion = OCCASION in labels[-3:]
    if (
        near
        and not occasion
        and (_FROM.search(lead) or _LABEL.fullmatch(page.plain[near[-1].end : first.start]))
    ):
        return 85
    period = re.search(
        r"(?:period|window|phase|zeitraum|periode|periodo)\W{0,3}(?:\w+\W){0,2}$",
        page.plain[: first.start][-40:],
    )
    return 85 if near and period else 0


def _excluded(left: list[Cue]) -> bool:
    """Whether the nearest word that says what the date is says that it is something else."""
    due = any(cue.label == DUE for cue in left)
    by = left[-1].label == BY
    for cue in reversed(left):
        if cue.label in {BY, ENDS, OLD, NEW}:
            continue
        if cue.label in {NOT, EVENT} or (cue.label == START and not by):
            return True
        if cue.label in {OCCASION, REGISTER}:
            return cue.label == OCCASION and not due
        return False
    return False


def _is_sale(around: Around) -> bool:
    """Whether something is sold until then, and nothing handed in."""
    if all(cue.label != SALE for cue in around.clause):
        return False
    return not any(cue.label in {APPLY, ABSTRACT, DUE} for cue in around.left)


def _subject(cues: list[Cue]) -> str:
    """What a deadline is for: the nearest word that says so, before "deadline" or after it."""
    due = next((cue for cue in reversed(cues) if cue.label == DUE), None)
    subjects = [cue for cue in cues if cue.label in _SUBJECTS]
    if not subjects:
        return ""
    if due is None:
        return _of_what(subjects[-1], subjects)
    nearest = min(subjects, key=lambda cue: (_gap(cue, due), -cue.start))
    return _of_what(nearest, subjects) if _gap(nearest, due) <= _NEAR or nearest.label != NOT else ""


def _of_what(subject: Cue, subjects: list[Cue]) -> str:
    """A submission that is one of abstracts, by the words next to it."""
    beside = {cue.label for cue in subjects if _gap(cue, subject) <= _BESIDE}
    return (
        ABSTRACT if subject.label == APPLY and ABSTRACT in beside and PAPER not in beside else subject.label
    )


def _gap(one: Cue, other: Cue) -> int:
    """Characters between two cues."""
    return max(one.start - other.end, other.start - one.end)


def _of_subject(subject: str, kind: str, handed_in: bool) -> int:
    if subject == NOT:
        return 0
    if subject == ABSTRACT:
        return 60
    if subject == REGISTER:
        return 88 if kind == COMPETITION else 52
    return 100 if handed_in else 92


def _first(cues: list[Cue], labels: set[str]) -> int:
    return next((cue.start for cue in cues if cue.label in labels), 1 << 30)

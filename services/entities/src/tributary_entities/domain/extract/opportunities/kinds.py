"""What a text offers, if anything: cue words by kind, weighed by place, against words of reports."""

from collections import defaultdict
from typing import NamedTuple

from tributary_entities.domain.extract.findings import (
    BOUNTY,
    CALL_FOR_PAPERS,
    CALL_FOR_PROPOSALS,
    COMPETITION,
    GRANT,
    JOB,
    OPPORTUNITY_KINDS,
    SCHOLARSHIP,
    TENDER,
)
from tributary_entities.domain.extract.opportunities.jobs import JobTitle
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.ranks import SURE
from tributary_entities.domain.extract.opportunities.vocabulary.kind_cues import (
    ANY,
    CALL,
    INVITE,
    NEWS,
    PAST,
    SUBJECT,
    SUPPORT,
    VENUE,
)

_EARLY = 400
"""Characters of the text in which a cue weighs more."""

_LEAST = 3.5
_LEAST_WITH_DEADLINE = 3.0
_LEAST_UNREPORTED = 2.5
_LONG = 300
_WITHOUT_TITLE = 1.5
_MUCH = 4
_PAID = frozenset({BOUNTY, GRANT, COMPETITION, SCHOLARSHIP, TENDER})
_SURE_TITLE = 3
_TITLE, _NEAR, _FAR = 4.0, 2.5, 1.5
_SUBJECTS = (2.0, 1.0, 0.5)
_MOST_CALL, _MOST_SUBJECT = 6.0, 3.0
_ORDER = (
    JOB,
    BOUNTY,
    SCHOLARSHIP,
    CALL_FOR_PAPERS,
    TENDER,
    COMPETITION,
    GRANT,
    CALL_FOR_PROPOSALS,
)
"""Of kinds with equal weight the first one counts."""


class Judgement(NamedTuple):
    """The kind a text offers, and how much speaks for it; nothing is offered below `LEAST`."""

    kind: str
    weight: float


class Facts(NamedTuple):
    """What else is known: the rank of the deadline, the job title, and cues of the feed and categories.

    `prolonged` says that the title tells of a longer deadline, `announced` that a call leads it, ends it or
    stands between marks in it; `length` is that of the text in characters; `money`, that it names a sum.
    """

    rank: int
    job: JobTitle | None
    setting: list[Cue]
    prolonged: bool = False
    announced: bool = False
    length: int = 0
    money: bool = False


def judge(cues: list[Cue], title_end: int, facts: Facts) -> Judgement | None:
    """Decides by the cues of a text whose title ends at `title_end`."""
    weights = _weights(cues, title_end, facts.prolonged)
    job = _job_weight(cues, facts.job)
    if job:
        weights[JOB] = weights.get(JOB, 0.0) + job
    if not weights:
        return None
    kind = max(_ORDER, key=lambda kind: weights.get(kind, 0.0))
    context = _context(cues, title_end, facts, kind)
    weight = weights[kind] + context
    certain = _is_call(cues, kind) or (kind == JOB and _is_sure(cues, facts.job))
    if not certain and not _invites(cues, facts):
        return None
    return Judgement(kind, weight) if weight >= _least(cues, title_end, kind, facts) else None


def _least(cues: list[Cue], title_end: int, kind: str, facts: Facts) -> float:
    """The weight that is asked for: less where a deadline is stated and no word tells of a report."""
    reported = any(cue.label == NEWS for cue in cues)
    if facts.rank >= SURE + 10:
        return _LEAST_WITH_DEADLINE if reported else _LEAST_UNREPORTED
    titled = any(cue.label == SUBJECT + kind and cue.start < title_end for cue in cues)
    return _LEAST_UNREPORTED if facts.rank and titled and not reported else _LEAST


def _weights(cues: list[Cue], title_end: int, prolonged: bool) -> dict[str, float]:
    calls: dict[str, float] = defaultdict(float)
    subjects: dict[str, float] = defaultdict(float)
    for cue in cues:
        place = 0 if cue.start < title_end else 1 if cue.start < title_end + _EARLY else 2
        if cue.label.startswith(CALL):
            calls[cue.label[len(CALL) :]] += (_TITLE, _NEAR, _FAR)[place]
        elif cue.label.startswith(SUBJECT):
            subjects[cue.label[len(SUBJECT) :]] += _SUBJECTS[place]
    weights = {
        kind: min(calls[kind], _MOST_CALL) + min(subjects[kind], _MOST_SUBJECT)
        for kind in OPPORTUNITY_KINDS
        if kind in calls or kind in subjects
    }
    general = calls.get(ANY, 0.0) + _TITLE * prolonged
    venue = any(cue.label == VENUE for cue in cues)
    return _with_any(
        weights, min(general, _MOST_CALL) * 0.75, CALL_FOR_PAPERS if venue else CALL_FOR_PROPOSALS
    )


def _with_any(weights: dict[str, float], general: float, otherwise: str) -> dict[str, float]:
    """A call that does not say what for strengthens the kind the text is about, else `otherwise`."""
    if not general:
        return weights
    kind = max(_ORDER, key=lambda kind: weights.get(kind, 0.0))
    if weights.get(kind, 0.0) < 1.0:
        kind = otherwise
    weights[kind] = weights.get(kind, 0.0) + general
    return weights


def _job_weight(cues: list[Cue], job: JobTitle | None) -> float:
    support = len({cue.start for cue in cues if cue.label == SUPPORT})
    if job is None:
        return _WITHOUT_TITLE * (support >= _MUCH)
    return min(job.strength, 4) * 1.2 + min(support, 5) * 0.5


def _is_sure(cues: list[Cue], job: JobTitle | None) -> bool:
    """Whether the title is that of a job offer by itself, or with what the text says."""
    if job is None:
        return False
    return job.strength >= _SURE_TITLE or len({cue.start for cue in cues if cue.label == SUPPORT}) >= 2


def _context(cues: list[Cue], title_end: int, facts: Facts, kind: str) -> float:
    invites = len({cue.start for cue in cues if cue.label == INVITE})
    in_title = sum(cue.label == NEWS and cue.start < title_end for cue in cues)
    in_text = sum(cue.label == NEWS and cue.start >= title_end for cue in cues)
    setting = any(cue.label.endswith(":" + kind) for cue in facts.setting)
    return (
        min(invites, 3) * 0.7
        + (1.5 if facts.rank >= 75 else 0.7 if facts.rank else 0.0)
        + 1.5 * setting
        + 0.7 * (facts.money and kind in _PAID)
        - 4.0 * _is_past(cues, title_end, facts)
        - 1.5 * (not invites and not facts.rank and (facts.length > _LONG or not _leads(facts)))
        - 3.0 * min(in_title, 2)
        - (0.15 if facts.rank >= 75 else 0.4) * min(in_text, 6)
    )


def _leads(facts: Facts) -> bool:
    """Whether the title is one that offers announce themselves with."""
    return facts.announced or (facts.job is not None and facts.job.strength >= _SURE_TITLE)


def _is_past(cues: list[Cue], title_end: int, facts: Facts) -> bool:
    """Whether the text says in passing that a call is over, and its title speaks of something else."""
    past = any(cue.label == PAST and cue.start >= title_end for cue in cues)
    titled = any(cue.start < title_end and cue.label.startswith(CALL) for cue in cues)
    return past and not titled and not facts.rank and facts.job is None


def _is_call(cues: list[Cue], kind: str) -> bool:
    return any(cue.label in {CALL + kind, CALL + ANY} for cue in cues)


def _invites(cues: list[Cue], facts: Facts) -> bool:
    """A subject alone offers nothing: a deadline or words that invite must stand beside it."""
    return facts.rank >= 50 or sum(cue.label == INVITE for cue in cues) >= 2

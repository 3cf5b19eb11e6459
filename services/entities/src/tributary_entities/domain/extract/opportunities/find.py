"""Finds the opportunities of a document: structured data first, then what its text offers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import CLOSED, JOB, OPEN, UNKNOWN, Found, Opportunity
from tributary_entities.domain.extract.opportunities import amounts, deadlines, kinds, offers
from tributary_entities.domain.extract.opportunities.cues import kind_cues
from tributary_entities.domain.extract.opportunities.digests import Entry, find_entries
from tributary_entities.domain.extract.opportunities.jobs import JobTitle, read_job_title
from tributary_entities.domain.extract.opportunities.links import Target, find_targets, find_url
from tributary_entities.domain.extract.opportunities.page import Page, read
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.status import status_at
from tributary_entities.domain.extract.opportunities.structured import event_facts, structured_opportunities
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import (
    DUE,
    EXTENDED,
    OVER,
    ROLLING,
)
from tributary_entities.domain.extract.opportunities.vocabulary.kind_cues import CALL, SUBJECT
from tributary_entities.domain.extract.opportunities.words import plain, split

_TITLE_TAIL = re.compile(
    r"\s*(?:[-|,;(\[]\s*(?:(?:extended |new )?(?:deadline|apply by|due|closes|closing|cfp|bewerbungsschluss|frist|date limite|fecha limite|scadenza|prazo)\b).*$)"
)
_TITLE_LEAD = re.compile(
    r"^(?:\[[^\]]{2,30}\]\s*|(?:cfp|call|job|jobs|tender|grant|deadline extended|new)\s?[:|]\s*)"
)
_Part = tuple[int, int]
_LEAD = 14
_MARKS = "-:|([,.!)]"


def find_opportunities(
    document: Document, found: Sequence[Found] = (), now: datetime | None = None
) -> list[Opportunity]:
    """The opportunities of a document, in its order.

    `found` are the names found in it, which organisation and place are taken from. `now`, aware, is the
    clock for the status; without it only what the text says of itself is known.
    """
    stated = structured_opportunities(document)
    page = read(document)
    job = read_job_title(document.title)
    if not stated and not _promising(page, job):
        return []
    targets = find_targets(page)
    if stated:
        return [_completed(one, page, targets, found, now, alone=len(stated) == 1) for one in stated]
    entries = find_entries(page, targets)
    several = [one for entry in entries if (one := _of_entry(page, targets, found, now, entry)) is not None]
    if len(several) > 1:
        return several
    whole = (0, len(page.whole))
    kind = _judged(page, whole, page.text_start, job)
    return [_described(page, targets, found, now, whole, kind, job)] if kind else []


def _promising(page: Page, job: JobTitle | None) -> bool:
    """Whether the words of the text may offer anything: a cheap look before all else."""
    if job is None and not page.promising:
        return False
    labels = {cue.label for cue in page.kind_cues}
    return job is not None or any(label.startswith((CALL, SUBJECT)) for label in labels)


def _judged(page: Page, part: _Part, title_end: int, job: JobTitle | None) -> kinds.Judgement | None:
    document = page.document
    setting = kind_cues(split(plain(" , ".join((document.feed_title, *document.categories))[:500])))
    cues = page.cues_between(page.kind_cues, *part)
    rank = deadlines.find_deadline(page, *part, "")[1]
    titled = {cue.label for cue in page.cues_between(page.deadline_cues, part[0], title_end)}
    prolonged = {EXTENDED, DUE} <= titled
    announced = any(_is_announced(page, cue, part[0], title_end) for cue in cues if cue.start < title_end)
    facts = kinds.Facts(rank, job, setting, prolonged, announced, part[1] - title_end)
    return kinds.judge(cues, title_end, facts)


def _is_announced(page: Page, cue: Cue, start: int, end: int) -> bool:
    """Whether a cue in a title is what the title announces, and no word within a sentence."""
    if not cue.label.startswith((CALL, SUBJECT)):
        return False
    before = page.words.text[start : cue.start].rstrip(" \"'")
    after = page.words.text[cue.end : end].lstrip(" \"'")
    return len(before) < _LEAD or before[-1] in _MARKS or after.strip() == "" or after[0] in _MARKS


def _described(
    page: Page,
    targets: list[Target],
    found: Sequence[Found],
    now: datetime | None,
    part: _Part,
    kind: kinds.Judgement,
    job: JobTitle | None,
) -> Opportunity:
    """The opportunity that a part of the page offers, with all its facts."""
    job = job if kind.kind == JOB else None
    names = offers.Named(page, found, *part)
    start, end = _title_span(page, names, job)
    bare = Opportunity(kind.kind, page.whole[start:end], page.span(start, end), _confidence(kind.weight))
    return _with_facts(bare, page, targets, found, now, part, job)


def _with_facts(
    one: Opportunity,
    page: Page,
    targets: list[Target],
    found: Sequence[Found],
    now: datetime | None,
    part: _Part,
    job: JobTitle | None,
) -> Opportunity:
    names = offers.Named(page, found, *part)
    deadline, rank = deadlines.find_deadline(page, *part, one.kind)
    labels = {cue.label for cue in page.cues_between(page.deadline_cues, *part)}
    if ROLLING in labels and rank < deadlines.SURE:
        deadline = None
    place, organiser = event_facts(page.document)
    near = [target for target in targets if part[0] <= target.start < part[1]]
    complete = replace(
        one,
        organisation=one.organisation or organiser or offers.organisation(page, names, part, job, one.kind),
        deadline=one.deadline or deadline,
        amount=one.amount or amounts.find_amount(page, *part),
        place=one.place or place or offers.place(page, names),
        remote=one.remote if one.remote is not None else offers.remote(page, part, one.kind),
        eligibility=one.eligibility or offers.eligibility(page, part),
        url=one.url or find_url(page, near, one.title),
    )
    return replace(complete, status=_status(complete, labels, now))


def _status(one: Opportunity, labels: set[str], now: datetime | None) -> str:
    """By the clock; what has no deadline is open or closed where the text says so."""
    if OVER in labels:
        return CLOSED
    by_clock = status_at(one.deadline, now)
    return OPEN if by_clock == UNKNOWN and one.deadline is None and ROLLING in labels else by_clock


def _completed(
    one: Opportunity,
    page: Page,
    targets: list[Target],
    found: Sequence[Found],
    now: datetime | None,
    *,
    alone: bool,
) -> Opportunity:
    """What structured data states, with what only the text says where it can speak of nothing else."""
    if not alone:
        return replace(one, url=one.url or page.document.link, status=status_at(one.deadline, now))
    return _with_facts(one, page, targets, found, now, (0, len(page.whole)), None)


def _of_entry(
    page: Page, targets: list[Target], found: Sequence[Found], now: datetime | None, entry: Entry
) -> Opportunity | None:
    """An entry of a digest; the digest's own title tells the kind where the entry does not."""
    part = (entry.start, entry.end)
    line = page.whole[entry.start : entry.end].split("\n", 1)[0]
    job = _shifted(read_job_title(line), entry.start)
    kind = _judged(page, part, entry.name[1], job) or _by_title(page, part)
    if kind is None:
        return None
    if kind.kind != JOB:
        job = None
    names = offers.Named(page, found, *part)
    start, end = _title_span(page, names, job) if job else entry.name
    bare = Opportunity(kind.kind, page.whole[start:end], page.span(start, end), _confidence(kind.weight))
    return _with_facts(bare, page, targets, found, now, part, job)


def _shifted(job: JobTitle | None, by: int) -> JobTitle | None:
    if job is None:
        return None
    organisation = (job.organisation[0] + by, job.organisation[1] + by) if any(job.organisation) else (0, 0)
    others = tuple((start + by, end + by) for start, end in job.others)
    cut = job.cut + by if job.cut else 0
    return JobTitle(job.start + by, job.end + by, organisation, job.strength, others, cut)


def _by_title(page: Page, part: _Part) -> kinds.Judgement | None:
    title = page.cues_between(page.kind_cues, 0, page.text_start)
    cues: list[Cue] = [*title, *page.cues_between(page.kind_cues, *part)]
    rank = deadlines.find_deadline(page, *part, "")[1]
    return kinds.judge(cues, page.text_start, kinds.Facts(rank, None, title))


def _title_span(page: Page, names: offers.Named, job: JobTitle | None) -> _Part:
    """The job's title, or the item's without what only announces it or tells the deadline."""
    if job is not None:
        return job.start, job.cut if job.cut and names.has_place(job.cut, job.end) else job.end
    text = page.words.text[: len(page.document.title)]
    lead, tail = _TITLE_LEAD.match(text), _TITLE_TAIL.search(text)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(text)
    return (start, end) if end - start >= 8 else (0, len(text))


def _confidence(weight: float) -> float:
    return round(min(0.95, 0.4 + 0.06 * weight), 2)

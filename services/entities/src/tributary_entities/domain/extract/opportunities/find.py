"""Finds the opportunities of a document: structured data first, then what its text offers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import CLOSED, JOB, OPEN, UNKNOWN, Found, Opportunity
from tributary_entities.domain.extract.opportunities import amounts, kinds, offers
from tributary_entities.domain.extract.opportunities.cues import deadline_cues, kind_cues
from tributary_entities.domain.extract.opportunities.deadlines import Deadlines
from tributary_entities.domain.extract.opportunities.digests import Entry, find_entries
from tributary_entities.domain.extract.opportunities.jobs import JobTitle, read_job_title
from tributary_entities.domain.extract.opportunities.links import Target, find_targets, find_url
from tributary_entities.domain.extract.opportunities.page import Page, read
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.ranks import LEAST, SURE
from tributary_entities.domain.extract.opportunities.status import status_at
from tributary_entities.domain.extract.opportunities.structured import event_facts, structured_opportunities
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import (
    DUE,
    EXTENDED,
    OVER,
    ROLLING,
)
from tributary_entities.domain.extract.opportunities.vocabulary.kind_cues import CALL, MANY, SUBJECT
from tributary_entities.domain.extract.opportunities.words import plain, split

MAX_TITLE = 500
"""Characters of the title that are read."""

_ENDS = (
    "(?:extended |new )?deadline|apply by|due|closes|closing|cfp|bewerbungsschluss|frist|date limite"
    "|fecha limite|scadenza|prazo"
)
_TITLE_TAIL = re.compile(rf"\s?[-|,;(\[]\s?(?:{_ENDS})\b.*$")
_TITLE_LEAD = re.compile(
    r"(?:\[[^\]]{2,30}\]\s*|(?:cfp|call|job|jobs|tender|grant|deadline extended|new)\s?[:|]\s*)"
)
_SHORTEST_TITLE = 8
_ANY_KIND = "?"
_LEAD = 14
"""Characters before a call that still leads its title."""

_MARKS = "-:|([,.!)]"
_LONGEST_SETTING = 500
_Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A page with all that its parts are read with."""

    page: Page
    targets: list[Target]
    deadlines: Deadlines
    setting: list[Cue]
    found: Sequence[Found]
    now: datetime | None


def find_opportunities(
    document: Document, found: Sequence[Found] = (), now: datetime | None = None
) -> list[Opportunity]:
    """The opportunities of a document, in its order.

    `found` are the names found in it, which organisation and place are taken from. `now`, aware, is the
    clock for the status; without it only what the text says of itself is known.
    """
    if len(document.title) > MAX_TITLE:
        document = replace(document, title=document.title[:MAX_TITLE])
    stated = structured_opportunities(document)
    page = read(document)
    job = read_job_title(document.title)
    if not stated and not (_promising(page, job) and _may_offer(page, job)):
        return []
    scene = _Scene(page, find_targets(page), Deadlines(page), _setting(document), found, now)
    if stated:
        return [_completed(scene, one, alone=len(stated) == 1) for one in stated]
    several = _several(scene)
    if len(several) > 1:
        return several
    whole = (0, len(page.whole))
    kind = _judged(scene, whole, page.text_start, job)
    return [_described(scene, whole, kind, job)] if kind else []


def _promising(page: Page, job: JobTitle | None) -> bool:
    """Whether the words of the text may offer anything: a cheap look before all else."""
    if job is None and not page.promising:
        return False
    return job is not None or any(cue.label.startswith((CALL, SUBJECT)) for cue in page.kind_cues)


def _may_offer(page: Page, job: JobTitle | None) -> bool:
    """Whether the text could offer something if its dates said the best of it: they are not read yet."""
    cues = page.kind_cues
    if any(cue.label == MANY for cue in cues if cue.start < page.text_start):
        return True
    title = page.plain[: page.text_start]
    prolonged = _is_prolonged({cue.label for cue in deadline_cues(split(title))})
    best = kinds.Facts(SURE + 10, job, cues, prolonged, announced=True, money=True)
    return kinds.judge(cues, page.text_start, best) is not None


def _is_prolonged(labels: set[str]) -> bool:
    """Whether a title with these cues tells of a longer deadline."""
    return {EXTENDED, DUE} <= labels


def _setting(document: Document) -> list[Cue]:
    text = " , ".join((document.feed_title, *document.categories))
    return kind_cues(split(plain(text[:_LONGEST_SETTING])))


def _several(scene: _Scene) -> list[Opportunity]:
    entries = find_entries(scene.page, scene.targets, scene.deadlines)
    return [one for entry in entries if (one := _of_entry(scene, entry)) is not None]


def _judged(scene: _Scene, part: _Part, title_end: int, job: JobTitle | None) -> kinds.Judgement | None:
    page = scene.page
    cues = page.cues_between(page.kind_cues, *part)
    rank = scene.deadlines.find(*part, _ANY_KIND)[1]
    labels = {cue.label for cue in page.cues_between(page.deadline_cues, *part)}
    rank = max(rank, LEAST) if ROLLING in labels else rank
    titled = {cue.label for cue in page.cues_between(page.deadline_cues, part[0], title_end)}
    announced = any(_is_announced(page, cue, part[0], title_end) for cue in cues if cue.start < title_end)
    facts = kinds.Facts(rank, job, scene.setting, _is_prolonged(titled), announced, part[1] - title_end)
    facts = facts._replace(money=any(part[0] <= one.start < part[1] for one in page.sums))
    return kinds.judge(cues, title_end, facts)


def _is_announced(page: Page, cue: Cue, start: int, end: int) -> bool:
    """Whether a cue in a title is what the title announces, and no word within a sentence."""
    if not cue.label.startswith((CALL, SUBJECT)):
        return False
    before = page.plain[start : cue.start].rstrip(" \"'")
    after = page.plain[cue.end : end].strip(" \"'")
    return len(before) < _LEAD or before[-1] in _MARKS or not after or after[0] in _MARKS


def _described(
    scene: _Scene, part: _Part, kind: kinds.Judgement, job: JobTitle | None, name: _Part | None = None
) -> Opportunity:
    """The opportunity that a part of the page offers, with its facts; `name` is what the part calls it."""
    job = job if kind.kind == JOB else None
    page = scene.page
    names = offers.Named(page, scene.found, *part)
    start, end = name if name is not None and job is None else _title_span(page, names, job)
    confidence = round(min(0.95, 0.4 + 0.06 * kind.weight), 2)
    bare = Opportunity(kind.kind, page.whole[start:end], page.span(start, end), confidence)
    return _with_facts(scene, bare, part, job)


def _with_facts(scene: _Scene, one: Opportunity, part: _Part, job: JobTitle | None) -> Opportunity:
    page = scene.page
    names = offers.Named(page, scene.found, *part)
    deadline, rank = scene.deadlines.find(*part, one.kind)
    labels = {cue.label for cue in page.cues_between(page.deadline_cues, *part)}
    if ROLLING in labels and rank < SURE:
        deadline = None
    place, organiser = event_facts(page.document)
    near = [target for target in scene.targets if part[0] <= target.start < part[1]]
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
    return replace(complete, status=_status(complete, labels, scene.now))


def _status(one: Opportunity, labels: set[str], now: datetime | None) -> str:
    """By the clock; what has no deadline is open or closed where the text says so."""
    if OVER in labels:
        return CLOSED
    by_clock = status_at(one.deadline, now)
    return OPEN if by_clock == UNKNOWN and one.deadline is None and ROLLING in labels else by_clock


def _completed(scene: _Scene, one: Opportunity, *, alone: bool) -> Opportunity:
    """What structured data states, with what only the text says where it can speak of nothing else."""
    if not alone:
        url = one.url or scene.page.document.link
        return replace(one, url=url, status=status_at(one.deadline, scene.now))
    return _with_facts(scene, one, (0, len(scene.page.whole)), None)


def _of_entry(scene: _Scene, entry: Entry) -> Opportunity | None:
    """An entry of a digest; the digest's own title tells the kind where the entry does not."""
    part = (entry.start, entry.end)
    line = scene.page.whole[entry.start : entry.end].split("\n", 1)[0]
    job = _shifted(read_job_title(line), entry.start)
    kind = _judged(scene, part, entry.name[1], job) or _by_title(scene, part)
    return _described(scene, part, kind, job, entry.name) if kind else None


def _shifted(job: JobTitle | None, by: int) -> JobTitle | None:
    """The title of a job, found in a line that begins at `by`."""
    if job is None:
        return None
    organisation = (job.organisation[0] + by, job.organisation[1] + by) if any(job.organisation) else (0, 0)
    others = tuple((start + by, end + by) for start, end in job.others)
    cut = job.cut + by if job.cut else 0
    return JobTitle(job.start + by, job.end + by, organisation, job.strength, others, cut)


def _by_title(scene: _Scene, part: _Part) -> kinds.Judgement | None:
    page = scene.page
    title = page.cues_between(page.kind_cues, 0, page.text_start)
    cues = [*title, *page.cues_between(page.kind_cues, *part)]
    return kinds.judge(cues, page.text_start, kinds.Facts(scene.deadlines.find(*part, "")[1], None, title))


def _title_span(page: Page, names: offers.Named, job: JobTitle | None) -> _Part:
    """The job's title, or the item's without what only announces it or tells the deadline."""
    if job is not None:
        return job.start, job.cut if job.cut and names.has_place(job.cut, job.end) else job.end
    text = page.plain[: len(page.document.title)]
    lead, tail = _TITLE_LEAD.match(text), _TITLE_TAIL.search(text)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(text)
    return (start, end) if end - start >= _SHORTEST_TITLE else (0, len(text))

"""What a fetch's outcome makes of a feed: its health and its next due time. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from tributary_ingest.domain import item, schedule
from tributary_ingest.domain.decide import FLAPS_IN_A_ROW
from tributary_ingest.domain.document import FeedDocument
from tributary_ingest.domain.feed import (
    BY_LINK,
    FAILING,
    HEALTHY,
    MAX_DESCRIPTION,
    MAX_DETAIL,
    MAX_HEADER,
    MAX_TITLE,
    PARKED,
    Feed,
)
from tributary_ingest.domain.schedule import Bounds
from tributary_ingest.domain.source import MAX_URL

GONE = 410
MOVES_SEEN = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient the scheduler is. `park_after` failures in a row park a feed, `park_unreadable_after` when
    bytes came that were no feed."""

    bounds: Bounds = field(default_factory=Bounds)
    park_after: int = 10
    park_unreadable_after: int = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What counts of a server's good answer: see FetchResult. `host` belongs to `moved_to`."""

    status: int
    etag: str = ""
    last_modified: str = ""
    max_age: int | None = None
    body_hash: bytes = b""
    moved_to: str = ""
    moved_host: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a fetch brought no feed. `reason` is a word of the error tree, `status` 0 without an answer.

    `unreadable` tells bytes that are no feed from an answer that did not come.
    """

    reason: str
    detail: str
    status: int = 0
    retry_after: int | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a document: counts of new items and revisions, and what decide() said."""

    new: int
    revised: int
    left_out: int
    flapping: bool


def unchanged(feed: Feed, answer: Answer, now: datetime, policy: Policy) -> Feed:
    """The feed after an answer that brought nothing new to read."""
    feed = _cleared(_moved(feed, answer), answer, now)
    return _scheduled(
        replace(feed, interval_seconds=schedule.slower(feed.interval_seconds, policy.bounds)), now
    )


def taken(
    feed: Feed, answer: Answer, document: FeedDocument, result: Taken, now: datetime, policy: Policy
) -> Feed:
    """The feed after a document that was read.

    Its validators are kept only when all of it was taken in, so that what was left out is fetched again.
    """
    pause = _interval(feed, document, result, now, policy)
    feed = _flapped(_described(_cleared(_moved(feed, answer), answer, now), document), result)
    if result.left_out:
        detail = f"The document has more new items than are taken in at once; {result.left_out} come later."
        feed = replace(feed, etag="", last_modified="", body_hash=b"", detail=detail)
    return _scheduled(replace(feed, interval_seconds=pause), now)


def failed(feed: Feed, failure: Failure, now: datetime, policy: Policy) -> Feed:
    """The feed after a fetch that brought no feed: tried again later, or parked."""
    failures = feed.failures + 1
    unreadable = feed.unreadable + 1 if failure.unreadable else 0
    patient = failure.retry_after is not None
    parked = failure.status == GONE or (
        not patient and (failures >= policy.park_after or unreadable >= policy.park_unreadable_after)
    )
    retry = schedule.retry_due(feed.id, now, failures, policy.bounds, retry_after=failure.retry_after)
    if not patient:
        retry = schedule.unskipped(feed.id, retry, feed.skip_hours, feed.skip_days)
    return replace(
        feed,
        state=PARKED if parked else FAILING,
        failures=failures,
        unreadable=unreadable,
        reason=failure.reason,
        detail=failure.detail[:MAX_DETAIL],
        last_http_status=failure.status,
        last_fetch_at=now,
        moved_to="",
        moved_seen=0,
        next_fetch_at=None if parked or feed.paused else retry,
    )


def _cleared(feed: Feed, answer: Answer, now: datetime) -> Feed:
    return replace(
        feed,
        state=HEALTHY,
        failures=0,
        unreadable=0,
        reason="",
        detail="",
        last_http_status=answer.status,
        last_fetch_at=now,
        last_success_at=now,
        etag=answer.etag if len(answer.etag) <= MAX_HEADER else "",
        last_modified=answer.last_modified if len(answer.last_modified) <= MAX_HEADER else "",
        body_hash=answer.body_hash or feed.body_hash,
        max_age_seconds=feed.max_age_seconds if answer.max_age is None else answer.max_age,
    )


def _moved(feed: Feed, answer: Answer) -> Feed:
    """Remembers a permanent redirect only after it was seen in good fetches in a row."""
    if not answer.moved_to or answer.moved_to == feed.url or len(answer.moved_to) > MAX_URL:
        return replace(feed, moved_to="", moved_seen=0) if feed.moved_to else feed
    seen = feed.moved_seen + 1 if answer.moved_to == feed.moved_to else 1
    if seen >= MOVES_SEEN:
        return replace(feed, url=answer.moved_to, host=answer.moved_host, moved_to="", moved_seen=0)
    return replace(feed, moved_to=answer.moved_to, moved_seen=seen)


def _described(feed: Feed, document: FeedDocument) -> Feed:
    return replace(
        feed,
        title=(document.title or feed.title)[:MAX_TITLE],
        site_url=document.link if len(document.link) <= MAX_URL else "",
        description=item.cut_html(document.description, MAX_DESCRIPTION),
        language=document.language[: item.MAX_LANGUAGE],
        format=document.format,
        ttl_seconds=min(max(0, document.ttl) * 60, schedule.LONGEST_WISH_SECONDS),
        skip_hours=schedule.bits(document.skip_hours, 24),
        skip_days=schedule.bits(document.skip_days, 7),
    )


def _flapped(feed: Feed, result: Taken) -> Feed:
    flaps = feed.flaps + 1 if result.flapping else 0
    return replace(feed, flaps=flaps, identity=BY_LINK if flaps >= FLAPS_IN_A_ROW else feed.identity)


def _interval(feed: Feed, document: FeedDocument, result: Taken, now: datetime, policy: Policy) -> int:
    if result.left_out:
        return policy.bounds.shortest
    if feed.last_success_at and not result.new:
        return schedule.slower(feed.interval_seconds, policy.bounds)
    return schedule.interval(item.dates(document), now, policy.bounds)


def _scheduled(feed: Feed, now: datetime) -> Feed:
    due = schedule.next_due(
        feed.id,
        now,
        feed.interval_seconds,
        at_least=max(feed.ttl_seconds, feed.max_age_seconds),
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    return replace(feed, next_fetch_at=None if feed.paused else due)

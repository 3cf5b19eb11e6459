"""Fetches one feed and stores what came of it."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import Executor
from typing import ParamSpec, TypeVar

from tributary_kit import failpoints, logs
from tributary_kit.clock import Clock
from tributary_kit.errors import Invalid, TributaryError, Unavailable

from tributary_ingest import metrics
from tributary_ingest.domain import health
from tributary_ingest.domain.document import FeedDocument
from tributary_ingest.domain.feed import PARKED
from tributary_ingest.domain.feed_url import watchable
from tributary_ingest.domain.health import Answer, Failure, Policy
from tributary_ingest.ports.feed_store import Changes, FeedStore, Lease
from tributary_ingest.ports.fetcher import Fetcher, FetchRequest, FetchResult
from tributary_ingest.ports.parser import Parser
from tributary_ingest.usecases.take_in import Outcome, TakeIn

BODY_HASH_BYTES = 16
UNREADABLE = ("unreadable_feed", "too_large")

P = ParamSpec("P")
T = TypeVar("T")

_log = logs.get(__name__)


class FetchFeed:
    """Takes one leased feed from request to commit.

        lease ── fetch ─┬─ 304, or the bytes of last time ───────────── unchanged ─┐
                        ├─ 2xx ── parse (worker process) ── decide (thread) ────────┼─ save, one transaction
                        └─ anything else, or unreadable ─────────────── failed ─────┘

    `threads` run what talks to the database.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        parser: Parser,
        feeds: FeedStore,
        take_in: TakeIn,
        clock: Clock,
        policy: Policy,
        threads: Executor,
    ) -> None:
        self._fetcher = fetcher
        self._parser = parser
        self._feeds = feeds
        self._take_in = take_in
        self._clock = clock
        self._policy = policy
        self._threads = threads

    async def __call__(self, lease: Lease) -> Outcome:
        """The outcome, a failed fetch's included. Raises LeaseLost when the result came too late."""
        try:
            return await self._run(lease)
        except TributaryError:
            raise
        except Exception:  # noqa: BLE001 - whatever it was, the feed must back off
            _log.exception("fetch broke", feed=lease.feed.id)
            return await self._fail(
                lease, Failure("internal", "The fetch broke by our own fault; see the log.")
            )

    async def _run(self, lease: Lease) -> Outcome:
        feed = lease.feed
        try:
            with metrics.FETCH_SECONDS.time():
                result = await self._fetcher.fetch(FetchRequest(feed.url, feed.etag, feed.last_modified))
        except TributaryError as error:
            return await self._fail(lease, _failure(error, 0))
        failpoints.hit("ingest.after-fetch")
        return await self.take(lease, result)

    async def take(self, lease: Lease, result: FetchResult, document: FeedDocument | None = None) -> Outcome:
        """What follows an answer; for callers that have fetched, or even read it already."""
        answer = _answer(result)
        if result.not_modified or (answer.body_hash and answer.body_hash == lease.feed.body_hash):
            return await self._unchanged(lease, answer)
        try:
            if not 200 <= result.status < 300:
                return await self._fail(lease, _refusal(result))
            document = document or await self._parse(result)
        except Unavailable:
            raise  # our own parser is away, which tells nothing about the feed
        except TributaryError as error:
            return await self._fail(lease, _failure(error, result.status))
        outcome = await self.in_thread(self._take_in, lease, answer, document)
        metrics.FETCHES.labels("taken").inc()
        return outcome

    async def _parse(self, result: FetchResult) -> FeedDocument:
        with metrics.PARSE_SECONDS.time():
            return await self._parser.parse(result.body, url=result.url, content_type=result.content_type)

    async def in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what may block, such as a store's method."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: call(*args, **kwargs))

    async def _unchanged(self, lease: Lease, answer: Answer) -> Outcome:
        now = self._clock.now()
        feed = health.unchanged(lease.feed, answer, now, self._policy)
        await self.in_thread(self._feeds.save, lease, feed, Changes(), now)
        metrics.FETCHES.labels("unchanged").inc()
        return Outcome(feed, not_modified=True)

    async def _fail(self, lease: Lease, failure: Failure) -> Outcome:
        now = self._clock.now()
        feed = health.failed(lease.feed, failure, now, self._policy)
        await self.in_thread(self._feeds.save, lease, feed, Changes(), now)
        metrics.FETCHES.labels("failed").inc()
        if feed.state == PARKED:
            metrics.PARKED.inc()
            _log.warning("feed parked", feed=feed.id, reason=failure.reason, detail=failure.detail)
        return Outcome(feed)


def _answer(result: FetchResult) -> Answer:
    body_hash = hashlib.blake2b(result.body, digest_size=BODY_HASH_BYTES).digest() if result.body else b""
    moved_to, moved_host = _move(result.permanent_url)
    return Answer(
        result.status,
        result.etag,
        result.last_modified,
        result.max_age,
        body_hash,
        moved_to,
        moved_host,
    )


def _move(url: str) -> tuple[str, str]:
    """Where the feed has moved for good, with its host; empty when it has not, or not to a place to watch."""
    try:
        return watchable(url) if url else ("", "")
    except Invalid:
        return "", ""


def _refusal(result: FetchResult) -> Failure:
    return Failure(
        "unreachable",
        f"The server answered with status {result.status}.",
        result.status,
        result.retry_after,
    )


def _failure(error: TributaryError, status: int) -> Failure:
    unreadable = error.reason in UNREADABLE or status != 0
    return Failure(error.reason, error.message, status, unreadable=unreadable)

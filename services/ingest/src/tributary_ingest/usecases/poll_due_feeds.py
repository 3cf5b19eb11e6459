"""Fetches feeds as they fall due."""

import asyncio
import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tributary_kit import logs
from tributary_kit.clock import Clock
from tributary_kit.errors import TributaryError

from tributary_ingest import metrics
from tributary_ingest.ports.feed_store import FeedStore, Lease, LeaseLost
from tributary_ingest.usecases.fetch_feed import FetchFeed

BREATH_SECONDS = 0.02
COUNT_SECONDS = 1.0

_log = logs.get(__name__)


@contextlib.contextmanager
def survived(what: str) -> Iterator[None]:
    """Logs what fails and goes on: work that repeats for ever must not end unseen."""
    try:
        yield
    except TributaryError as error:
        _log.warning(what, reason=error.reason, detail=error.message)
    except Exception:  # noqa: BLE001 - see above
        _log.exception(what)


@dataclass(frozen=True, slots=True)
class PollLimits:
    """`idle_seconds` is how long a due feed may wait for an idle poller to look.

    While `most_waiting` announcements wait for the bus, no more feeds are fetched.
    """

    concurrency: int = 16
    per_host: int = 1
    most_waiting: int = 100_000
    idle_seconds: float = 1.0
    drain_seconds: float = 10.0


class LeaseKeeper:
    """Keeps the leases of this process alive while it works on their feeds."""

    def __init__(self, feeds: FeedStore, fetch: FetchFeed, clock: Clock, lease_seconds: float) -> None:
        self._feeds = feeds
        self._fetch = fetch
        self._clock = clock
        self._time = timedelta(seconds=lease_seconds)
        self._held: dict[str, Lease] = {}

    async def claim(self, limit: int, per_host: int) -> list[Lease]:
        """See FeedStore.claim."""
        now = self._clock.now()
        leases = await self._fetch.in_thread(self._feeds.claim, now, now + self._time, limit, per_host)
        for lease in leases:
            self._hold(lease)
            if lease.feed.next_fetch_at:
                metrics.DELAY_SECONDS.observe((now - lease.feed.next_fetch_at).total_seconds())
        return leases

    async def claim_feed(self, tenant: str, feed_id: str) -> Lease | None:
        """See FeedStore.claim_feed."""
        now = self._clock.now()
        lease = await self._fetch.in_thread(self._feeds.claim_feed, tenant, feed_id, now, now + self._time)
        return lease and self._hold(lease)

    async def any_due(self) -> bool:
        """Whether the time of a feed has come, also of one that is being fetched."""
        first = await self._fetch.in_thread(self._feeds.next_due)
        return first is not None and first <= self._clock.now()

    async def waiting(self, limit: int) -> int:
        """See FeedStore.waiting."""
        return await self._fetch.in_thread(self._feeds.waiting, limit)

    def forget(self, lease: Lease) -> None:
        """The work on this feed has ended with a result."""
        self._held.pop(lease.token, None)

    async def release(self, lease: Lease) -> None:
        """The work on this feed has ended without a result."""
        self.forget(lease)
        await self._fetch.in_thread(self._feeds.release, [lease])

    async def renew_forever(self) -> None:
        """Renews three times as often as needed."""
        while True:
            await asyncio.sleep(self._time.total_seconds() / 3)
            with survived("cannot renew leases"):
                await self._renew()

    async def _renew(self) -> None:
        now = self._clock.now()
        if self._held:
            await self._fetch.in_thread(self._feeds.renew, list(self._held), now, now + self._time)

    def _hold(self, lease: Lease) -> Lease:
        self._held[lease.token] = lease
        return lease


class Jam:
    """Whether so many announcements wait for the bus that no more feeds may be fetched.

    Counted at most once a second, for counting many takes long; said when it begins and when it ends.
    """

    def __init__(self, keeper: LeaseKeeper, most_waiting: int) -> None:
        self._keeper = keeper
        self._most = most_waiting
        self._jammed = False
        self._counted_at = -math.inf

    async def jammed(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now >= self._counted_at + COUNT_SECONDS:
            jammed = await self._keeper.waiting(self._most) >= self._most
            self._counted_at = now
            self._say(changed=jammed != self._jammed, jammed=jammed)
            self._jammed = jammed
        return self._jammed

    def _say(self, *, changed: bool, jammed: bool) -> None:
        if changed and jammed:
            _log.warning("the bus is away for long: no feeds are fetched", waiting=self._most)
        elif changed:
            _log.info("the bus is back: feeds are fetched again")


class Poller:
    """Fetches every feed of this database as it falls due, a bounded number at a time.

    claim (leases, longest due first, per host) ── FetchFeed × concurrency ── claim …
              ↑ woken by a feed added or resumed, a fetch that ended, the clock
    """

    def __init__(self, keeper: LeaseKeeper, fetch: FetchFeed, limits: PollLimits) -> None:
        self._keeper = keeper
        self._fetch = fetch
        self._limits = limits
        self._jam = Jam(keeper, limits.most_waiting)
        self._running: dict[asyncio.Task[None], Lease] = {}
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may be due at once. To be called in the event loop's thread."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until `stop`, then lets what is under way finish for a while, and gives the rest back."""
        stopping = asyncio.create_task(self._wake_at(stop))
        try:
            while not stop.is_set():
                self._woken.clear()
                await self._start_due()
                await self._rest()
        finally:
            stopping.cancel()
            await self._drain()

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()

    async def _start_due(self) -> None:
        free = self._limits.concurrency - len(self._running)
        with survived("cannot claim feeds"):
            for lease in await self._claim(free) if free else []:
                task = asyncio.create_task(self._one(lease))
                self._running[task] = lease
                task.add_done_callback(self._ended)

    async def _claim(self, limit: int) -> list[Lease]:
        if not await self._keeper.any_due() or await self._jam.jammed():
            return []
        return await self._keeper.claim(limit, self._limits.per_host)

    async def _rest(self) -> None:
        """Waits until something may be due or a slot is free; then a bit, so that a claim fills several."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._limits.idle_seconds):
                await self._woken.wait()
        if self._running:
            await asyncio.sleep(BREATH_SECONDS)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._woken.set()

    async def _one(self, lease: Lease) -> None:
        with logs.bound(tenant=lease.feed.tenant):
            try:
                await self._fetch(lease)
            except LeaseLost:
                metrics.FETCHES.labels("lost").inc()
                _log.info("result came too late", feed=lease.feed.id)
            except TributaryError as error:
                # The lease runs out by itself, which is a pause before the next try.
                _log.warning("cannot store", feed=lease.feed.id, reason=error.reason, detail=error.message)
            finally:
                self._keeper.forget(lease)

    async def _drain(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=self._limits.drain_seconds)
        for task, lease in list(self._running.items()):
            task.cancel()
            await asyncio.wait([task])
            with survived("cannot give a feed back"):
                await self._keeper.release(lease)

"""Fetches a feed because a person asks, whatever its schedule says."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from tributary_kit.errors import TributaryError

from tributary_ingest.ports.feed_store import Lease
from tributary_ingest.usecases.fetch_feed import FetchFeed
from tributary_ingest.usecases.poll_due_feeds import LeaseKeeper
from tributary_ingest.usecases.take_in import Outcome

AGAIN_SECONDS = 0.1


class FetchNow:
    """Waits until nobody else fetches the feed, then fetches it."""

    def __init__(self, keeper: LeaseKeeper, fetch: FetchFeed) -> None:
        self._keeper = keeper
        self._fetch = fetch

    async def __call__(self, tenant: str, feed_id: str) -> Outcome:
        """The outcome, a failed fetch's included. Raises NotFound, or LeaseLost when the feed was changed."""
        return await self.take(tenant, feed_id, self._fetch)

    async def take(self, tenant: str, feed_id: str, work: Callable[[Lease], Awaitable[Outcome]]) -> Outcome:
        """Does the work with the sole right to the feed, as soon as that can be had."""
        lease = await self._lease(tenant, feed_id)
        try:
            outcome = await work(lease)
        except BaseException:
            with contextlib.suppress(TributaryError):
                await self._keeper.release(lease)
            raise
        self._keeper.forget(lease)
        return outcome

    async def _lease(self, tenant: str, feed_id: str) -> Lease:
        while True:
            lease = await self._keeper.claim_feed(tenant, feed_id)
            if lease is not None:
                return lease
            await asyncio.sleep(AGAIN_SECONDS)

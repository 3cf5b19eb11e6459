"""Feeds as the scheduler works on them: leased, fetched, and written back with what they brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tributary_kit.errors import Conflict

from tributary_ingest.domain.decide import Known
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import Item, Stamped


class LeaseLost(Conflict):
    """The time to work on the feed was over, or somebody changed or deleted it: nothing was written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The sole right to fetch a feed. `feed` is as it was when the lease began."""

    feed: Feed
    token: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A revision to store: the item's first, or the next of a known one."""

    item: Item
    keys: Stamped


@dataclass(slots=True)
class Changes:
    """What a document brought, in the order of announcing. `rekeyed` items only get new guids."""

    arrivals: list[Arrival] = field(default_factory=list)
    rekeyed: list[tuple[str, Stamped]] = field(default_factory=list)


class FeedStore(Protocol):
    """Hands feeds out and takes results in. Synchronous, safe to share between threads and processes.

    Times come from the caller. A lease ends at its `until`, unless renewed; then others get the feed.
    """

    def claim(self, now: datetime, until: datetime, limit: int, per_host: int) -> list[Lease]:
        """Leases up to `limit` feeds of any tenant that are due, longest due first.

        No host has more than `per_host` leased feeds at a time, whoever holds them.
        """

    def claim_feed(self, tenant: str, feed_id: str, now: datetime, until: datetime) -> Lease | None:
        """Leases one feed, due or not; None while somebody else holds it. Raises NotFound."""

    def renew(self, tokens: Sequence[str], now: datetime, until: datetime) -> None:
        """Prolongs those of the leases that have not ended."""

    def release(self, leases: Iterable[Lease]) -> None:
        """Gives leases back without a result; the feeds are due as before."""

    def known(self, tenant: str, feed_id: str, entries: Sequence[Stamped]) -> list[Known]:
        """The items of the feed that share a guid, link or content key with any of the entries."""

    def save(self, lease: Lease, feed: Feed, changes: Changes, now: datetime) -> None:
        """Ends the lease with a result: feed, items, revisions and their announcements in one transaction.

        A new URL that the tenant watches already under another feed is not taken over. Raises LeaseLost.
        """

    def due(self, now: datetime) -> int:
        """How many feeds are due."""

    def waiting(self, limit: int) -> int:
        """How many announcements wait for their hand-over, counted up to `limit`."""

    def next_due(self) -> datetime | None:
        """When the next feed is or was due; None when none is scheduled."""

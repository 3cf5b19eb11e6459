"""Stores what a document brought."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tributary_kit.clock import Clock
from tributary_kit.ids import new_id

from tributary_ingest import metrics
from tributary_ingest.domain import health
from tributary_ingest.domain.decide import Decision, decide
from tributary_ingest.domain.document import FeedDocument
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.health import Answer, Policy, Taken
from tributary_ingest.domain.item import Item, Stamped, stamp
from tributary_ingest.ports.feed_store import Arrival, Changes, FeedStore, Lease


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fetch came to: the feed afterwards, and counts of what was stored."""

    feed: Feed
    new: int = 0
    revised: int = 0
    not_modified: bool = False


class TakeIn:
    """Decides what a document changes, and stores it in one transaction. Synchronous, thread-safe.

    `stored` is called after each commit that brought something to announce.
    """

    def __init__(
        self, feeds: FeedStore, clock: Clock, policy: Policy, *, max_new: int, stored: Callable[[], None]
    ) -> None:
        self._feeds = feeds
        self._clock = clock
        self._policy = policy
        self._max_new = max_new
        self._stored = stored

    def __call__(self, lease: Lease, answer: Answer, document: FeedDocument) -> Outcome:
        """Raises LeaseLost when the feed is no longer ours to write."""
        with metrics.TAKE_IN_SECONDS.time():
            decision = self._decide(lease.feed, document)
            now = self._clock.now()
            changes = _changes(lease.feed, decision, now)
            result = Taken(len(decision.new), len(decision.revised), decision.left_out, decision.flapping)
            feed = health.taken(lease.feed, answer, document, result, now, self._policy)
            feed = replace(feed, item_count=feed.item_count + result.new)
            self._feeds.save(lease, feed, changes, now)
        self._count(result)
        return Outcome(feed, result.new, result.revised)

    def _decide(self, feed: Feed, document: FeedDocument) -> Decision:
        entries = [stamp(entry) for entry in document.entries]
        known = self._feeds.known(feed.tenant, feed.id, entries) if feed.item_count else []
        return decide(entries, known, identity=feed.identity, max_new=self._max_new)

    def _count(self, result: Taken) -> None:
        metrics.ITEMS.labels("new").inc(result.new)
        metrics.ITEMS.labels("revised").inc(result.revised)
        metrics.LEFT_OUT.inc(result.left_out)
        if result.new or result.revised:
            self._stored()


def _changes(feed: Feed, decision: Decision, now: datetime) -> Changes:
    """Feeds list the newest first, so that the last entry is announced first and gets the lowest id."""
    arrivals = [
        Arrival(_item(feed, known.id, known.revision + 1, entry, now), entry)
        for known, entry in reversed(decision.revised)
    ]
    arrivals += [
        Arrival(_item(feed, new_id("item"), 1, entry, now), entry) for entry in reversed(decision.new)
    ]
    return Changes(arrivals, [(known.id, entry) for known, entry in decision.rekeyed])


def _item(feed: Feed, item_id: str, revision: int, entry: Stamped, now: datetime) -> Item:
    return Item(item_id, feed.tenant, feed.id, feed.source_id, revision, entry.entry, now, now)

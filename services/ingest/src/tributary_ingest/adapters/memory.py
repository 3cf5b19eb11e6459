"""The stores in memory: the reference of what the ports mean, and what fast tests use."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tributary_kit.errors import AlreadyExists, NotFound
from tributary_kit.ids import new_id

from tributary_ingest.domain.decide import Known
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import Item, Stamped
from tributary_ingest.domain.source import Source
from tributary_ingest.ports.feed_store import Arrival, Changes, Lease, LeaseLost
from tributary_ingest.ports.source_store import ALL, FeedFilter


@dataclass(frozen=True, slots=True)
class Announced:
    """What the outbox of the SQL stores holds as an envelope."""

    item: Item
    source: Source
    feed_title: str


@dataclass
class Memory:
    """What the three stores share. `revisions` holds each item's, in order; `stream` all of them."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    sources: dict[str, Source] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    revisions: dict[str, list[Item]] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    stream: list[Item] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)

    def source(self, tenant: str, source_id: str) -> Source:
        source = self.sources.get(source_id)
        if source is None or source.tenant != tenant:
            raise NotFound("There is no such source.")
        return source

    def feed(self, tenant: str, feed_id: str) -> Feed:
        feed = self.feeds.get(feed_id)
        if feed is None or feed.tenant != tenant:
            raise NotFound("There is no such feed.")
        return feed

    def url_taken(self, feed: Feed) -> bool:
        return any(
            other.id != feed.id and (other.tenant, other.url) == (feed.tenant, feed.url)
            for other in self.feeds.values()
        )

    def put_feeds(self, feeds: Sequence[Feed]) -> None:
        urls = Counter((feed.tenant, feed.url) for feed in feeds)
        if max(urls.values(), default=0) > 1 or any(map(self.url_taken, feeds)):
            raise AlreadyExists("This address is watched already.")
        self.feeds.update((feed.id, feed) for feed in feeds)

    def drop_feed(self, feed_id: str) -> None:
        del self.feeds[feed_id]
        self.leases.pop(feed_id, None)
        for item_id in [key for key, items in self.revisions.items() if items[0].feed_id == feed_id]:
            del self.revisions[item_id], self.known[item_id]
        self.stream = [item if item.feed_id != feed_id else _gone(item) for item in self.stream]


def _gone(item: Item) -> Item:
    """Keeps the place of a deleted revision in the stream; no tenant sees it."""
    return replace(item, tenant="")


class MemorySourceStore:
    """See SourceStore."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, sources: Sequence[Source], feeds: Sequence[Feed]) -> None:
        with self._memory.lock:
            self._memory.put_feeds(feeds)
            self._memory.sources.update((source.id, source) for source in sources)

    def add_feed(self, feed: Feed) -> None:
        with self._memory.lock:
            self._memory.source(feed.tenant, feed.source_id)
            self._memory.put_feeds([feed])

    def source(self, tenant: str, source_id: str) -> Source:
        with self._memory.lock:
            return self._memory.source(tenant, source_id)

    def sources(self, tenant: str, limit: int, after: str = "") -> list[Source]:
        with self._memory.lock:
            mine = [each for each in self._memory.sources.values() if each.tenant == tenant]
        return sorted((each for each in mine if each.id > after), key=lambda each: each.id)[:limit]

    def change_source(self, tenant: str, source_id: str, change: Callable[[Source], Source]) -> Source:
        with self._memory.lock:
            changed = change(self._memory.source(tenant, source_id))
            self._memory.sources[source_id] = changed
            return changed

    def delete_source(self, tenant: str, source_id: str) -> None:
        with self._memory.lock:
            self._memory.source(tenant, source_id)
            for feed in [feed for feed in self._memory.feeds.values() if feed.source_id == source_id]:
                self._memory.drop_feed(feed.id)
            del self._memory.sources[source_id]

    def feed(self, tenant: str, feed_id: str) -> Feed:
        with self._memory.lock:
            return self._memory.feed(tenant, feed_id)

    def feeds(self, tenant: str, limit: int, after: str = "", where: FeedFilter = ALL) -> list[Feed]:
        with self._memory.lock:
            mine = [feed for feed in self._memory.feeds.values() if feed.tenant == tenant and feed.id > after]
        mine = [feed for feed in mine if where.source_id in ("", feed.source_id)]
        mine = [feed for feed in mine if where.state in ("", feed.shown_state)]
        return sorted(mine, key=lambda feed: feed.id)[:limit]

    def change_feed(self, tenant: str, feed_id: str, change: Callable[[Feed], Feed]) -> Feed:
        with self._memory.lock:
            changed = change(self._memory.feed(tenant, feed_id))
            self._memory.put_feeds([changed])
            self._memory.leases.pop(feed_id, None)
            return changed

    def delete_feed(self, tenant: str, feed_id: str) -> None:
        with self._memory.lock:
            self._memory.feed(tenant, feed_id)
            self._memory.drop_feed(feed_id)

    def watched(self, tenant: str, urls: Iterable[str]) -> dict[str, Feed]:
        wanted = set(urls)
        with self._memory.lock:
            mine = [feed for feed in self._memory.feeds.values() if feed.tenant == tenant]
        return {feed.url: feed for feed in mine if feed.url in wanted}


class MemoryFeedStore:
    """See FeedStore."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def claim(self, now: datetime, until: datetime, limit: int, per_host: int) -> list[Lease]:
        leases: list[Lease] = []
        with self._memory.lock:
            held = {feed_id for feed_id, (_, end) in self._memory.leases.items() if end > now}
            busy = Counter(self._memory.feeds[feed_id].host for feed_id in held)
            for feed in self._due(now):
                if len(leases) < limit and feed.id not in held and busy[feed.host] < per_host:
                    busy[feed.host] += 1
                    leases.append(self._lease(feed, until))
        return leases

    def claim_feed(self, tenant: str, feed_id: str, now: datetime, until: datetime) -> Lease | None:
        with self._memory.lock:
            feed = self._memory.feed(tenant, feed_id)
            held = self._memory.leases.get(feed_id)
            return None if held and held[1] > now else self._lease(feed, until)

    def renew(self, tokens: Sequence[str], now: datetime, until: datetime) -> None:
        with self._memory.lock:
            for feed_id, (token, end) in self._memory.leases.items():
                if token in tokens and end > now:
                    self._memory.leases[feed_id] = (token, until)

    def release(self, leases: Iterable[Lease]) -> None:
        with self._memory.lock:
            for lease in leases:
                if self._memory.leases.get(lease.feed.id, ("",))[0] == lease.token:
                    del self._memory.leases[lease.feed.id]

    def known(self, tenant: str, feed_id: str, entries: Sequence[Stamped]) -> list[Known]:
        keys = {
            key for entry in entries for key in (entry.guid_key, entry.link_key, entry.content_hash) if key
        }
        with self._memory.lock:
            return [
                known
                for known in self._memory.known.values()
                if self._of_feed(known.id, tenant, feed_id)
                and keys & {known.guid_key, known.link_key, known.content_hash}
            ]

    def save(self, lease: Lease, feed: Feed, changes: Changes, now: datetime) -> None:
        with self._memory.lock:
            token, end = self._memory.leases.get(feed.id, ("", now))
            if token != lease.token or end <= now:
                raise LeaseLost("The feed was changed while it was fetched, or the fetch took too long.")
            if self._memory.url_taken(feed):
                feed = feed.staying_at(lease.feed)
            self._memory.feeds[feed.id] = feed
            del self._memory.leases[feed.id]
            for item_id, keys in changes.rekeyed:
                self._rekey(item_id, keys)
            for arrival in changes.arrivals:
                self._store(feed, arrival)

    def due(self, now: datetime) -> int:
        with self._memory.lock:
            return len(self._due(now))

    def waiting(self, limit: int) -> int:
        with self._memory.lock:
            return min(len(self._memory.announced), limit)

    def next_due(self) -> datetime | None:
        with self._memory.lock:
            times = (feed.next_fetch_at for feed in self._memory.feeds.values())
            return min((time for time in times if time), default=None)

    def _due(self, now: datetime) -> list[Feed]:
        due = [(f.next_fetch_at, f.id, f) for f in self._memory.feeds.values() if f.next_fetch_at]
        return [feed for time, _, feed in sorted(due, key=lambda each: each[:2]) if time <= now]

    def _lease(self, feed: Feed, until: datetime) -> Lease:
        lease = Lease(feed, new_id("lease"))
        self._memory.leases[feed.id] = (lease.token, until)
        return lease

    def _of_feed(self, item_id: str, tenant: str, feed_id: str) -> bool:
        item = self._memory.revisions[item_id][0]
        return (item.tenant, item.feed_id) == (tenant, feed_id)

    def _store(self, feed: Feed, arrival: Arrival) -> None:
        item, keys = arrival.item, arrival.keys
        self._memory.revisions.setdefault(item.id, []).append(item)
        self._memory.known[item.id] = Known(
            item.id, item.revision, keys.guid_key, keys.link_key, keys.content_hash
        )
        self._guid(item.id, keys)
        self._memory.stream.append(item)
        source = self._memory.sources[feed.source_id]
        self._memory.announced.append(Announced(item, source, feed.title))

    def _rekey(self, item_id: str, keys: Stamped) -> None:
        self._memory.known[item_id] = replace(self._memory.known[item_id], guid_key=keys.guid_key)
        self._guid(item_id, keys)

    def _guid(self, item_id: str, keys: Stamped) -> None:
        """The guid is the item's, not the revision's: all of them show the newest."""
        guid = keys.entry.guid
        revisions = self._memory.revisions[item_id]
        revisions[:] = [replace(item, entry=replace(item.entry, guid=guid)) for item in revisions]


class MemoryItemStore:
    """See ItemStore."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def item(self, tenant: str, item_id: str) -> Item:
        return self._revisions(tenant, item_id)[-1]

    def items(
        self, tenant: str, limit: int, before: str = "", *, feed_id: str = "", source_id: str = ""
    ) -> list[Item]:
        with self._memory.lock:
            newest = [revisions[-1] for revisions in self._memory.revisions.values()]
        mine = [item for item in newest if item.tenant == tenant and (not before or item.id < before)]
        mine = [item for item in mine if feed_id in ("", item.feed_id) and source_id in ("", item.source_id)]
        return sorted(mine, key=lambda item: item.id, reverse=True)[:limit]

    def revisions(self, tenant: str, item_id: str, limit: int, before: int = 0) -> list[Item]:
        newest_first = reversed(self._revisions(tenant, item_id))
        return [item for item in newest_first if not before or item.revision < before][:limit]

    def position(self) -> int:
        with self._memory.lock:
            return len(self._memory.stream)

    def stored_after(self, tenant: str, position: int, limit: int) -> list[tuple[int, Item]]:
        with self._memory.lock:
            numbered = enumerate(self._memory.stream[position:], position + 1)
            return [(place, item) for place, item in numbered if item.tenant == tenant][:limit]

    def _revisions(self, tenant: str, item_id: str) -> list[Item]:
        with self._memory.lock:
            revisions = list(self._memory.revisions.get(item_id, ()))
        if not revisions or revisions[0].tenant != tenant:
            raise NotFound("There is no such item.")
        return revisions

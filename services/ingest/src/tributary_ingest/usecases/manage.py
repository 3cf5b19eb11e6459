"""What people see and change of sources and feeds. Synchronous."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from tributary_kit.clock import Clock
from tributary_kit.errors import AlreadyExists, Invalid

from tributary_ingest.domain import feed as feeds
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.feed_url import watchable
from tributary_ingest.domain.source import Source, checked
from tributary_ingest.ports.source_store import FeedFilter, SourceStore
from tributary_ingest.usecases.add_source import new_feed, watched_already
from tributary_ingest.usecases.pages import Ask, Page, cut
from tributary_ingest.usecases.weights import feed_bytes, source_bytes

SOURCE_MASK = ("name", "site_url", "licence", "trust")
FEED_MASK = ("url", "paused")


class Manage:
    """Reads, changes and deletes. `wake` tells the poller that a feed may be due at once."""

    def __init__(self, store: SourceStore, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self.wake = wake

    def source(self, tenant: str, source_id: str) -> Source:
        return self._store.source(tenant, source_id)

    def sources(self, tenant: str, ask: Ask) -> Page[Source]:
        return cut(
            f"sources/{tenant}",
            ask,
            lambda limit, after: self._store.sources(tenant, limit, str(after or "")),
            lambda source: source.id,
            source_bytes,
        )

    def change_source(
        self, tenant: str, source_id: str, mask: Collection[str], values: Mapping[str, Any]
    ) -> Source:
        """Sets the fields that `mask` names. Raises Invalid for a field that cannot be set."""
        chosen = _chosen(mask, SOURCE_MASK, values)
        now = self._clock.now()
        return self._store.change_source(
            tenant, source_id, lambda source: checked(replace(source, **chosen, updated_at=now))
        )

    def delete_source(self, tenant: str, source_id: str) -> None:
        self._store.delete_source(tenant, source_id)

    def add_feed(self, tenant: str, source_id: str, url: str) -> Feed:
        """Watches a URL for an existing source; it is fetched at once."""
        feed = new_feed(self._store.source(tenant, source_id), url, self._clock.now())
        with self._watcher_named(tenant, feed.url):
            self._store.add_feed(feed)
        self.wake()
        return feed

    def feed(self, tenant: str, feed_id: str) -> Feed:
        return self._store.feed(tenant, feed_id)

    def feeds(self, tenant: str, ask: Ask, where: FeedFilter) -> Page[Feed]:
        return cut(
            f"feeds/{tenant}/{where.source_id}/{where.state}",
            ask,
            lambda limit, after: self._store.feeds(tenant, limit, str(after or ""), where),
            lambda feed: feed.id,
            feed_bytes,
        )

    def change_feed(
        self, tenant: str, feed_id: str, mask: Collection[str], values: Mapping[str, Any]
    ) -> Feed:
        """Sets the fields that `mask` names. Raises Invalid for a field that cannot be set."""
        chosen = _chosen(mask, FEED_MASK, values)
        now = self._clock.now()
        with self._watcher_named(tenant, chosen.get("url", "")):
            changed = self._store.change_feed(tenant, feed_id, lambda feed: _changed(feed, chosen, now))
        self.wake()
        return changed

    def delete_feed(self, tenant: str, feed_id: str) -> None:
        self._store.delete_feed(tenant, feed_id)

    @contextmanager
    def _watcher_named(self, tenant: str, url: str) -> Iterator[None]:
        """Lets AlreadyExists name the feed that has the URL."""
        try:
            yield
        except AlreadyExists:
            for feed in self._store.watched(tenant, [watchable(url)[0]]).values():
                raise watched_already(feed) from None
            raise


def _chosen(mask: Collection[str], allowed: Collection[str], values: Mapping[str, Any]) -> dict[str, Any]:
    if not mask:
        raise Invalid(f"The mask names no field; it may name {', '.join(allowed)}.", field="update_mask")
    for name in mask:
        if name not in allowed:
            raise Invalid(f"The mask may name {', '.join(allowed)}.", field="update_mask")
    return {name: values[name] for name in mask}


def _changed(feed: Feed, chosen: Mapping[str, Any], now: datetime) -> Feed:
    if "url" in chosen:
        url, host = watchable(chosen["url"])
        feed = feeds.move(feed, url, host, now) if url != feed.url else feed
    if chosen.get("paused"):
        return feeds.pause(feed, now)
    if "paused" in chosen and (feed.paused or feed.state == feeds.PARKED):
        return feeds.resume(feed, now)
    return feed

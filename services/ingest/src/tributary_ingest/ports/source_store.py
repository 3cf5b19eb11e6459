"""Sources and their feeds, as people see and change them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.source import Source


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Which feeds to list. Empty fields let everything pass; `state` is a word of Feed.shown_state."""

    source_id: str = ""
    state: str = ""


ALL = FeedFilter()


class SourceStore(Protocol):
    """Keeps sources and feeds. Everything is of one tenant; what belongs to another is not found.

    Synchronous, safe to share between threads. Each call is one transaction.
    """

    def add(self, sources: Sequence[Source], feeds: Sequence[Feed]) -> None:
        """Stores new sources with their feeds, all or none. Raises AlreadyExists when a URL is watched."""

    def add_feed(self, feed: Feed) -> None:
        """Stores a feed of an existing source. Raises NotFound (the source) or AlreadyExists (the URL)."""

    def source(self, tenant: str, source_id: str) -> Source:
        """Raises NotFound."""

    def sources(self, tenant: str, limit: int, after: str = "") -> list[Source]:
        """Sources by id, those behind `after`."""

    def change_source(self, tenant: str, source_id: str, change: Callable[[Source], Source]) -> Source:
        """Replaces a source by what `change` makes of it, without losing others' changes. Raises NotFound."""

    def delete_source(self, tenant: str, source_id: str) -> None:
        """Deletes a source with its feeds and items. Raises NotFound."""

    def feed(self, tenant: str, feed_id: str) -> Feed:
        """Raises NotFound."""

    def feeds(self, tenant: str, limit: int, after: str = "", where: FeedFilter = ALL) -> list[Feed]:
        """Feeds by id, those behind `after`."""

    def change_feed(self, tenant: str, feed_id: str, change: Callable[[Feed], Feed]) -> Feed:
        """Replaces a feed by what `change` makes of it, and revokes its lease: a fetch under way is in vain.

        Raises NotFound, or AlreadyExists when the tenant watches the new URL already.
        """

    def delete_feed(self, tenant: str, feed_id: str) -> None:
        """Deletes a feed with its items. Raises NotFound."""

    def watched(self, tenant: str, urls: Iterable[str]) -> dict[str, Feed]:
        """The tenant's feeds at these URLs, by URL."""

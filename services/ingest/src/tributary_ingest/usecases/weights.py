"""The most bytes that things take in a message."""

from collections.abc import Sized

from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import Item, words
from tributary_ingest.domain.source import Source

# Ids, times, numbers and the marks between fields; and what one more author or enclosure has of these.
FIELDS = 600
ROW = 40


def item_bytes(item: Item) -> int:
    """Of an item with its content."""
    entry = item.entry
    lists: tuple[Sized, ...] = (entry.authors, entry.categories, entry.enclosures, entry.places)
    texts = (entry.guid, entry.link, entry.title, entry.summary, entry.content, entry.language)
    return FIELDS + sum(map(_utf8, texts)) + sum(map(_utf8, words(entry))) + ROW * sum(map(len, lists))


def feed_bytes(feed: Feed) -> int:
    """Of a feed with its health."""
    texts = (feed.url, feed.title, feed.site_url, feed.description, feed.language, feed.format, feed.detail)
    return FIELDS + sum(map(_utf8, texts))


def source_bytes(source: Source) -> int:
    """Of a source."""
    return FIELDS + sum(map(_utf8, (source.name, source.site_url, source.licence)))


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())

"""Rows as domain objects, and back."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from tributary_ingest.adapters.sql.models import FeedRow, ItemRow, RevisionRow, SourceRow
from tributary_ingest.domain.document import Enclosure, Entry, Person, Place
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import Item
from tributary_ingest.domain.source import Source
from tributary_ingest.ports.feed_store import Arrival

SOURCE_FIELDS = tuple(field.name for field in fields(Source))
FEED_FIELDS = tuple(field.name for field in fields(Feed))

ITEM_COLUMNS = (
    ItemRow.id,
    ItemRow.tenant,
    ItemRow.feed_id,
    ItemRow.source_id,
    ItemRow.guid,
    ItemRow.first_seen_at,
    *(
        column
        for column in RevisionRow.__table__.c
        if column.name not in ("item_id", "tenant", "content_hash")
    ),
)


def source_of(row: SourceRow | sa.Row[Any]) -> Source:
    return Source(*(getattr(row, name) for name in SOURCE_FIELDS))


def feed_of(row: FeedRow | sa.Row[Any]) -> Feed:
    return Feed(**{name: getattr(row, name) for name in FEED_FIELDS})


def feed_values(feed: Feed) -> dict[str, Any]:
    return {name: getattr(feed, name) for name in FEED_FIELDS}


def source_values(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


def item_of(row: Any) -> Item:
    """An item from a row of ITEM_COLUMNS."""
    entry = Entry(
        guid=row.guid,
        link=row.link,
        title=row.title,
        summary=row.summary,
        content=row.content,
        published=row.published_at,
        updated=row.updated_at,
        language=row.language,
        authors=[Person(**each) for each in row.authors],
        categories=row.categories,
        enclosures=[Enclosure(**each) for each in row.enclosures],
        places=[Place(**each) for each in row.places],
    )
    return Item(
        row.id, row.tenant, row.feed_id, row.source_id, row.revision, entry, row.first_seen_at, row.seen_at
    )


def item_columns(arrivals: Sequence[Arrival]) -> dict[str, list[Any]]:
    """First revisions as columns of `item`."""
    items = [arrival.item for arrival in arrivals]
    keys = [arrival.keys for arrival in arrivals]
    return {
        "id": [item.id for item in items],
        "tenant": [item.tenant for item in items],
        "feed_id": [item.feed_id for item in items],
        "source_id": [item.source_id for item in items],
        "revision": [item.revision for item in items],
        "guid": [item.entry.guid for item in items],
        "guid_key": [each.guid_key for each in keys],
        "link_key": [each.link_key for each in keys],
        "content_hash": [each.content_hash for each in keys],
        "first_seen_at": [item.first_seen_at for item in items],
    }


def revision_columns(arrivals: Sequence[Arrival], last_seq: int) -> dict[str, Sequence[Any]]:
    """Revisions as columns of `item_revision`; the last gets `last_seq`."""
    items = [arrival.item for arrival in arrivals]
    entries = [item.entry for item in items]
    return {
        "item_id": [item.id for item in items],
        "revision": [item.revision for item in items],
        "seq": range(last_seq - len(items) + 1, last_seq + 1),
        "tenant": [item.tenant for item in items],
        "title": [entry.title for entry in entries],
        "link": [entry.link for entry in entries],
        "summary": [entry.summary for entry in entries],
        "content": [entry.content for entry in entries],
        "language": [entry.language for entry in entries],
        "authors": [entry.authors for entry in entries],
        "categories": [entry.categories for entry in entries],
        "enclosures": [entry.enclosures for entry in entries],
        "places": [entry.places for entry in entries],
        "published_at": [entry.published for entry in entries],
        "updated_at": [entry.updated for entry in entries],
        "content_hash": [arrival.keys.content_hash for arrival in arrivals],
        "seen_at": [item.seen_at for item in items],
    }

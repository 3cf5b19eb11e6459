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


def item_rows(arrivals: Sequence[Arrival]) -> list[dict[str, Any]]:
    """Rows of `item` for first revisions."""
    return [
        {
            "id": item.id,
            "tenant": item.tenant,
            "feed_id": item.feed_id,
            "source_id": item.source_id,
            "revision": item.revision,
            "guid": item.entry.guid,
            "guid_key": keys.guid_key,
            "link_key": keys.link_key,
            "content_hash": keys.content_hash,
            "first_seen_at": item.first_seen_at,
        }
        for item, keys in ((arrival.item, arrival.keys) for arrival in arrivals)
    ]


def revision_rows(arrivals: Sequence[Arrival], last_seq: int) -> list[dict[str, Any]]:
    """Rows of `item_revision`, the last of which gets `last_seq`."""
    first = last_seq - len(arrivals) + 1
    return [_revision_row(arrival, first + place) for place, arrival in enumerate(arrivals)]


def _revision_row(arrival: Arrival, seq: int) -> dict[str, Any]:
    item, entry = arrival.item, arrival.item.entry
    return {
        "item_id": item.id,
        "revision": item.revision,
        "seq": seq,
        "tenant": item.tenant,
        "title": entry.title,
        "link": entry.link,
        "summary": entry.summary,
        "content": entry.content,
        "language": entry.language,
        "authors": [{"name": each.name, "email": each.email, "uri": each.uri} for each in entry.authors],
        "categories": entry.categories,
        "enclosures": [
            {"url": each.url, "media_type": each.media_type, "length": each.length}
            for each in entry.enclosures
        ],
        "places": [
            {"name": each.name, "latitude": each.latitude, "longitude": each.longitude}
            for each in entry.places
        ],
        "published_at": entry.published,
        "updated_at": entry.updated,
        "content_hash": arrival.keys.content_hash,
        "seen_at": item.seen_at,
    }

"""The schema: what the migrations make, and what it refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from tributary_ingest.adapters.sql.models import FEED, ITEM, REVISION, SOURCE, Base
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database

LOCATION = "tributary_ingest:migrations"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

ROWS: dict[sa.Table, dict[str, Any]] = {
    SOURCE: {
        "id": "src_1",
        "tenant": "t",
        "name": "n",
        "site_url": "",
        "licence": "",
        "trust": 50,
        "created_at": NOW,
        "updated_at": NOW,
    },
    FEED: {
        "id": "feed_1",
        "tenant": "t",
        "source_id": "src_1",
        "url": "https://a/",
        "host": "a",
        "created_at": NOW,
        "updated_at": NOW,
        "paused": False,
        "state": "new",
        "identity": "guid",
        "body_hash": b"",
        "interval_seconds": 60,
        **dict.fromkeys(("title", "site_url", "description", "language", "format", "etag"), ""),
        **dict.fromkeys(("last_modified", "moved_to", "reason", "detail"), ""),
        **dict.fromkeys(("flaps", "moved_seen", "ttl_seconds", "max_age_seconds", "skip_hours"), 0),
        **dict.fromkeys(("skip_days", "failures", "unreadable", "last_http_status", "item_count"), 0),
    },
    ITEM: {
        "id": "item_1",
        "tenant": "t",
        "feed_id": "feed_1",
        "source_id": "src_1",
        "revision": 1,
        "guid": "",
        "guid_key": b"",
        "link_key": b"",
        "content_hash": b"0" * 16,
        "first_seen_at": NOW,
    },
    REVISION: {
        "item_id": "item_1",
        "revision": 1,
        "seq": 1,
        "tenant": "t",
        **dict.fromkeys(("title", "link", "summary", "content", "language"), ""),
        **{name: [] for name in ("authors", "categories", "enclosures", "places")},
        "content_hash": b"0" * 16,
        "seen_at": NOW,
    },
}

REFUSED = [
    (SOURCE, "name", ""),
    (SOURCE, "name", "x" * 501),
    (SOURCE, "name", "a\0b"),
    (SOURCE, "name", None),
    (SOURCE, "trust", 101),
    (SOURCE, "trust", "many"),
    (SOURCE, "id", "x" * 65),
    (FEED, "state", "fine"),
    (FEED, "identity", "name"),
    (FEED, "source_id", "src_2"),
    (FEED, "failures", -1),
    (FEED, "interval_seconds", 0),
    (FEED, "skip_hours", 2**24),
    (FEED, "lease_token", "alone"),
    (FEED, "body_hash", b"short"),
    (ITEM, "revision", 0),
    (ITEM, "guid_key", b"short"),
    (ITEM, "feed_id", "feed_2"),
    (REVISION, "title", "x" * 4001),
    (REVISION, "content", "a\0b"),
    (REVISION, "seq", 0),
    (REVISION, "item_id", "item_2"),
    (REVISION, "authors", None),
]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    database.close()


def insert_all(database: Database, changed: sa.Table | None = None, **values: Any) -> None:
    with database.write() as connection:
        for table, row in ROWS.items():
            connection.execute(table.insert(), row | (values if table is changed else {}))


def test_revisions_are_named_and_numbered_by_the_rule() -> None:
    assert migrate.file_name_faults(LOCATION) == []


def test_the_migrations_add_up_to_the_models(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    assert migrate.diff(database, Base.metadata) == []
    migrate.check_at_head(database, LOCATION)


def test_the_way_back_and_forth_again(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    migrate.downgrade(database, LOCATION, "base")
    migrate.upgrade(database, LOCATION)
    insert_all(database)


def test_both_engines_refuse_the_same(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    for table, column, value in REFUSED:
        with pytest.raises((DBAPIError, ValueError)):
            insert_all(database, table, **{column: value})
    insert_all(database)

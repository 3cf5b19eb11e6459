"""The schema: what the migrations make, and what it refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from tributary_entities.adapters.sql.models import (
    AliasRow,
    Base,
    EntityRow,
    EvidenceRow,
    ItemRow,
    RelationshipRow,
    table_of,
)
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database

LOCATION = "tributary_entities:migrations"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

COUNTED: dict[str, Any] = {"tenant": "t", "item_count": 1, "first_seen_at": NOW, "last_seen_at": NOW}
ENTITY = {**COUNTED, "digest": b"0" * 16, "kind": "topic", "key": "ai", "name": "AI", "sort_key": "ai"}
ROWS: list[tuple[type[Base], dict[str, Any]]] = [
    (
        ItemRow,
        {
            "pk": 1,
            "tenant": "t",
            "id": "item_1",
            "revision": 1,
            "feed_id": "feed_1",
            "source_id": "src_1",
            "title": "",
            "link": "",
            "first_seen_at": NOW,
            "seen_at": NOW,
        },
    ),
    (EntityRow, {**ENTITY, "pk": 1, "id": "ent_1"}),
    (EntityRow, {**ENTITY, "pk": 2, "id": "ent_2", "digest": b"1" * 16}),
    (
        AliasRow,
        {
            **COUNTED,
            **dict.fromkeys(("email", "uri", "key", "words"), ""),
            "pk": 1,
            "digest": b"0" * 16,
            "entity_pk": 1,
            "name": "AI",
        },
    ),
    (
        RelationshipRow,
        {
            **COUNTED,
            "pk": 1,
            "id": "rel_1",
            "digest": b"0" * 16,
            "type": "wrote",
            "source_pk": 1,
            "target_pk": 2,
            "confidence": 1.0,
        },
    ),
    (
        EvidenceRow,
        {
            "tenant": "t",
            "item_pk": 1,
            "number": 0,
            "entity_pk": 1,
            "alias_pk": 1,
            "relationship_pk": None,
            "item_first_seen_at": NOW,
            "field": "category",
            "start_char": 0,
            "end_char": 2,
            "quote": "AI",
            "extractor": "feed",
            "extractor_version": "1",
            "confidence": 1.0,
        },
    ),
]

REFUSED: list[tuple[type[Base], dict[str, Any]]] = [
    (ItemRow, {"id": ""}),
    (ItemRow, {"tenant": "x" * 101}),
    (ItemRow, {"title": "a\0b"}),
    (ItemRow, {"revision": 0}),
    (ItemRow, {"revision": "one"}),
    (EntityRow, {"kind": "ghost"}),
    (EntityRow, {"name": ""}),
    (EntityRow, {"name": "x" * 201}),
    (EntityRow, {"digest": b"short"}),
    (EntityRow, {"item_count": -1}),
    (EntityRow, {"item_count": 0}),
    (EntityRow, {"last_seen_at": None}),
    (EntityRow, {"id": "ent_1"}),
    (AliasRow, {"entity_pk": 9}),
    (AliasRow, {"email": "a\0b"}),
    (RelationshipRow, {"type": "ate"}),
    (RelationshipRow, {"source_pk": 9}),
    (RelationshipRow, {"target_pk": 9}),
    (RelationshipRow, {"confidence": 1.5}),
    (EvidenceRow, {"item_pk": 9}),
    (EvidenceRow, {"alias_pk": 9}),
    (EvidenceRow, {"alias_pk": None}),
    (EvidenceRow, {"entity_pk": None}),
    (EvidenceRow, {"relationship_pk": 1}),
    (EvidenceRow, {"end_char": 0}),
    (EvidenceRow, {"quote": ""}),
    (EvidenceRow, {"confidence": -0.5}),
]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    database.close()


def insert_all(database: Database, changed: type[Base] | None = None, **values: Any) -> None:
    with database.write() as connection:
        for model, row in ROWS:
            given = row | values if model is changed else row
            # Of the two entities only the second one is changed.
            connection.execute(table_of(model).insert(), row if row.get("id") == "ent_1" else given)


def test_revisions_are_named_and_numbered_by_the_rule() -> None:
    assert migrate.file_name_faults(LOCATION) == []


def test_the_migrations_add_up_to_the_models(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    assert migrate.diff(database, Base.metadata, ignore=("alias_words*",)) == []
    migrate.check_at_head(database, LOCATION)


def test_the_way_back_and_forth_again(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    migrate.downgrade(database, LOCATION, "base")
    migrate.upgrade(database, LOCATION)
    insert_all(database)


def test_both_engines_refuse_the_same(database: Database) -> None:
    migrate.upgrade(database, LOCATION)
    for model, values in REFUSED:
        with pytest.raises((DBAPIError, ValueError)):
            insert_all(database, model, **values)
    insert_all(database)


def test_the_index_of_names_follows_every_change(sqlite_url: str) -> None:
    database = Database(sqlite_url, pool_size=1)
    migrate.upgrade(database, LOCATION)
    insert_all(database)
    alias = table_of(AliasRow)
    for change, words in (
        (alias.update().values(words="deep learning"), "deep"),
        (alias.update().values(words="law"), "law"),
        (alias.delete(), None),
    ):
        with database.write() as connection:
            connection.execute(table_of(EvidenceRow).delete())
            connection.execute(change)
            connection.execute(sa.text("INSERT INTO alias_words (alias_words) VALUES ('integrity-check')"))
            for word in ("deep", "law"):
                found = connection.execute(
                    sa.text("SELECT count(*) FROM alias_words WHERE alias_words MATCH :word"), {"word": word}
                ).scalar_one()
                assert found == (1 if word == words else 0)
    database.close()

"""What the tests of entities share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tributary_entities.adapters.memory import MemoryStore
from tributary_entities.adapters.sql.store import SqlStore
from tributary_entities.adapters.text import text_index
from tributary_entities.domain.extract.feed_facts import feed_facts
from tributary_entities.domain.item import Author, Item
from tributary_entities.ports.entity_store import EntityStore
from tributary_entities.ports.text_index import TextIndex
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_testkit import engines

TENANT = "ours"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def migrated(url: str) -> None:
    """Makes the schema, once for the template that the tests' databases are copies of."""
    database = Database(url, pool_size=1)
    migrate.upgrade(database, "tributary_entities:migrations")
    database.close()


def make_item(id_: str = "item_1", revision: int = 1, *, hour: int = 0, **values: Any) -> Item:
    """An item; `authors` are names, `hour` is when it was first seen, each revision comes a minute later."""
    first_seen_at = START + timedelta(hours=hour)
    authors = tuple(a if isinstance(a, Author) else Author(a) for a in values.pop("authors", ()))
    given: dict[str, Any] = {
        "tenant": TENANT,
        "feed_id": "feed_1",
        "source_id": "src_1",
        "source_name": "The Paper",
        "title": f"Title of {id_}",
        "link": f"https://paper.example/{id_}",
        "first_seen_at": first_seen_at,
        "seen_at": first_seen_at + timedelta(minutes=revision),
        **values,
    }
    given["categories"] = tuple(given.get("categories", ()))
    return Item(id=id_, revision=revision, authors=authors, **given)


def graph_of(store: EntityStore, tenant: str = TENANT) -> dict[str, Any]:
    """All that a tenant's store shows, without what is opaque, in a form that can be compared."""
    entities = store.list_entities(tenant, kind="", item_id="", after=None, limit=10_000)
    names = {entity.id: (entity.kind, entity.name) for entity in entities}
    relationships = store.list_relationships(
        tenant, type_="", source_id="", target_id="", after=None, limit=10_000
    )
    return {
        "entities": sorted(
            (e.kind, e.name, e.item_count, e.first_seen_at, e.last_seen_at, e.aliases) for e in entities
        ),
        "relationships": sorted(
            (r.type, names[r.source_id], names[r.target_id], r.item_count, r.first_seen_at, r.last_seen_at)
            for r in relationships
        ),
        # Sorted lists and no dicts: two organisations may have one name.
        "evidence": sorted((e.kind, e.name, _evidence_of(store, tenant, e.id)) for e in entities),
        "reasons": sorted(
            (r.type, names[r.source_id], names[r.target_id], _evidence_of(store, tenant, r.id))
            for r in relationships
        ),
    }


def _evidence_of(store: EntityStore, tenant: str, subject_id: str) -> list[tuple[Any, ...]]:
    rows = store.list_evidence(tenant, subject_id, after=None, limit=10_000)
    return sorted((row.item_id, row.item_revision, row.item_title, row.span) for row in rows)


@dataclass
class Backend:
    """A store with its index."""

    store: EntityStore
    index: TextIndex

    def observe(self, *items: Item) -> set[str]:
        """Takes in the items, all of one tenant."""
        return self.store.observe(items[0].tenant, [feed_facts(item) for item in items])


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Every adapter in turn."""
    if request.param == "memory":
        memory = MemoryStore()
        yield Backend(memory, memory)
        return
    yield from _sql(request.param, tmp_path)


@pytest.fixture(params=engines.ENGINES)
def sql_backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Both engines in turn."""
    yield from _sql(request.param, tmp_path)


def _sql(engine: engines.Engine, folder: Path) -> Iterator[Backend]:
    url = engines.fresh_database(engine, folder, prepare=migrated)
    database = Database(url)
    yield Backend(SqlStore(database), text_index(database))
    database.close()
    engines.drop_database(url)


@pytest.fixture
def item() -> Callable[..., Item]:
    """Makes an item."""
    return make_item


@pytest.fixture
def graph() -> Callable[..., dict[str, Any]]:
    """Everything a store shows."""
    return graph_of

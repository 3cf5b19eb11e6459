"""No question about a few rows makes SQLite read all rows of a tenant."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tributary_entities.adapters.sql.store import SqlStore
from tributary_entities.adapters.text import text_index
from tributary_entities.domain import ranking
from tributary_entities.domain.extract.feed_facts import feed_facts
from tributary_entities.ports.entity_store import EvidenceKey, StrengthKey
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database

TENANT = "ours"
WHOLE_TENANT = re.compile(r"\(tenant=\?\)$")
WHOLE_TABLE = re.compile(r"^SCAN (entity|alias|relationship|evidence|item)\b")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'entities.db'}")
    migrate.upgrade(database, "tributary_entities:migrations")
    yield database
    database.close()


@pytest.fixture
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The SELECTs that are run while the test runs."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not many and statement.startswith("SELECT"):
            seen.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_plans(database: Database, item: Any, statements: list[tuple[str, Any]]) -> None:
    store, index = SqlStore(database), text_index(database)
    first = item("item_1", authors=["Jane Doe"], categories=["AI"])
    store.observe(TENANT, [feed_facts(first)])
    store.observe(TENANT, [feed_facts(item("item_1", 2, authors=["Jane Doe"], categories=["Law"]))])
    mentioned = store.list_entities(TENANT, kind="", item_id="item_1", after=None, limit=9)
    for entity in store.get_entities(TENANT, [entity.id for entity in mentioned]):
        neighbours = store.list_neighbours(TENANT, entity.id, type_="", after=None, limit=9)
        strongest = StrengthKey(9, neighbours[0].relationship.id)
        store.list_neighbours(TENANT, entity.id, type_="", after=strongest, limit=9)
        (row,) = store.list_evidence(TENANT, entity.id, after=None, limit=9)
        place = EvidenceKey(row.item_first_seen_at, row.item_id, row.number)
        store.list_evidence(TENANT, entity.id, after=place, limit=9)
        store.list_relationships(TENANT, type_="", source_id=entity.id, target_id="", after=None, limit=9)
    index.search(TENANT, ranking.parse("jane d"), kind="", item_id="item_1", after=None, limit=9)
    asked = list(statements)
    with database.read() as connection:
        for statement, values in asked:
            if "sqlite_master" in statement:
                continue
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            bad = [step for step in plan if WHOLE_TENANT.search(step) or WHOLE_TABLE.search(step)]
            assert not bad, statement

"""Every store on memory, SQLite and PostgreSQL: one suite for all three."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tributary_gateway.adapters.memory import MemoryFailureStore, MemorySessionStore, MemoryUserStore
from tributary_gateway.adapters.sql.failure_store import SqlFailureStore
from tributary_gateway.adapters.sql.session_store import SqlSessionStore
from tributary_gateway.adapters.sql.user_store import SqlUserStore
from tributary_gateway.ports.failure_store import FailureStore
from tributary_gateway.ports.session_store import SessionStore
from tributary_gateway.ports.user_store import UserStore
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_testkit import engines


@dataclass
class Stores:
    """The three stores on one engine."""

    users: UserStore
    sessions: SessionStore
    failures: FailureStore


def migrated(url: str) -> None:
    database = Database(url)
    migrate.upgrade(database, "tributary_gateway:migrations")
    database.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    if request.param == "memory":
        yield Stores(MemoryUserStore(), MemorySessionStore(), MemoryFailureStore())
        return
    url = engines.fresh_database(request.param, tmp_path, migrated)
    database = Database(url)
    yield Stores(SqlUserStore(database), SqlSessionStore(database), SqlFailureStore(database))
    database.close()
    engines.drop_database(url)

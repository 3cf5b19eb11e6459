"""The pytest plugin: real engines, each database new.

A test that takes `database_url` runs once for each engine; one that takes `sqlite_url` or `postgres_url`
runs on that one. A missing engine is a failure, never a skip.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tributary_testkit import engines

_session = pytest.StashKey[engines.Session]()


def pytest_configure(config: pytest.Config) -> None:
    """Opens the session in the main process; its workers inherit it by the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.stash[_session] = engines.Session()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes this process's templates, and ends what the session started."""
    engines.drop_templates()
    session = config.stash.get(_session, None)
    if session is not None:
        session.close()


@pytest.fixture(params=engines.ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database on each engine in turn."""
    url = engines.fresh_database(request.param, tmp_path)
    yield url
    engines.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A new SQLite file."""
    return engines.fresh_database("sqlite", tmp_path)


@pytest.fixture
def postgres_url(tmp_path: Path) -> Iterator[str]:
    """A new database on PostgreSQL."""
    url = engines.fresh_database("postgresql", tmp_path)
    yield url
    engines.drop_database(url)

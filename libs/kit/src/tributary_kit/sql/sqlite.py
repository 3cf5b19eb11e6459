"""What SQLite needs: pragmas, transactions that are begun by us, and time limits."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tributary_kit import deadline

_STEPS_BETWEEN_CHECKS = 20_000
_BUSY_MILLISECONDS = 5000
_WAL_PAUSE = 0.01
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 67108864",
)


def attach(engine: sa.Engine, *, read_only: bool = False) -> None:
    """Prepares every connection of the engine; a read-only one refuses each write."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin or commit on its own
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _use_wal(connection)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        connection.set_progress_handler(_is_over, _STEPS_BETWEEN_CHECKS)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin_read if read_only else _begin_write)


def _use_wal(connection: Any) -> None:
    # Connections that switch a new file at the same moment are refused at once, whatever the busy timeout.
    until = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_WAL_PAUSE)


def _is_over() -> bool:
    """Called by SQLite while a statement runs; True interrupts it."""
    return deadline.remaining() == 0.0


def _begin_read(connection: sa.Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.execute("BEGIN")


def _begin_write(connection: sa.Connection) -> None:
    # Other processes may hold the file: wait for them, but not longer than the caller does.
    left = deadline.remaining()
    patience = _BUSY_MILLISECONDS if left is None else min(_BUSY_MILLISECONDS, int(left * 1000))
    if connection.info.get("patience") != patience:
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA busy_timeout = {patience}")
        connection.info["patience"] = patience
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def resting_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """Lets foreign keys rest in the transaction that is begun inside. Raises RuntimeError if one is broken.

    SQLite alters a table by copying and dropping it, which would fire the keys' cascades.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    event.listen(connection, "commit", _check_foreign_keys)
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: sa.Connection) -> None:
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"The migration breaks a foreign key of the table {broken[0]}.")

"""Turns a driver's errors into ours, in our own words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tributary_kit import deadline, logs
from tributary_kit.errors import Conflict, DeadlineExceeded, TributaryError, Unavailable

_log = logs.get(__name__)
_MAX_TEXT = 500

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_CANCELLED = {"57014"}
_RETRY = {"40001", "40P01"}
_AWAY = ("08", "53", "57P", "58")
_LOCK_NOT_AVAILABLE = "55P03"
_NO_SUCH = {"42P01", "42703"}  # a table, a column

_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_DISK = {"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY"}
_NO_SUCH_TEXT = ("no such table", "no such column")
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


@contextmanager
def translated(*, writing: bool) -> Iterator[None]:
    """Raises Unavailable, DeadlineExceeded or Conflict for faults of the server, the disk or the moment.

    IntegrityError passes: the adapter that wrote the row knows what it means. So do errors that only a fault
    in our own statements can cause.
    """
    try:
        yield
    except IntegrityError:
        raise
    except PoolTimeout as error:
        raise Unavailable("All connections to the database are in use.") from error
    except DBAPIError as error:
        ours = _meaning(error, writing=writing)
        if ours is None:
            raise
        if isinstance(ours, Unavailable):
            _log.warning("database fault", error=str(error.orig)[:_MAX_TEXT])
        raise ours from error


def is_lock_timeout(error: DBAPIError) -> bool:
    """Whether PostgreSQL gave up waiting for a lock."""
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _meaning(error: DBAPIError, *, writing: bool) -> TributaryError | None:
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        name = getattr(origin, "sqlite_errorname", None) or ""
        # A read that tries to write is our own fault, not the disk's.
        if name == "SQLITE_ERROR" and str(origin).startswith(_NO_SUCH_TEXT):
            return _old_schema()
        return None if name == "SQLITE_READONLY" and not writing else _sqlite_meaning(name)
    return _postgres_meaning(error, getattr(origin, "sqlstate", None))


def _old_schema() -> Unavailable:
    return Unavailable(
        "The database's schema is older than this release.",
        remedy="Run this release's `migrate` on the database; the service then goes on by itself.",
    )


def _sqlite_meaning(name: str) -> TributaryError | None:
    primary = "_".join(name.split("_")[:2])
    if primary == "SQLITE_INTERRUPT" or (primary in _BUSY and deadline.remaining() == 0.0):
        return DeadlineExceeded("The database did not answer in the time allowed.")
    if primary in _BUSY:
        return Unavailable("The database is busy with other writes.")
    if primary in _DISK:
        return Unavailable("The database's disk is full or cannot be used.", remedy="Free space on the disk.")
    if primary in _DAMAGED:
        return Unavailable("The database file is damaged.", remedy="Restore it from a backup.")
    return None


def _postgres_meaning(error: DBAPIError, state: str | None) -> TributaryError | None:
    if state in _CANCELLED:
        return DeadlineExceeded("The database did not answer in the time allowed.")
    if state in _RETRY:
        return Conflict("Another change was made to the same rows at the same time.")
    if state == _LOCK_NOT_AVAILABLE:
        return Unavailable("The database is busy with other writes.")
    if state in _NO_SUCH:
        return _old_schema()
    lost = error.connection_invalidated or (state is None and isinstance(error, OperationalError))
    if lost and deadline.remaining() == 0.0:
        return DeadlineExceeded("The database did not answer in the time allowed.")
    if lost or (state or "").startswith(_AWAY):
        return Unavailable("The database cannot be reached.")
    return None

"""One database, reached by its URL: `sqlite:///path` or `postgresql+psycopg://…`.

Transactions are begun by our own statements (`BEGIN`, `BEGIN IMMEDIATE`, `BEGIN READ ONLY`): both drivers
are set to leave that alone, so that reads are truly read-only, a SQLite writer takes its lock at the
start, and PostgreSQL learns its time limit without a round trip of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from tributary_kit.errors import Invalid
from tributary_kit.sql import slow, sqlite
from tributary_kit.sql.faults import translated
from tributary_kit.sql.locks import Slots, writer_lock
from tributary_kit.sql.types import decode_json, encode_json

Dialect = Literal["sqlite", "postgresql"]

PATIENCE = 5.0
"""Seconds that a call without a deadline waits for a connection or for the writer's turn."""


class Database:
    """A database and its connections. Safe to share between threads.

    Every connection comes as a transaction that ends with the `with` block. Faults of the server, the disk
    and the moment leave as Unavailable, DeadlineExceeded or Conflict; IntegrityError stays SQLAlchemy's.
    Nothing is opened before the first use.
    """

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.url = parse_url(url)
        self._slots = Slots(pool_size)
        if self.url.get_backend_name() == "sqlite":
            self.dialect: Dialect = "sqlite"
            self.engine = _engine(self.url, 1)
            self._reader = _engine(self.url, pool_size)
            self._turn = writer_lock(_prepared_file(self.url)).held
            sqlite.attach(self.engine)
            sqlite.attach(self._reader, read_only=True)
        else:
            from tributary_kit.sql import postgres  # the driver costs time and memory that SQLite can spare

            self.dialect = "postgresql"
            self.engine = _engine(self.url, pool_size, connect_args=postgres.CONNECT)
            self._reader = self.engine.execution_options(tributary_read_only=True)
            self._turn = self._slots.taken
            postgres.attach(self.engine)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A read-only transaction on one snapshot of SQLite, or with PostgreSQL's READ COMMITTED."""
        with translated(writing=False), self._slots.taken(PATIENCE), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, foreign_keys: bool = True) -> Iterator[sa.Connection]:
        """A transaction that commits at the end, or rolls back when an error leaves the block.

        On SQLite there is one writer at a time, and writing inside a write is refused. A migration may let
        SQLite's foreign keys rest until the end, where they are checked.
        """
        with translated(writing=True), self._turn(PATIENCE), self.engine.connect() as connection:
            resting = nullcontext() if foreign_keys else sqlite.resting_foreign_keys(connection)
            with resting, connection.begin():
                yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """An ORM session on a read-only transaction; its objects stay readable afterwards."""
        with self.read() as connection, Session(connection, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write_session(self) -> Iterator[Session]:
        """An ORM session on a write transaction; flushed and committed at the end."""
        with self.write() as connection, Session(connection, expire_on_commit=False) as session:
            yield session
            session.flush()

    def close(self) -> None:
        """Closes the idle connections."""
        self.engine.dispose()
        self._reader.dispose()


def parse_url(url: str) -> URL:
    """The parts of a database URL. Raises Invalid, without the URL's text, when nobody here can open it."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Invalid("The database URL cannot be read.", remedy=_URL_REMEDY) from None
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    file = parsed.drivername == "sqlite" and parsed.database and parsed.database != ":memory:"
    if not file and parsed.drivername != "postgresql+psycopg":
        raise Invalid("The database URL names a database that is not supported.", remedy=_URL_REMEDY)
    return parsed


_URL_REMEDY = "Use sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/name."


def _engine(url: URL, pool_size: int, **more: Any) -> sa.Engine:
    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        json_serializer=encode_json,
        json_deserializer=decode_json,
        hide_parameters=True,
        **more,
    )
    slow.watch(engine)
    return engine


def _prepared_file(url: URL) -> str:
    path = Path(url.database or "").resolve()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(
            f"The database {path} cannot be opened: {error.strerror}.",
            remedy="Make TRIBUTARY_HOME writable, or name another database.",
        ) from None
    return str(path)

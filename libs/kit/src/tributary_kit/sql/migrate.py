"""Schemas over time: Alembic, run from package data, without an ini file and without touching the logging.

A service keeps its migrations in a package folder, named like `tributary_ingest:migrations`. Its `env.py` is

    from tributary_kit.sql.migrate import run_env

    run_env()

and its revisions lie in `versions/`, named `NNNN_pre_what.py` (expands, before the new release starts) or
`NNNN_post_what.py` (contracts, after the old release is gone), with `NNNN` as the revision's id.

Alembic is imported only when there is something to migrate: it costs a tenth of a second and 8 MiB, and
most starts find their schema at head.
"""

import re
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tributary_kit.errors import Unavailable
from tributary_kit.sql.compare import diff
from tributary_kit.sql.engine import Database
from tributary_kit.sql.faults import is_lock_timeout, translated

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "check_at_head",
    "current",
    "diff",
    "downgrade",
    "file_name_faults",
    "head",
    "run_env",
    "upgrade",
    "version_table",
]

_LOCK_TIMEOUT = "2s"
_LOCK_TRIES = 5
_LOCK_PAUSE = 1.0
_PATIENCE = 60.0
_alembic = threading.Lock()  # Alembic keeps the migration under way in a global
_FILE_NAME = re.compile(r"^(\d{4})_(pre|post)_[a-z0-9_]+\.py$")


def upgrade(database: Database, script_location: str, revision: str = "head") -> None:
    """Brings the schema to `revision`. Safe when several replicas do it at once, and when it was interrupted.

    A schema that is ahead of this release's last revision stays as it is. Raises Unavailable when another
    replica or a table's lock keeps it waiting too long.
    """
    if revision == "head" and current(database, script_location) == head(script_location):
        return
    with _alembic, translated(writing=True):
        for _ in range(_LOCK_TRIES - 1):
            try:
                _upgrade(database, script_location, revision)
            except OperationalError as error:
                if not is_lock_timeout(error):
                    raise
                time.sleep(_LOCK_PAUSE)  # lets the traffic through that queued up behind our lock
            else:
                return
        _upgrade(database, script_location, revision)


def downgrade(database: Database, script_location: str, revision: str) -> None:
    """Takes the schema back to `revision`, or to nothing with `base`."""
    from alembic import command

    with _alembic, translated(writing=True), _exclusive(database, script_location) as connection:
        config = _config(script_location)
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


@cache
def head(script_location: str) -> str | None:
    """The last revision this release knows, None when there is none."""
    names = (file.name for file in _folder(script_location).joinpath("versions").iterdir())
    return max((name[:4] for name in names if _FILE_NAME.match(name)), default=None)


def current(database: Database, script_location: str) -> str | None:
    """The revision the database is at, None before the first."""
    with database.read() as connection:
        return _revision(connection, script_location)


def check_at_head(database: Database, script_location: str) -> None:
    """Raises Unavailable while the schema is older than this release needs; a newer one is fine."""
    here, needed = current(database, script_location), head(script_location)
    if here != needed and not _ahead(here, needed):
        raise Unavailable(
            f"The database's schema is at revision {here or 'none'}, and {needed} is needed.",
            remedy="Run this release's `migrate` on the database; the service then goes on by itself.",
        )


def run_env() -> None:
    """The whole of a service's `env.py`."""
    from alembic import context

    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        version_table=context.config.attributes["version_table"],
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def file_name_faults(script_location: str) -> list[str]:
    """The revision files whose name, number or order breaks the rule; an empty list when all is well."""
    from alembic.script import ScriptDirectory

    revisions = list(ScriptDirectory.from_config(_config(script_location)).walk_revisions())
    names = {revision.revision: revision.path.rsplit("/", 1)[-1] for revision in revisions}
    faults = [name for id_, name in names.items() if not _named_well(name, id_)]
    expected = [f"{number:04}" for number in range(1, len(names) + 1)]
    if sorted(names) != expected:
        faults.append(f"revisions are numbered {sorted(names)}")
    return faults


def version_table(script_location: str) -> str:
    """The table that holds the revision: `ingest_schema_version` for `tributary_ingest:migrations`."""
    package = script_location.split(":", maxsplit=1)[0]
    return f"{package.rsplit('.', 1)[-1].removeprefix('tributary_')}_schema_version"


def _upgrade(database: Database, script_location: str, revision: str) -> None:
    with _exclusive(database, script_location) as connection:
        # Asked on another connection: Alembic wants to begin this one's transactions itself.
        if _ahead(current(database, script_location), head(script_location)):
            return
        from alembic import command

        config = _config(script_location)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _named_well(name: str, revision: str) -> bool:
    match = _FILE_NAME.match(name)
    return match is not None and match[1] == revision


def _ahead(here: str | None, needed: str | None) -> bool:
    return (here or "") > (needed or "")


def _folder(script_location: str) -> Traversable:
    package, *path = script_location.split(":")
    return resources.files(package).joinpath(*path)


def _config(script_location: str) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder(script_location)).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["version_table"] = version_table(script_location)
    return config


def _revision(connection: sa.Connection, script_location: str) -> str | None:
    name = version_table(script_location)
    if not sa.inspect(connection).has_table(name):
        return None
    return connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(name))).scalar()


@contextmanager
def _exclusive(database: Database, script_location: str) -> Iterator[sa.Connection]:
    """A connection on which nobody else migrates this schema at the same time."""
    open_connection = _exclusive_sqlite if database.dialect == "sqlite" else _exclusive_postgres
    with open_connection(database, version_table(script_location)) as connection:
        yield connection


@contextmanager
def _exclusive_sqlite(database: Database, _name: str) -> Iterator[sa.Connection]:
    """All in one BEGIN IMMEDIATE. Foreign keys rest meanwhile: SQLite alters a table by replacing it."""
    with database.write(foreign_keys=False) as connection:
        yield connection


@contextmanager
def _exclusive_postgres(database: Database, name: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(
        database.url, poolclass=NullPool, connect_args={"application_name": "tributary"}
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{_LOCK_TIMEOUT}'")
        _take_advisory_lock(connection, zlib.crc32(name.encode()))
        yield connection
        connection.commit()


def _take_advisory_lock(connection: sa.Connection, key: int) -> None:
    # Asked for again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY of the other.
    until = time.monotonic() + _PATIENCE
    while not connection.execute(sa.select(sa.func.pg_try_advisory_lock(key))).scalar():
        connection.commit()
        if time.monotonic() > until:
            raise Unavailable("Another process is migrating the database.")
        time.sleep(0.1)
    connection.commit()

"""Whether a migrated database is what the metadata declares.

The metadata is created afresh beside it on the same engine, and both are read back from the catalogue: so
both are in the engine's own words, the texts of checks and defaults included.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint, ReflectedIndex
from sqlalchemy.pool import StaticPool

from tributary_kit.sql.engine import Database

_SCHEMA = "tributary_compare"


def diff(database: Database, metadata: sa.MetaData, ignore: Iterable[str] = ()) -> list[str]:
    """What differs, one line each: `- …` is only in the database, `+ …` only declared. Empty when alike.

    Tables whose name fits a pattern of `ignore` stay out, and so does Alembic's own.
    """
    patterns = (*ignore, "*_schema_version")
    with database.read() as connection:
        here = _describe(connection, None, patterns)
    with _fresh(database, metadata) as (connection, schema):
        declared = _describe(connection, schema, patterns)
    return [f"- {line}" for line in sorted(here - declared)] + [
        f"+ {line}" for line in sorted(declared - here)
    ]


@contextmanager
def _fresh(database: Database, metadata: sa.MetaData) -> Iterator[tuple[sa.Connection, str | None]]:
    """A connection to an empty place in which the metadata was created."""
    if database.dialect == "sqlite":
        engine = sa.create_engine("sqlite://", poolclass=StaticPool)
        with engine.begin() as connection:
            metadata.create_all(connection)
            yield connection, None
        engine.dispose()
        return
    with database.engine.connect() as connection:
        connection.execute(sa.schema.CreateSchema(_SCHEMA))
        moved = connection.execution_options(schema_translate_map={None: _SCHEMA})
        metadata.create_all(moved)
        yield connection, _SCHEMA
        connection.rollback()


def _describe(connection: sa.Connection, schema: str | None, ignore: Iterable[str]) -> set[str]:
    inspector = sa.inspect(connection)
    names = [
        name
        for name in inspector.get_table_names(schema)
        if not any(fnmatch(name, pattern) for pattern in ignore)
    ]
    lines = {f"{name}: {line}" for name in names for line in _table(inspector, name, schema)}
    if connection.dialect.name == "sqlite":
        lines |= {f"{name}: strict" for name in names if _is_strict(connection, name)}
    return {line.replace(f"{schema}.", "") for line in lines} if schema else lines


def _table(inspector: sa.Inspector, name: str, schema: str | None) -> Iterator[str]:
    for column in inspector.get_columns(name, schema):
        kind = column["type"].compile(inspector.dialect)
        nullable = "" if column["nullable"] else " not null"
        more = {key: column.get(key) for key in ("default", "computed", "identity") if column.get(key)}
        yield f"column {column['name']} {kind}{nullable} {more or ''}".rstrip()
    key = inspector.get_pk_constraint(name, schema)
    yield f"primary key {key['name']} {key['constrained_columns']}"
    for check in inspector.get_check_constraints(name, schema):
        yield f"check {check['name']} {' '.join(check['sqltext'].split())}"
    for unique in inspector.get_unique_constraints(name, schema):
        yield f"unique {unique['name']} {unique['column_names']}"
    yield from map(_foreign_key, inspector.get_foreign_keys(name, schema))
    yield from map(_index, inspector.get_indexes(name, schema))


def _foreign_key(key: ReflectedForeignKeyConstraint) -> str:
    target = f"{key['referred_table']} {key['referred_columns']}"
    return f"foreign key {key['name']} {key['constrained_columns']} to {target} {key.get('options') or ''}"


def _index(index: ReflectedIndex) -> str:
    given: dict[str, Any] = index.get("dialect_options", {})
    options = {name: str(text) for name, text in given.items()}
    columns = index.get("expressions") or index["column_names"]
    unique = "unique " if index["unique"] else ""
    sorting = index.get("column_sorting") or ""
    return f"{unique}index {index['name']} {columns} {sorting} {options or ''}".rstrip()


def _is_strict(connection: sa.Connection, name: str) -> bool:
    query = sa.text("SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = :name")
    return bool(connection.execute(query, {"name": name}).scalar())

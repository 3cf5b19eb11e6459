"""Many rows at once, at the driver's own speed: SQLAlchemy's work for each row costs as much as SQLite's.

The table's types still decide how a value is written; only the way there is shorter.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Columns = Mapping[str, Sequence[Any]]
Process = Callable[[Any], Any] | None


def insert_columns(
    connection: sa.Connection, table: sa.Table, columns: Columns, *, known: str | None = None
) -> int:
    """Inserts rows given column by column, all of one length; gives back how many were written.

    With `known`, the name of a unique column, rows whose value is there already are passed over.
    """
    statement, processes = _prepared(connection.dialect, table, tuple(columns), known)
    values = [_written(process, column) for process, column in zip(processes, columns.values(), strict=True)]
    rows = list(zip(*values, strict=True))
    return connection.exec_driver_sql(statement, rows).rowcount if rows else 0


def _written(process: Process, column: Sequence[Any]) -> Iterable[Any]:
    """The values as the driver takes them; one that is repeated, such as a moment, is converted once."""
    if process is None:
        return column
    done: dict[int, Any] = {}
    for value in column:
        if id(value) not in done:
            done[id(value)] = process(value)
    return [done[id(value)] for value in column]


@lru_cache(maxsize=256)
def _prepared(
    dialect: Dialect, table: sa.Table, names: tuple[str, ...], known: str | None
) -> tuple[str, list[Process]]:
    place = "?" if dialect.name == "sqlite" else "%s"
    quote = dialect.identifier_preparer
    listed = ", ".join(quote.format_column(table.c[name]) for name in names)
    places = ", ".join([place] * len(names))
    statement = f"INSERT INTO {quote.format_table(table)} ({listed}) VALUES ({places})"  # noqa: S608
    if known is not None:
        statement += f" ON CONFLICT ({quote.format_column(table.c[known])}) DO NOTHING"
    return statement, [_process(table.c[name].type, dialect) for name in names]


def _process(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).bind_processor(dialect)

"""Column types and checks that mean the same on SQLite and PostgreSQL.

Tables are declared with `STRICT`, so that SQLite refuses a text in a number's column as PostgreSQL does.
Its strict tables know only INTEGER, REAL, TEXT and BLOB: use the types below, and `sqlalchemy.Text`,
`Integer` and `LargeBinary`.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

STRICT: dict[str, Any] = {"sqlite_strict": sqlite3.sqlite_version_info >= (3, 37)}
"""Table arguments: `Table(…, **STRICT)`, or the last element of a model's `__table_args__`."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that a later migration can find them: `MetaData(naming_convention=NAMING)`."""

BigInt = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits on both engines."""

Double: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
"""A float of 64 bits on both engines."""

decode_json = msgspec.json.Decoder().decode
_encoder = msgspec.json.Encoder()


def encode_json(value: Any) -> str:
    """Compact JSON text. Raises ValueError for a NUL, which PostgreSQL's jsonb cannot hold."""
    text = _encoder.encode(value).decode()
    if "\\u0000" in text:
        raise ValueError("The text holds a NUL.")
    return text


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Takes aware datetimes only (else ValueError), gives them back in UTC."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = sa.Text() if dialect.name == "sqlite" else sa.TIMESTAMP(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A datetime without a time zone.")
        utc = value.astimezone(UTC)
        # Of fixed width, so that SQLite compares and sorts the text rightly.
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """Anything JSON can say; None is NULL. Text on SQLite, jsonb on PostgreSQL."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = sa.Text() if dialect.name == "sqlite" else JSONB(none_as_null=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return encode_json(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return decode_json(value) if value is not None and dialect.name == "sqlite" else value


class Flag(TypeDecorator[bool]):
    """True or false. SQLite keeps 1 or 0."""

    impl = sa.Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Integer() if dialect.name == "sqlite" else sa.Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name != "sqlite" else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002
        return None if value is None else bool(value)


class _CleanText(sa.ColumnElement[bool]):
    """`column` has an allowed length and no NUL; PostgreSQL's text cannot hold one anyway."""

    inherit_cache = False

    def __init__(self, column: str, least: int, most: int | None) -> None:
        size = (
            f"length({column}) >= {least}" if most is None else f"length({column}) BETWEEN {least} AND {most}"
        )
        self.postgres = size
        self.sqlite = f"{size} AND instr({column}, char(0)) = 0"


@compiles(_CleanText)
def _compile_clean_text(element: _CleanText, compiler: Any, **_: Any) -> str:
    return element.sqlite if compiler.dialect.name == "sqlite" else element.postgres


def text_check(column: str, *, least: int = 1, most: int | None = None) -> sa.CheckConstraint:
    """A CHECK named `<column>_text`: between `least` and `most` characters, and no NUL."""
    return sa.CheckConstraint(_CleanText(column, least, most), name=f"{column}_text")


def one_of(column: str, words: Iterable[str]) -> sa.CheckConstraint:
    """A CHECK named `<column>_one_of`: one of the given words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_one_of")

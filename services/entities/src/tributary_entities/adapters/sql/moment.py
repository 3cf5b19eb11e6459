"""A column type for moments in rows that are written by the million."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from tributary_entities.domain.moments import to_moment, to_number


class Moment(TypeDecorator[datetime]):
    """A moment in 8 bytes: a timestamp, or on SQLite microseconds since 1970."""

    impl = sa.Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = sa.Integer() if dialect.name == "sqlite" else sa.TIMESTAMP(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return to_number(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return to_moment(value) if isinstance(value, int) else value

"""Failed logins in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from tributary_kit.sql.bulk import Columns, insert_columns
from tributary_kit.sql.engine import Database

from tributary_gateway.adapters.sql.tables import FailureRow
from tributary_gateway.domain.throttle import FORGOTTEN_AFTER, Failures

_table = FailureRow.metadata.tables[FailureRow.__tablename__]


class SqlFailureStore:
    """See the port. Table `login_failure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, keys: Sequence[str]) -> dict[str, Failures]:
        with self._database.session() as session:
            rows = session.scalars(select(FailureRow).where(FailureRow.key.in_(keys)))
            return {row.key: Failures(row.count, row.last_at) for row in rows}

    def add(self, keys: Sequence[str], now: datetime) -> None:
        # In one order always, so that two of these cannot wait for each other.
        ordered = sorted(keys)
        with self._database.write_session() as session:
            session.execute(delete(FailureRow).where(FailureRow.last_at <= now - FORGOTTEN_AFTER))
            rows: Columns = {"key": ordered, "count": [0] * len(ordered), "last_at": [now] * len(ordered)}
            insert_columns(session.connection(), _table, rows, known=["key"])
            query = select(FailureRow).where(FailureRow.key.in_(ordered)).order_by(FailureRow.key)
            for row in session.scalars(query.with_for_update()):
                row.count, row.last_at = row.count + 1, now

    def clear(self, key: str) -> None:
        with self._database.write_session() as session:
            session.execute(delete(FailureRow).where(FailureRow.key == key))

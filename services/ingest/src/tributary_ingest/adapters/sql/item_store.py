"""ItemStore on SQL."""

from typing import Any

import sqlalchemy as sa
from tributary_kit.errors import NotFound
from tributary_kit.sql.engine import Database

from tributary_ingest.adapters.sql.models import REVISIONS, CounterRow, ItemRow, RevisionRow
from tributary_ingest.adapters.sql.rows import ITEM_COLUMNS, item_of
from tributary_ingest.domain.item import Item


class SqlItemStore:
    """See ItemStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def item(self, tenant: str, item_id: str) -> Item:
        with self._database.read() as connection:
            row = connection.execute(_newest(tenant).where(ItemRow.id == item_id)).one_or_none()
        if row is None:
            raise _no_item()
        return item_of(row)

    def items(
        self, tenant: str, limit: int, before: str = "", *, feed_id: str = "", source_id: str = ""
    ) -> list[Item]:
        query = _newest(tenant).order_by(ItemRow.id.desc()).limit(limit)
        if before:
            query = query.where(ItemRow.id < before)
        if feed_id:
            query = query.where(ItemRow.feed_id == feed_id)
        if source_id:
            query = query.where(ItemRow.source_id == source_id)
        with self._database.read() as connection:
            return [item_of(row) for row in connection.execute(query)]

    def revisions(self, tenant: str, item_id: str, limit: int, before: int = 0) -> list[Item]:
        query = _all(tenant).where(ItemRow.id == item_id).order_by(RevisionRow.revision.desc()).limit(limit)
        if before:
            query = query.where(RevisionRow.revision < before)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        if not rows and not before:
            raise _no_item()
        return [item_of(row) for row in rows]

    def position(self) -> int:
        query = sa.select(CounterRow.value).where(CounterRow.name == REVISIONS)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def stored_after(self, tenant: str, position: int, limit: int) -> list[tuple[int, Item]]:
        query = _all(tenant).where(RevisionRow.tenant == tenant, RevisionRow.seq > position)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(RevisionRow.seq).limit(limit))
            return [(row.seq, item_of(row)) for row in rows]


def _all(tenant: str) -> sa.Select[Any]:
    joined = sa.join(ItemRow, RevisionRow, RevisionRow.item_id == ItemRow.id)
    return sa.select(*ITEM_COLUMNS).select_from(joined).where(ItemRow.tenant == tenant)


def _newest(tenant: str) -> sa.Select[Any]:
    return _all(tenant).where(RevisionRow.revision == ItemRow.revision)


def _no_item() -> NotFound:
    return NotFound("There is no such item.")

"""SourceStore on SQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from tributary_kit.errors import AlreadyExists, NotFound
from tributary_kit.sql.bulk import insert_columns
from tributary_kit.sql.engine import Database

from tributary_ingest.adapters.sql.models import FEED, SOURCE, FeedRow, SourceRow
from tributary_ingest.adapters.sql.rows import (
    FEED_FIELDS,
    SOURCE_FIELDS,
    feed_of,
    feed_values,
    source_of,
    source_values,
)
from tributary_ingest.domain.feed import PAUSED, Feed
from tributary_ingest.domain.source import Source
from tributary_ingest.ports.source_store import ALL, FeedFilter

URLS_AT_ONCE = 500


class SqlSourceStore:
    """See SourceStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, sources: Sequence[Source], feeds: Sequence[Feed]) -> None:
        with _unique_urls(), self._database.write() as connection:
            insert_columns(connection, SOURCE, _columns(SOURCE_FIELDS, sources))
            insert_columns(connection, FEED, _columns(FEED_FIELDS, feeds))

    def add_feed(self, feed: Feed) -> None:
        with _unique_urls(), self._database.write_session() as session:
            _source(session, feed.tenant, feed.source_id)
            session.add(FeedRow(**feed_values(feed)))

    def source(self, tenant: str, source_id: str) -> Source:
        with self._database.session() as session:
            return source_of(_source(session, tenant, source_id))

    def sources(self, tenant: str, limit: int, after: str = "") -> list[Source]:
        query = sa.select(SourceRow).where(SourceRow.tenant == tenant, SourceRow.id > after)
        with self._database.session() as session:
            return [source_of(row) for row in session.scalars(query.order_by(SourceRow.id).limit(limit))]

    def change_source(self, tenant: str, source_id: str, change: Callable[[Source], Source]) -> Source:
        with self._database.write_session() as session:
            row = _source(session, tenant, source_id, lock=True)
            changed = change(source_of(row))
            _set(row, source_values(changed))
            return changed

    def delete_source(self, tenant: str, source_id: str) -> None:
        gone = sa.delete(SourceRow).where(SourceRow.tenant == tenant, SourceRow.id == source_id)
        with self._database.write() as connection:
            if not connection.execute(gone).rowcount:
                raise _no_source()

    def feed(self, tenant: str, feed_id: str) -> Feed:
        with self._database.session() as session:
            return feed_of(_feed(session, tenant, feed_id))

    def feeds(self, tenant: str, limit: int, after: str = "", where: FeedFilter = ALL) -> list[Feed]:
        query = sa.select(FeedRow).where(FeedRow.tenant == tenant, FeedRow.id > after, *_conditions(where))
        with self._database.session() as session:
            return [feed_of(row) for row in session.scalars(query.order_by(FeedRow.id).limit(limit))]

    def change_feed(self, tenant: str, feed_id: str, change: Callable[[Feed], Feed]) -> Feed:
        with _unique_urls(), self._database.write_session() as session:
            row = _feed(session, tenant, feed_id, lock=True)
            changed = change(feed_of(row))
            _set(row, {**feed_values(changed), "lease_token": None, "lease_until": None})
            return changed

    def delete_feed(self, tenant: str, feed_id: str) -> None:
        gone = sa.delete(FeedRow).where(FeedRow.tenant == tenant, FeedRow.id == feed_id)
        with self._database.write() as connection:
            if not connection.execute(gone).rowcount:
                raise no_feed()

    def watched(self, tenant: str, urls: Iterable[str]) -> dict[str, Feed]:
        wanted = list(urls)
        found: dict[str, Feed] = {}
        with self._database.session() as session:
            for start in range(0, len(wanted), URLS_AT_ONCE):
                some = FeedRow.url.in_(wanted[start : start + URLS_AT_ONCE])
                rows = session.scalars(sa.select(FeedRow).where(FeedRow.tenant == tenant, some))
                found.update((row.url, feed_of(row)) for row in rows)
        return found


def no_feed() -> NotFound:
    return NotFound("There is no such feed.")


def _no_source() -> NotFound:
    return NotFound("There is no such source.")


def _source(session: Session, tenant: str, source_id: str, *, lock: bool = False) -> SourceRow:
    query = sa.select(SourceRow).where(SourceRow.tenant == tenant, SourceRow.id == source_id)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise _no_source()
    return row


def _feed(session: Session, tenant: str, feed_id: str, *, lock: bool = False) -> FeedRow:
    query = sa.select(FeedRow).where(FeedRow.tenant == tenant, FeedRow.id == feed_id)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise no_feed()
    return row


def _conditions(where: FeedFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if where.source_id:
        conditions.append(FeedRow.source_id == where.source_id)
    if where.state == PAUSED:
        conditions.append(FeedRow.paused == sa.true())
    elif where.state:
        conditions.extend([FeedRow.paused == sa.false(), FeedRow.state == where.state])
    return conditions


def _columns(names: Sequence[str], things: Sequence[Source] | Sequence[Feed]) -> dict[str, list[Any]]:
    return {name: [getattr(thing, name) for thing in things] for name in names}


def _set(row: SourceRow | FeedRow, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


@contextmanager
def _unique_urls() -> Iterator[None]:
    """The only constraint that a caller can break is that a tenant watches a URL once."""
    try:
        yield
    except IntegrityError:
        raise AlreadyExists("This address is watched already.") from None

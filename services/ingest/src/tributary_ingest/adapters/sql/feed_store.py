"""FeedStore on SQL: the hot path, by Core statements on the models' tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from tributary_kit import failpoints
from tributary_kit.bus.port import Envelope
from tributary_kit.ids import new_id
from tributary_kit.sql.bulk import insert_columns
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages

from tributary_ingest.adapters import codec
from tributary_ingest.adapters.sql.models import (
    CLAIMS,
    COUNTER,
    FEED,
    ITEM,
    OUTBOX,
    REVISION,
    REVISIONS,
    SOURCE,
)
from tributary_ingest.adapters.sql.rows import (
    FEED_FIELDS,
    feed_of,
    feed_values,
    item_columns,
    revision_columns,
    source_of,
)
from tributary_ingest.adapters.sql.source_store import no_feed
from tributary_ingest.domain.decide import Known
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import Stamped
from tributary_ingest.ports.feed_store import Arrival, Changes, Lease, LeaseLost

KEYS_AT_ONCE = 500
_FREE: dict[str, Any] = {"lease_token": None, "lease_until": None}


class SqlFeedStore:
    """See FeedStore. Announcements go to the outbox; `request_id` marks them as made by this process."""

    def __init__(self, database: Database, outbox: Messages) -> None:
        self._database = database
        self._outbox = outbox

    def claim(self, now: datetime, until: datetime, limit: int, per_host: int) -> list[Lease]:
        with self._database.write() as connection:
            _count(connection, CLAIMS, 1)  # one claim at a time, so that the per-host limit holds
            ids = _due_ids(connection, now, limit, per_host)
            # Looked at again under a lock: a person may have paused one of them meanwhile.
            chosen = sa.select(FEED).where(FEED.c.id.in_(ids), FEED.c.next_fetch_at <= now, _free(now))
            rows = connection.execute(chosen.order_by(FEED.c.next_fetch_at, FEED.c.id).with_for_update())
            leases = [Lease(feed_of(row), new_id("lease")) for row in rows]
            _lease(connection, leases, until)
        return leases

    def claim_feed(self, tenant: str, feed_id: str, now: datetime, until: datetime) -> Lease | None:
        mine = sa.and_(FEED.c.tenant == tenant, FEED.c.id == feed_id)
        with self._database.write() as connection:
            row = connection.execute(sa.select(FEED).where(mine).with_for_update()).one_or_none()
            if row is None:
                raise no_feed()
            if row.lease_until is not None and row.lease_until > now:
                return None
            lease = Lease(feed_of(row), new_id("lease"))
            _lease(connection, [lease], until)
            return lease

    def renew(self, tokens: Sequence[str], now: datetime, until: datetime) -> None:
        held = sa.and_(FEED.c.lease_token.in_(tokens), FEED.c.lease_until > now)
        with self._database.write() as connection:
            connection.execute(FEED.update().where(held).values(lease_until=until))

    def release(self, leases: Iterable[Lease]) -> None:
        tokens = [lease.token for lease in leases]
        free = FEED.update().where(FEED.c.lease_token.in_(tokens)).values(_FREE)
        with self._database.write() as connection:
            connection.execute(free)

    def known(self, tenant: str, feed_id: str, entries: Sequence[Stamped]) -> list[Known]:
        found: dict[str, Known] = {}
        with self._database.read() as connection:
            for start in range(0, len(entries), KEYS_AT_ONCE):
                query = _known_query(tenant, feed_id, entries[start : start + KEYS_AT_ONCE])
                found.update({row.id: Known(*row) for row in connection.execute(query)})
        return list(found.values())

    def save(self, lease: Lease, feed: Feed, changes: Changes, now: datetime) -> None:
        with self._database.write() as connection:
            _write_feed(connection, lease, _without_taken_url(connection, lease.feed, feed), now)
            if changes.rekeyed:
                _rekey(connection, changes.rekeyed)
            if changes.arrivals:
                self._store(connection, feed, changes.arrivals)
            failpoints.hit("ingest.before-commit")
        failpoints.hit("ingest.after-commit")

    def due(self, now: datetime) -> int:
        with self._database.read() as connection:
            query = sa.select(sa.func.count()).select_from(FEED).where(FEED.c.next_fetch_at <= now)
            return connection.execute(query).scalar_one()

    def waiting(self, limit: int) -> int:
        some = sa.select(OUTBOX.c.seq).where(OUTBOX.c.quarantined_at.is_(None)).limit(limit).subquery()
        with self._database.read() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()

    def next_due(self) -> datetime | None:
        with self._database.read() as connection:
            return connection.execute(sa.select(_min_due())).scalar_one()

    def _store(self, connection: sa.Connection, feed: Feed, arrivals: list[Arrival]) -> None:
        first = [arrival for arrival in arrivals if arrival.item.revision == 1]
        later = [arrival for arrival in arrivals if arrival.item.revision > 1]
        if first:
            insert_columns(connection, ITEM, item_columns(first))
        if later:
            connection.execute(_NEXT_REVISION, [_next_revision(arrival) for arrival in later])
        last_seq = _count(connection, REVISIONS, len(arrivals))
        insert_columns(connection, REVISION, revision_columns(arrivals, last_seq))
        self._outbox.add(connection, _envelopes(connection, feed, arrivals))


def _min_due() -> sa.ColumnElement[datetime | None]:
    return sa.func.min(FEED.c.next_fetch_at, type_=FEED.c.next_fetch_at.type)


def _due_ids(connection: sa.Connection, now: datetime, limit: int, per_host: int) -> list[str]:
    """The longest due first, passing over hosts that are asked enough.

    Reads the index a handful at a time: each turn chooses at least one feed or ends.
    """
    asked = Counter({row.host: row.leases for row in connection.execute(_busy_hosts(now))})
    chosen: list[str] = []
    while len(chosen) < limit:
        full = [host for host, count in asked.items() if count >= per_host]
        rows = connection.execute(_due(now, full, chosen, 4 * limit)).all()
        for row in rows:
            if len(chosen) < limit and asked[row.host] < per_host:
                asked[row.host] += 1
                chosen.append(row.id)
        if len(rows) < 4 * limit:
            break
    return chosen


def _busy_hosts(now: datetime) -> sa.Select[Any]:
    leases = sa.func.count().label("leases")
    return sa.select(FEED.c.host, leases).where(FEED.c.lease_until > now).group_by(FEED.c.host)


def _due(now: datetime, full: list[str], chosen: list[str], limit: int) -> sa.Select[Any]:
    wanted = (FEED.c.next_fetch_at <= now, _free(now), FEED.c.host.not_in(full), FEED.c.id.not_in(chosen))
    in_order = (FEED.c.next_fetch_at, FEED.c.host, FEED.c.id)
    return sa.select(FEED.c.id, FEED.c.host).where(*wanted).order_by(*in_order).limit(limit)


def _free(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(FEED.c.lease_until.is_(None), FEED.c.lease_until <= now)


def _lease(connection: sa.Connection, leases: Iterable[Lease], until: datetime) -> None:
    rows = [{"feed": lease.feed.id, "token": lease.token, "until": until} for lease in leases]
    if rows:
        values: dict[str, Any] = {"lease_token": sa.bindparam("token"), "lease_until": sa.bindparam("until")}
        connection.execute(FEED.update().where(FEED.c.id == sa.bindparam("feed")).values(values), rows)


def _known_query(tenant: str, feed_id: str, entries: Sequence[Stamped]) -> sa.CompoundSelect[Any]:
    c = ITEM.c
    keys = {
        c.guid_key: [entry.guid_key for entry in entries if entry.guid_key],
        c.link_key: [entry.link_key for entry in entries if entry.link_key],
        c.content_hash: [entry.content_hash for entry in entries],
    }
    columns = (c.id, c.revision, c.guid_key, c.link_key, c.content_hash)
    # A UNION of three index look-ups: with OR, a planner without statistics reads all items of the feed.
    parts = [
        sa.select(*columns).where(c.tenant == tenant, c.feed_id == feed_id, column.in_(values))
        for column, values in keys.items()
        if values
    ]
    return sa.union(*parts)


def _write_feed(connection: sa.Connection, lease: Lease, feed: Feed, now: datetime) -> None:
    """First of all in the transaction: locks the feed, and makes sure that it is still ours."""
    values = {f"new_{name}": value for name, value in feed_values(feed).items()}
    held = {"held_id": feed.id, "held_token": lease.token, "held_at": now}
    if connection.execute(_WRITE_FEED, values | held).rowcount != 1:
        raise LeaseLost("The feed was changed while it was fetched, or the fetch took too long.")


# Statements that every fetch runs are made once: making them costs more than running them.
_WRITE_FEED = (
    FEED.update()
    .where(
        FEED.c.id == sa.bindparam("held_id"),
        FEED.c.lease_token == sa.bindparam("held_token"),
        FEED.c.lease_until > sa.bindparam("held_at"),
    )
    .values({**{name: sa.bindparam(f"new_{name}") for name in FEED_FIELDS}, **_FREE})
)
_SOURCE_OF = sa.select(SOURCE).where(SOURCE.c.id == sa.bindparam("source"))
_COUNT = (
    COUNTER.update()
    .where(COUNTER.c.name == sa.bindparam("counter"))
    .values(value=COUNTER.c.value + sa.bindparam("numbers"))
    .returning(COUNTER.c.value)
)


def _without_taken_url(connection: sa.Connection, before: Feed, feed: Feed) -> Feed:
    if feed.url == before.url:
        return feed
    taken = sa.select(FEED.c.id).where(FEED.c.tenant == feed.tenant, FEED.c.url == feed.url)
    return feed if connection.execute(taken).first() is None else feed.staying_at(before)


def _rekey(connection: sa.Connection, rekeyed: list[tuple[str, Stamped]]) -> None:
    rows = [{"item": item_id, **_guid(keys)} for item_id, keys in rekeyed]
    connection.execute(ITEM.update().where(ITEM.c.id == sa.bindparam("item")).values(_GUID), rows)


def _guid(keys: Stamped) -> dict[str, Any]:
    return {"new_guid": keys.entry.guid, "new_guid_key": keys.guid_key}


def _next_revision(arrival: Arrival) -> dict[str, Any]:
    keys = arrival.keys
    hashes = {"new_link_key": keys.link_key, "new_content_hash": keys.content_hash}
    return {"item": arrival.item.id, "new_revision": arrival.item.revision, **_guid(keys), **hashes}


_GUID: dict[str, Any] = {"guid": sa.bindparam("new_guid"), "guid_key": sa.bindparam("new_guid_key")}
_NEXT_REVISION = (
    ITEM.update()
    .where(ITEM.c.id == sa.bindparam("item"))
    .values(
        revision=sa.bindparam("new_revision"),
        link_key=sa.bindparam("new_link_key"),
        content_hash=sa.bindparam("new_content_hash"),
        **_GUID,
    )
)


def _count(connection: sa.Connection, name: str, numbers: int) -> int:
    """Takes numbers of a counter and returns the last; others wait for theirs until we have committed."""
    last: int = connection.execute(_COUNT, {"counter": name, "numbers": numbers}).scalar_one()
    return last


def _envelopes(connection: sa.Connection, feed: Feed, arrivals: list[Arrival]) -> list[Envelope]:
    row = connection.execute(_SOURCE_OF, {"source": feed.source_id}).one()
    source = codec.source_message(source_of(row))
    return [
        Envelope(
            id=codec.envelope_id(arrival.item),
            type=codec.ITEM_INGESTED,
            tenant=feed.tenant,
            key=arrival.item.id,
            occurred_at=arrival.item.seen_at,
            payload=codec.item_ingested(arrival.item, source, feed.title),
        )
        for arrival in arrivals
    ]

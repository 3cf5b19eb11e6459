"""Messages that wait in a table: the outbox of a service, or the queue of the `db` bus.

A message is added in the caller's transaction, leased by a pump, and deleted when it has been handed over.
One that fails is tried again after a growing pause, and quarantined with the reason after five tries.
Messages of one tenant and key are leased in order: while one of them is leased or pauses, the others wait.
"""

import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from tributary_kit.bus.port import Envelope, Rejection
from tributary_kit.clock import Clock
from tributary_kit.ids import new_id
from tributary_kit.sql.bulk import insert_columns
from tributary_kit.sql.engine import Database
from tributary_kit.sql.types import NAMING, STRICT, BigInt, UtcDateTime, encode_json, text_check

MAX_TRIES = 5
_LONGEST_DETAIL = 1000


def message_table(metadata: sa.MetaData, name: str) -> sa.Table:
    """Declares a table of messages.

    `seq` counts in the order of adding. `due_at` lies ahead while a message is leased, or pauses after a
    failed try; an empty one is due at once.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("seq", BigInt, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("occurred_at", UtcDateTime, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", UtcDateTime),
        sa.Column("lease_owner", sa.Text),
        sa.Column("detail", sa.Text),
        sa.Column("quarantined_at", UtcDateTime),
        text_check("id", most=64),
        text_check("type", most=200),
        text_check("tenant", most=64),
        text_check("key", most=200),
        text_check("request_id", least=0, most=128),
        _index(f"ix_{name}_waiting", "quarantined_at IS NULL", "seq"),
        _index(f"ix_{name}_busy", "due_at IS NOT NULL", "due_at"),
        _index(f"ix_{name}_quarantined", "quarantined_at IS NOT NULL", "tenant", "seq"),
        **STRICT,
    )


def _index(name: str, where: str, *columns: str) -> sa.Index:
    return sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def create_message_table(connection: sa.Connection, name: str) -> None:
    """Creates the table in a migration. Its first release; later changes are migrations of their own."""
    message_table(sa.MetaData(naming_convention=NAMING), name).create(connection)


@dataclass(frozen=True, slots=True)
class Lease:
    """Messages taken for a while, in order. False when there are none."""

    owner: str
    envelopes: Sequence[Envelope]
    tries: Mapping[str, int] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.envelopes)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that was given up. `seq` continues the list."""

    seq: int
    id: str
    type: str
    key: str
    tries: int
    detail: str
    quarantined_at: datetime


class Messages:
    """The messages in `table`. Thread-safe. Replicas must agree on `clock` to a second or so."""

    def __init__(self, database: Database, table: sa.Table, clock: Clock) -> None:
        self.database = database
        self._table = table
        self._clock = clock

    @property
    def name(self) -> str:
        """The table's name, for logs and metrics."""
        return self._table.name

    def add(self, connection: sa.Connection, envelopes: Sequence[Envelope]) -> int:
        """Adds messages in the caller's transaction, but no id twice. Returns how many were new."""
        return insert_columns(connection, self._table, _columns(envelopes), known=["id"])

    def put(self, envelopes: Sequence[Envelope]) -> int:
        """Adds messages in a transaction of their own."""
        with self.database.write() as connection:
            return self.add(connection, envelopes)

    def claim(self, limit: int, lease_seconds: float) -> Lease:
        """Leases up to `limit` messages that are due, in order. A lease not settled in time falls back."""
        now, owner = self._clock.now(), new_id("lease")
        if not self._any_due(now):
            return Lease(owner, [], {})
        table = self._table
        with self.database.write() as connection:
            self._one_claim_at_a_time(connection)
            rows = connection.execute(self._due(now).limit(limit).with_for_update(skip_locked=True)).all()
            chosen = _any_of(connection, table.c.seq, [row.seq for row in rows])
            until = now + timedelta(seconds=lease_seconds)
            connection.execute(table.update().where(chosen).values(lease_owner=owner, due_at=until))
        return Lease(owner, [_envelope(row) for row in rows], {row.id: row.tries for row in rows})

    def done(self, lease: Lease, ids: Sequence[str]) -> None:
        """Deletes messages that were handed over, unless the lease was lost meanwhile."""
        if ids:
            with self.database.write() as connection:
                connection.execute(self._table.delete().where(self._held(connection, lease, ids)))

    def release(self, lease: Lease, ids: Sequence[str]) -> None:
        """Gives messages back untried: they are due at once."""
        if ids:
            with self.database.write() as connection:
                held = self._held(connection, lease, ids)
                connection.execute(self._table.update().where(held).values(_FREE))

    def fail(self, lease: Lease, rejections: Sequence[Rejection]) -> int:
        """Counts a failed try of each; quarantines those that had five. Gives back how many were."""
        given_up = 0
        with self.database.write() as connection:
            for rejection in rejections:
                values = self._after_failure(lease.tries[rejection.id] + 1, rejection.detail)
                given_up += values["quarantined_at"] is not None
                held = self._held(connection, lease, [rejection.id])
                connection.execute(self._table.update().where(held).values(values))
        return given_up

    def quarantined(self, tenant: str, limit: int, after: int = 0) -> list[Quarantined]:
        """The tenant's quarantined messages, the oldest first, that follow the one with seq `after`."""
        c = self._table.c
        query = (
            sa.select(c.seq, c.id, c.type, c.key, c.tries, c.detail, c.quarantined_at)
            .where(c.tenant == tenant, c.quarantined_at.is_not(None), c.seq > after)
            .order_by(c.seq)
            .limit(limit)
        )
        with self.database.read() as connection:
            return [Quarantined(*row) for row in connection.execute(query)]

    def replay(self, tenant: str, ids: Sequence[str] = ()) -> int:
        """Puts the tenant's quarantined messages back, all or those named; gives back how many."""
        c = self._table.c
        chosen = sa.and_(c.tenant == tenant, c.quarantined_at.is_not(None))
        if ids:
            chosen = sa.and_(chosen, c.id.in_(ids))
        values = {**_FREE, "tries": 0, "detail": None, "quarantined_at": None}
        with self.database.write() as connection:
            return connection.execute(self._table.update().where(chosen).values(values)).rowcount

    def depth(self) -> tuple[int, float]:
        """How many messages wait, and the age of the oldest in seconds (0.0 without any)."""
        c = self._table.c
        query = sa.select(sa.func.count(), sa.func.min(c.occurred_at, type_=UtcDateTime))
        with self.database.read() as connection:
            count, oldest = connection.execute(query.where(c.quarantined_at.is_(None))).one()
        return count, 0.0 if oldest is None else max(0.0, (self._clock.now() - oldest).total_seconds())

    def _any_due(self, now: datetime) -> bool:
        """Without taking the writer's turn: an idle pump must not disturb."""
        with self.database.read() as connection:
            return connection.execute(self._due(now).order_by(None).limit(1)).first() is not None

    def _due(self, now: datetime) -> sa.Select[Any]:
        c, busy = self._table.c, self._table.alias("busy").c
        busy_keys = sa.select(busy.tenant, busy.key).where(busy.due_at > now)
        return (
            sa.select(*(c[name] for name in _WANTED))
            .where(
                c.quarantined_at.is_(None),
                sa.or_(c.due_at.is_(None), c.due_at <= now),
                sa.tuple_(c.tenant, c.key).not_in(busy_keys),
            )
            .order_by(c.seq)
        )

    def _one_claim_at_a_time(self, connection: sa.Connection) -> None:
        if connection.dialect.name != "postgresql":
            return
        # Two claims at once would not see each other's leases and could take one key's messages apart. And a
        # queue's statistics are always old: without a hint, PostgreSQL may sort all that waits for one batch.
        lock = sa.func.pg_advisory_xact_lock(zlib.crc32(self.name.encode()))
        connection.execute(sa.select(lock, sa.func.set_config("enable_sort", "off", True)))

    def _held(self, connection: sa.Connection, lease: Lease, ids: Sequence[str]) -> sa.ColumnElement[bool]:
        c = self._table.c
        return sa.and_(_any_of(connection, c.id, ids), c.lease_owner == lease.owner)

    def _after_failure(self, tries: int, detail: str) -> dict[str, Any]:
        now = self._clock.now()
        pause = timedelta(seconds=2 ** (tries - 1) * random.uniform(0.5, 1.5))  # noqa: S311
        over = tries >= MAX_TRIES
        return {
            "lease_owner": None,
            "tries": tries,
            "detail": detail.replace("\0", " ")[:_LONGEST_DETAIL],
            "due_at": None if over else now + pause,
            "quarantined_at": now if over else None,
        }


_FREE: dict[str, Any] = {"lease_owner": None, "due_at": None}
_WANTED = ("seq", "id", "type", "tenant", "key", "occurred_at", "payload", "request_id", "tries")


def _columns(envelopes: Sequence[Envelope]) -> dict[str, list[Any]]:
    names = ("id", "type", "tenant", "key", "occurred_at", "payload", "request_id")
    return {name: [getattr(envelope, name) for envelope in envelopes] for name in names}


def _envelope(row: Any) -> Envelope:
    return Envelope(row.id, row.type, row.tenant, row.key, row.occurred_at, row.payload, row.request_id)


def _any_of(
    connection: sa.Connection, column: sa.Column[Any], values: Sequence[str | int]
) -> sa.ColumnElement[bool]:
    """Whether the column has one of the values: thousands are one parameter."""
    if connection.dialect.name == "sqlite":
        listed = sa.func.json_each(encode_json(values)).table_valued("value")
        return column.in_(sa.select(listed.c.value))
    return column == sa.any_(sa.literal(list(values), postgresql.ARRAY(column.type)))

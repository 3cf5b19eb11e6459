"""Keeps `item_count`, `first_seen_at` and `last_seen_at` of entities, aliases and relationships right.

Only differences are written: an item that came adds one and widens the times by its own; an item that left
takes one away, and then the times are read anew from the evidence that is left.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from tributary_kit.sql.bulk import run_columns

from tributary_entities.adapters.sql.identities import chunks
from tributary_entities.adapters.sql.models import AliasRow, Base, EntityRow, EvidenceRow, table_of
from tributary_entities.adapters.sql.queries import checked

Subjects = dict[int, datetime]
"""Rows of one table that an item speaks of, each with the item's first sight as its evidence has it."""

ByItem = defaultdict[int, Subjects]


class Said:
    """What items speak of."""

    def __init__(self) -> None:
        self.entities: ByItem = defaultdict(dict)
        self.aliases: ByItem = defaultdict(dict)
        self.relationships: ByItem = defaultdict(dict)

    def add(
        self, item: int, seen: datetime, entity: int | None, alias: int | None, relationship: int | None
    ) -> None:
        """One piece of evidence."""
        if relationship is not None:
            self.relationships[item][relationship] = seen
        if entity is not None and alias is not None:
            self.entities[item][entity] = seen
            self.aliases[item][alias] = seen


def update(connection: sa.Connection, tenant: str, model: type[Base], old: ByItem, new: ByItem) -> list[int]:
    """Brings the counts of one table up to date; gives back the rows whose evidence changed."""
    tally = Tally()
    for item in old.keys() | new.keys():
        tally.replace(old[item], new[item])
    tally.write(connection, tenant, model)
    return tally.touched()


@dataclass(slots=True)
class _Change:
    items: int = 0
    first: datetime | None = None
    last: datetime | None = None
    read_times: bool = False


class Tally:
    """The changes to the rows of one table."""

    def __init__(self) -> None:
        self._changes: dict[int, _Change] = defaultdict(_Change)
        self._withdrawn = False

    def replace(self, old: Subjects, new: Subjects) -> None:
        """One item spoke of `old` and now speaks of `new`."""
        self._withdrawn = self._withdrawn or bool(old)
        for pk, time in new.items():
            if pk not in old:
                self._came(self._changes[pk], time)
        for pk, time in old.items():
            change = self._changes[pk]
            if new.get(pk) != time:
                change.read_times = True
                change.items -= pk not in new

    @staticmethod
    def _came(change: _Change, time: datetime) -> None:
        change.items += 1
        change.first = time if change.first is None or time < change.first else change.first
        change.last = time if change.last is None or time > change.last else change.last

    def touched(self) -> list[int]:
        """The rows whose evidence changed, in the order in which all workers lock them."""
        return sorted(self._changes)

    def write(self, connection: sa.Connection, tenant: str, model: type[Base]) -> None:
        """Writes the changes; the evidence of the items must stand already."""
        table = table_of(model)
        if self._withdrawn:
            _lock(connection, tenant, table, self.touched())
        grown, shrunk = [], []
        for pk in self.touched():
            change = self._changes[pk]
            if change.read_times:
                shrunk.append((tenant, pk, change.items))
            elif change.items:
                grown.append((tenant, pk, change.items, change.first, change.last))
        _run(connection, _widen(table), (*_CHANGED, "first", "last"), grown)
        _run(connection, _read_times(table), _CHANGED, shrunk)


_CHANGED = ("of_tenant", "of_pk", "items")


def _run(
    connection: sa.Connection, statement: sa.Update, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    if rows:
        run_columns(connection, statement, dict(zip(names, zip(*rows, strict=True), strict=True)))


def _lock(connection: sa.Connection, tenant: str, table: sa.Table, pks: list[int]) -> None:
    """Locks the rows in order: they will be written in two goes, and their names depend on each other."""
    for chunk in chunks(pks):
        rows = sa.select(table.c.pk).where(checked(table.c.tenant, tenant), table.c.pk.in_(chunk))
        connection.execute(rows.order_by(table.c.pk).with_for_update(key_share=True))


def _this(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.tenant == sa.bindparam("of_tenant"), table.c.pk == sa.bindparam("of_pk")


@cache
def _widen(table: sa.Table) -> sa.Update:
    first, last = table.c.first_seen_at, table.c.last_seen_at
    new_first = sa.bindparam("first", type_=first.type)
    new_last = sa.bindparam("last", type_=last.type)
    return (
        table.update()
        .where(*_this(table))
        .values(
            item_count=table.c.item_count + sa.bindparam("items"),
            first_seen_at=sa.case((first < new_first, first), else_=new_first),
            last_seen_at=sa.case((last > new_last, last), else_=new_last),
        )
    )


@cache
def _read_times(table: sa.Table) -> sa.Update:
    times = EvidenceRow.item_first_seen_at
    return (
        table.update()
        .where(*_this(table))
        .values(
            item_count=table.c.item_count + sa.bindparam("items"),
            first_seen_at=sa.select(sa.func.min(times)).where(*_evidence_of(table)).scalar_subquery(),
            last_seen_at=sa.select(sa.func.max(times)).where(*_evidence_of(table)).scalar_subquery(),
        )
    )


def _evidence_of(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    if table is table_of(AliasRow):
        # Through the entity's index: evidence has none by alias.
        return EvidenceRow.entity_pk == table.c.entity_pk, EvidenceRow.alias_pk == table.c.pk
    subject = EvidenceRow.entity_pk if table is table_of(EntityRow) else EvidenceRow.relationship_pk
    return (subject == table.c.pk,)

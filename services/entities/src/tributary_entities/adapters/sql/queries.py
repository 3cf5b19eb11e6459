"""Conditions that several queries share."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from tributary_entities.adapters.sql.models import AliasRow, EntityRow, EvidenceRow, ItemRow, RelationshipRow

Counted = type[EntityRow] | type[AliasRow] | type[RelationshipRow]


def shown(model: Counted, tenant: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Rows of the tenant that have evidence."""
    return model.tenant == tenant, model.item_count > 0


def checked(tenant_column: Any, tenant: str) -> sa.ColumnElement[bool]:
    """Rows of the tenant, where they are looked up by other columns than this one.

    As an expression the column fits no index: without statistics SQLite takes a tenant's rows for few, and
    would rather read all of them than look up the ones it is given.
    """
    same: sa.ColumnElement[bool] = tenant_column.concat("") == tenant
    return same


def shown_of(model: Counted, tenant: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Rows of the tenant that have evidence, looked up by other columns than the tenant."""
    return checked(model.tenant, tenant), model.item_count > 0


def pk_of(
    model: type[EntityRow] | type[ItemRow] | type[RelationshipRow], tenant: str, id_: str
) -> sa.ScalarSelect[int]:
    """The inner number of the row that the outside knows by its id; NULL when there is none."""
    return sa.select(model.pk).where(model.tenant == tenant, model.id == id_).scalar_subquery()


def mentioned_by(tenant: str, item_id: str) -> sa.Select[int | None]:
    """The entities that an item speaks of."""
    item = pk_of(ItemRow, tenant, item_id)
    wanted = (EvidenceRow.tenant == tenant, EvidenceRow.item_pk == item, EvidenceRow.entity_pk.is_not(None))
    return sa.select(EvidenceRow.entity_pk).where(*wanted)


def after_place(order: Sequence[Any], place: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Rows that come after the one with these values, in ascending order of the columns."""
    return sa.tuple_(*order) > _values(order, place)


def before_place(order: Sequence[Any], place: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Rows that come before the one with these values, in ascending order of the columns."""
    return sa.tuple_(*order) < _values(order, place)


def _values(order: Sequence[Any], place: Sequence[Any]) -> sa.Tuple:
    return sa.tuple_(*(_value(column, value) for column, value in zip(order, place, strict=True)))


def _value(column: Any, value: Any) -> Any:
    return value if isinstance(value, sa.ColumnElement) else sa.literal(value, column.type)

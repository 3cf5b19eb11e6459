"""Ranks and pages what an engine's index of aliases finds."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from tributary_kit.sql.engine import Database

from tributary_entities.adapters.sql.models import AliasRow, EntityRow
from tributary_entities.adapters.sql.queries import after_place, mentioned_by, shown_of
from tributary_entities.domain.ranking import EXACT, PREFIX, REST, Query
from tributary_entities.ports.text_index import Hit


class AliasIndex:
    """Fulfils TextIndex. `matches` says which aliases answer a query, in the engine's own way."""

    def __init__(self, database: Database, matches: Callable[[Query], sa.ColumnElement[bool]]) -> None:
        self._database = database
        self._matches = matches

    def search(
        self, tenant: str, query: Query, *, kind: str, item_id: str, after: Hit | None, limit: int
    ) -> list[Hit]:
        if not query.words:
            return []
        best = self._best_ranks(tenant, query)
        order = (best.c.rank, -EntityRow.item_count, EntityRow.sort_key, EntityRow.id)
        select = (
            sa.select(best.c.rank, EntityRow.item_count, EntityRow.sort_key, EntityRow.id)
            .join(best, best.c.entity_pk == EntityRow.pk)
            .where(*shown_of(EntityRow, tenant))
            .order_by(*order)
            .limit(limit)
        )
        if kind:
            select = select.where(EntityRow.kind == kind)
        if item_id:
            select = select.where(EntityRow.pk.in_(mentioned_by(tenant, item_id)))
        if after is not None:
            place = (after.rank, -after.item_count, after.sort_key, after.id)
            select = select.where(after_place(order, place))
        with self._database.read() as connection:
            return [Hit(*row) for row in connection.execute(select)]

    def _best_ranks(self, tenant: str, query: Query) -> sa.Subquery:
        begins = sa.func.substr(AliasRow.words, 1, len(query.text)) == query.text
        rank: sa.ColumnElement[Any] = sa.case(
            (AliasRow.key == query.key, EXACT), (begins, PREFIX), else_=REST
        )
        return (
            sa.select(AliasRow.entity_pk, sa.func.min(rank).label("rank"))
            .where(*shown_of(AliasRow, tenant), self._matches(query))
            .group_by(AliasRow.entity_pk)
            .subquery("best")
        )

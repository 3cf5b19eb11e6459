"""Answers what is known."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased
from tributary_kit.sql.engine import Database

from tributary_entities.adapters.sql import rows
from tributary_entities.adapters.sql.models import EntityRow, EvidenceRow, ItemRow, RelationshipRow
from tributary_entities.adapters.sql.queries import (
    after_place,
    before_place,
    mentioned_by,
    pk_of,
    shown,
    shown_of,
)
from tributary_entities.domain.entity import Entity
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.relationship import Neighbour, Relationship
from tributary_entities.ports.entity_store import EvidenceKey, NameKey, StrengthKey

_Pk = InstrumentedAttribute[int]
_Source, _Target = aliased(EntityRow), aliased(EntityRow)


class SqlReader:
    """Fulfils EntityReader."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get_entities(self, tenant: str, ids: Sequence[str]) -> list[Entity]:
        query = sa.select(EntityRow).where(*shown(EntityRow, tenant), EntityRow.id.in_(ids))
        with self._database.session() as session:
            found = {row.id: row for row in session.scalars(query)}
            return rows.entities(session, tenant, [found[id_] for id_ in ids if id_ in found])

    def list_entities(
        self, tenant: str, *, kind: str, item_id: str, after: NameKey | None, limit: int
    ) -> list[Entity]:
        order = (EntityRow.sort_key, EntityRow.id)
        query = sa.select(EntityRow).order_by(*order).limit(limit)
        if item_id:
            mentioned = EntityRow.pk.in_(mentioned_by(tenant, item_id))
            query = query.where(*shown_of(EntityRow, tenant), mentioned)
        else:
            query = query.where(*shown(EntityRow, tenant))
        if kind:
            query = query.where(EntityRow.kind == kind)
        if after is not None:
            query = query.where(after_place(order, after))
        with self._database.session() as session:
            return rows.entities(session, tenant, session.scalars(query).all())

    def list_neighbours(
        self, tenant: str, entity_id: str, *, type_: str, after: StrengthKey | None, limit: int
    ) -> list[Neighbour]:
        source, target = RelationshipRow.source_pk, RelationshipRow.target_pk
        outgoing = _strongest(tenant, entity_id, source, target, type_, after).limit(limit)
        incoming = _strongest(tenant, entity_id, target, source, type_, after).limit(limit)
        with self._database.session() as session:
            found = [(r, e, entity_id, e.id) for r, e in session.execute(outgoing)]
            found += [(r, e, e.id, entity_id) for r, e in session.execute(incoming)]
            found.sort(key=lambda row: (row[0].item_count, row[0].pk), reverse=True)
            found = found[:limit]
            entities = rows.entities(session, tenant, [entity for _, entity, _, _ in found])
        relationships = [rows.relationship(r, source_id, target_id) for r, _, source_id, target_id in found]
        return [Neighbour(*pair) for pair in zip(entities, relationships, strict=True)]

    def list_evidence(
        self, tenant: str, subject_id: str, *, after: EvidenceKey | None, limit: int
    ) -> list[Evidence]:
        of_entity = EvidenceRow.entity_pk == pk_of(EntityRow, tenant, subject_id)
        of_relationship = EvidenceRow.relationship_pk == pk_of(RelationshipRow, tenant, subject_id)
        order = (EvidenceRow.item_first_seen_at, EvidenceRow.item_pk, EvidenceRow.number)
        query = (
            sa.select(EvidenceRow, ItemRow)
            .join(ItemRow, ItemRow.pk == EvidenceRow.item_pk)
            .where(EvidenceRow.tenant == tenant)
            .where(of_entity if subject_id.startswith("ent_") else of_relationship)
            .order_by(*(column.desc() for column in order))
            .limit(limit)
        )
        if after is not None:
            item = pk_of(ItemRow, tenant, after.item_id)
            query = query.where(before_place(order, (after.item_first_seen_at, item, after.number)))
        with self._database.session() as session:
            return [rows.evidence(row, item) for row, item in session.execute(query)]

    def get_relationship(self, tenant: str, id_: str) -> Relationship | None:
        query = _with_ends(tenant).where(RelationshipRow.id == id_)
        return next(iter(self._relationships(query)), None)

    def list_relationships(
        self, tenant: str, *, type_: str, source_id: str, target_id: str, after: str | None, limit: int
    ) -> list[Relationship]:
        query = _with_ends(tenant).order_by(RelationshipRow.id).limit(limit)
        if type_:
            query = query.where(RelationshipRow.type == type_)
        if source_id:
            query = query.where(RelationshipRow.source_pk == pk_of(EntityRow, tenant, source_id))
        if target_id:
            query = query.where(RelationshipRow.target_pk == pk_of(EntityRow, tenant, target_id))
        if after is not None:
            query = query.where(RelationshipRow.id > after)
        return self._relationships(query)

    def _relationships(self, query: sa.Select[RelationshipRow, str, str]) -> list[Relationship]:
        with self._database.session() as session:
            return [rows.relationship(*row) for row in session.execute(query)]


def _with_ends(tenant: str) -> sa.Select[RelationshipRow, str, str]:
    """Relationships with the ids of their ends."""
    return (
        sa.select(RelationshipRow, _Source.id, _Target.id)
        .join(_Source, _Source.pk == RelationshipRow.source_pk)
        .join(_Target, _Target.pk == RelationshipRow.target_pk)
        .where(*shown(RelationshipRow, tenant))
    )


def _strongest(
    tenant: str, entity_id: str, here: _Pk, there: _Pk, type_: str, after: StrengthKey | None
) -> sa.Select[RelationshipRow, EntityRow]:
    """Relationships with the entity at the end `here`, and the entities at the end `there`."""
    order = (RelationshipRow.item_count, RelationshipRow.pk)
    query = (
        sa.select(RelationshipRow, EntityRow)
        .join(EntityRow, EntityRow.pk == there)
        .where(*shown_of(RelationshipRow, tenant), *shown_of(EntityRow, tenant))
        .where(here == pk_of(EntityRow, tenant, entity_id))
        .order_by(*(column.desc() for column in order))
    )
    if type_:
        query = query.where(RelationshipRow.type == type_)
    if after is not None:
        last = pk_of(RelationshipRow, tenant, after.id)
        query = query.where(before_place(order, (after.item_count, last)))
    return query

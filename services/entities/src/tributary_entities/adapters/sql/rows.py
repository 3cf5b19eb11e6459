"""Makes domain objects of rows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tributary_entities.adapters.sql.models import AliasRow, EntityRow, EvidenceRow, ItemRow, RelationshipRow
from tributary_entities.adapters.sql.queries import shown_of
from tributary_entities.domain.entity import Entity
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.facts import Alias, Span
from tributary_entities.domain.relationship import Relationship
from tributary_entities.ports.entity_store import MAX_ALIASES


def entities(session: Session, tenant: str, found: Sequence[EntityRow]) -> list[Entity]:
    """The entities of the rows, each with its most common aliases."""
    aliases = _aliases(session, tenant, {row.pk for row in found})
    return [
        Entity(
            id=row.id,
            kind=row.kind,
            name=row.name,
            item_count=row.item_count,
            first_seen_at=_given(row.first_seen_at),
            last_seen_at=_given(row.last_seen_at),
            aliases=tuple(aliases[row.pk]),
        )
        for row in found
    ]


def _aliases(session: Session, tenant: str, pks: set[int]) -> dict[int, list[Alias]]:
    order = (AliasRow.item_count.desc(), AliasRow.name, AliasRow.email, AliasRow.uri)
    place = sa.func.row_number().over(partition_by=AliasRow.entity_pk, order_by=order).label("place")
    ranked = (
        sa.select(AliasRow.entity_pk, AliasRow.name, AliasRow.email, AliasRow.uri, place)
        .where(*shown_of(AliasRow, tenant), AliasRow.entity_pk.in_(pks))
        .subquery()
    )
    best = sa.select(ranked).where(ranked.c.place <= MAX_ALIASES).order_by(ranked.c.entity_pk, ranked.c.place)
    found: dict[int, list[Alias]] = defaultdict(list)
    for entity_pk, name, email, uri, _ in session.execute(best):
        found[entity_pk].append(Alias(name, email, uri))
    return found


def relationship(row: RelationshipRow, source_id: str, target_id: str) -> Relationship:
    """The relationship of the row between entities with these ids."""
    return Relationship(
        id=row.id,
        type=row.type,
        source_id=source_id,
        target_id=target_id,
        item_count=row.item_count,
        confidence=row.confidence,
        first_seen_at=_given(row.first_seen_at),
        last_seen_at=_given(row.last_seen_at),
    )


def evidence(row: EvidenceRow, item: ItemRow) -> Evidence:
    """The evidence of the row, which the item gives."""
    return Evidence(
        item_id=item.id,
        item_revision=item.revision,
        item_title=item.title,
        item_link=item.link,
        item_published_at=item.published_at,
        item_first_seen_at=row.item_first_seen_at,
        feed_id=item.feed_id,
        source_id=item.source_id,
        span=Span(row.field, row.start_char, row.end_char, row.quote),
        extractor=row.extractor,
        extractor_version=row.extractor_version,
        confidence=row.confidence,
        observed_at=item.seen_at,
        number=row.number,
    )


def _given(value: datetime | None) -> datetime:
    """A time that stands in every row with items, as the table's CHECK says."""
    assert value is not None
    return value

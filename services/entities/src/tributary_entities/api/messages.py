"""Domain objects as protobuf messages."""

from tributary.entities.v1 import entities_pb2
from tributary_kit.bus.wire import timestamp

from tributary_entities.domain.entity import Entity
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.relationship import Neighbour, Relationship


def entity(known: Entity) -> entities_pb2.Entity:
    """As the API gives it."""
    return entities_pb2.Entity(
        id=known.id,
        kind=known.kind,
        name=known.name,
        aliases=[entities_pb2.Alias(name=a.name, email=a.email, uri=a.uri) for a in known.aliases],
        item_count=known.item_count,
        first_seen_at=timestamp(known.first_seen_at),
        last_seen_at=timestamp(known.last_seen_at),
    )


def relationship(known: Relationship) -> entities_pb2.Relationship:
    """As the API gives it."""
    return entities_pb2.Relationship(
        id=known.id,
        type=known.type,
        source_id=known.source_id,
        target_id=known.target_id,
        item_count=known.item_count,
        confidence=known.confidence,
        first_seen_at=timestamp(known.first_seen_at),
        last_seen_at=timestamp(known.last_seen_at),
    )


def neighbour(known: Neighbour) -> entities_pb2.Neighbour:
    """As the API gives it."""
    return entities_pb2.Neighbour(entity=entity(known.entity), relationship=relationship(known.relationship))


def evidence(known: Evidence) -> entities_pb2.Evidence:
    """As the API gives it."""
    published = known.item_published_at
    return entities_pb2.Evidence(
        id=known.id,
        item_id=known.item_id,
        item_revision=known.item_revision,
        item_title=known.item_title,
        item_link=known.item_link,
        item_published_at=timestamp(published) if published else None,
        feed_id=known.feed_id,
        source_id=known.source_id,
        field=known.span.field,
        start=known.span.start,
        end=known.span.end,
        quote=known.span.quote,
        extractor=known.extractor,
        extractor_version=known.extractor_version,
        confidence=known.confidence,
        observed_at=timestamp(known.observed_at),
    )

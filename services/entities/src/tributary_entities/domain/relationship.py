"""Relationships: typed, directed edges between entities."""

from dataclasses import dataclass
from datetime import datetime

from tributary_entities.domain.entity import Entity

WROTE = "wrote"
PUBLISHED = "published"
ABOUT = "about"
TYPES = (WROTE, PUBLISHED, ABOUT)


@dataclass(frozen=True, slots=True)
class Relationship:
    """`source_id` stands in `type` to `target_id`, as `item_count` distinct items say."""

    id: str
    type: str
    source_id: str
    target_id: str
    item_count: int
    confidence: float
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity one relationship away."""

    entity: Entity
    relationship: Relationship

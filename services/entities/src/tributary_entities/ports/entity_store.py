"""The store of entities, relationships and evidence.

Every call sees the rows of its tenant alone. All calls are synchronous and may come from several threads.
Lists are pages by keyset: they begin after the row with the key `after`, or at the start, and give at most
`limit` rows. All times are aware UTC. Raises Unavailable and DeadlineExceeded.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from tributary_entities.domain.entity import Entity
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.facts import Observation
from tributary_entities.domain.relationship import Neighbour, Relationship

MAX_ALIASES = 20
"""Aliases that an entity is given with, its most common ones."""


class NameKey(NamedTuple):
    """Place in a list by name; compared by code points."""

    sort_key: str
    id: str


class StrengthKey(NamedTuple):
    """Place in a list of neighbours: more items first, then the store's own order."""

    item_count: int
    id: str


class EvidenceKey(NamedTuple):
    """Place in a list of evidence: items first seen last come first, then the store's own order."""

    item_first_seen_at: datetime
    item_id: str
    number: int


class EntityWriter(Protocol):
    """Takes in what items say."""

    def observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        """Makes the observations the known truth about their items, in one transaction; durable on return.

        A revision that is not newer than the one known changes nothing. A newer one replaces all evidence of
        the older. What is left without evidence is shown no more, but has its id again when it returns.
        Each item occurs once in `observations`. Returns the ids of the items that brought news. Raises
        Invalid when an observation breaks a rule of the store, and Unavailable when the database is away or
        other workers write the same rows all the time; then none is taken in.
        """


class EntityReader(Protocol):
    """Answers what is known."""

    def get_entities(self, tenant: str, ids: Sequence[str]) -> list[Entity]:
        """The entities with these ids, in their order; those unknown or without evidence are left out."""

    def list_entities(
        self, tenant: str, *, kind: str, item_id: str, after: NameKey | None, limit: int
    ) -> list[Entity]:
        """Entities by name; of one kind, or that one item speaks of, where these are not empty."""

    def list_neighbours(
        self, tenant: str, entity_id: str, *, type_: str, after: StrengthKey | None, limit: int
    ) -> list[Neighbour]:
        """Entities one relationship away in either direction; of one type where it is not empty."""

    def list_evidence(
        self, tenant: str, subject_id: str, *, after: EvidenceKey | None, limit: int
    ) -> list[Evidence]:
        """The evidence of an entity or of a relationship."""

    def get_relationship(self, tenant: str, id_: str) -> Relationship | None:
        """The relationship, or None when it is unknown or without evidence."""

    def list_relationships(
        self, tenant: str, *, type_: str, source_id: str, target_id: str, after: str | None, limit: int
    ) -> list[Relationship]:
        """Relationships by id, filtered by what is not empty; `after` is an id."""


class EntityStore(EntityWriter, EntityReader, Protocol):
    """Both halves."""

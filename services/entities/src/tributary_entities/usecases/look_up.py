"""Answers what is known of entities and relationships, and why."""

from datetime import datetime

from tributary_kit.errors import Invalid, InvalidPageToken, NotFound

from tributary_entities.domain.entity import KINDS, Entity
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.moments import to_moment, to_number
from tributary_entities.domain.relationship import TYPES, Neighbour, Relationship
from tributary_entities.ports.entity_store import EntityReader, EvidenceKey, NameKey, StrengthKey
from tributary_entities.usecases.pages import Ask, Page


class LookUp:
    """Reads of the store, each within one tenant. All raise Unavailable and DeadlineExceeded."""

    def __init__(self, store: EntityReader) -> None:
        self._store = store

    def entity(self, tenant: str, id_: str) -> Entity:
        """Raises NotFound."""
        for entity in self._store.get_entities(tenant, [id_]):
            return entity
        raise NotFound("There is no such entity.", field="id")

    def entities(self, tenant: str, *, kind: str, item_id: str, size: int, token: str) -> Page[Entity]:
        """By name. Raises Invalid and InvalidPageToken."""
        check_kind(kind)
        ask = Ask(f"entities/{tenant}/{kind}/{item_id}", size, token)
        parts = ask.after(str, str)
        after = NameKey(str(parts[0]), str(parts[1])) if parts else None
        return ask.page(
            lambda limit: self._store.list_entities(
                tenant, kind=kind, item_id=item_id, after=after, limit=limit
            ),
            lambda entity: (entity.sort_key, entity.id),
        )

    def neighbours(
        self, tenant: str, entity_id: str, *, type_: str, size: int, token: str
    ) -> Page[Neighbour]:
        """Strongest first. Raises NotFound, Invalid and InvalidPageToken."""
        check_type(type_)
        self.entity(tenant, entity_id)
        ask = Ask(f"neighbours/{tenant}/{entity_id}/{type_}", size, token)
        parts = ask.after(int, str)
        after = StrengthKey(int(parts[0]), str(parts[1])) if parts else None
        return ask.page(
            lambda limit: self._store.list_neighbours(
                tenant, entity_id, type_=type_, after=after, limit=limit
            ),
            lambda neighbour: (neighbour.relationship.item_count, neighbour.relationship.id),
        )

    def evidence(self, tenant: str, subject_id: str, *, size: int, token: str) -> Page[Evidence]:
        """Of an entity or a relationship, newest first. Raises NotFound, Invalid and InvalidPageToken."""
        ask = Ask(f"evidence/{tenant}/{subject_id}", size, token)
        parts = ask.after(int, str, int)
        after = EvidenceKey(_time(int(parts[0])), str(parts[1]), int(parts[2])) if parts else None
        page = ask.page(
            lambda limit: self._store.list_evidence(tenant, subject_id, after=after, limit=limit),
            lambda row: (to_number(row.item_first_seen_at), row.item_id, row.number),
        )
        # No fact is without evidence, so that a first page without rows means an unknown subject.
        if not page.rows and after is None:
            raise NotFound("There is no such entity or relationship.", field="subject_id")
        return page

    def relationship(self, tenant: str, id_: str) -> Relationship:
        """Raises NotFound."""
        relationship = self._store.get_relationship(tenant, id_)
        if relationship is None:
            raise NotFound("There is no such relationship.", field="id")
        return relationship

    def relationships(
        self, tenant: str, *, type_: str, source_id: str, target_id: str, size: int, token: str
    ) -> Page[Relationship]:
        """In the order of their making. Raises Invalid and InvalidPageToken."""
        check_type(type_)
        ask = Ask(f"relationships/{tenant}/{type_}/{source_id}/{target_id}", size, token)
        parts = ask.after(str)
        return ask.page(
            lambda limit: self._store.list_relationships(
                tenant,
                type_=type_,
                source_id=source_id,
                target_id=target_id,
                after=str(parts[0]) if parts else None,
                limit=limit,
            ),
            lambda relationship: (relationship.id,),
        )


def check_kind(kind: str) -> None:
    """Raises Invalid when there is no such kind of entity; empty means all."""
    if kind and kind not in KINDS:
        raise Invalid(f"There is no such kind; the kinds are {', '.join(KINDS)}.", field="kind")


def check_type(type_: str) -> None:
    """Raises Invalid when there is no such type of relationship; empty means all."""
    if type_ and type_ not in TYPES:
        raise Invalid(f"There is no such type; the types are {', '.join(TYPES)}.", field="type")


def _time(microseconds: int) -> datetime:
    try:
        return to_moment(microseconds)
    except OverflowError:
        raise InvalidPageToken("The page token is damaged.", field="page_token") from None

"""Store and index in memory: the reference. It keeps the newest observation of each item, nothing else, and
works out every answer from these; slow and hard to get wrong.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from tributary_kit.ids import new_id

from tributary_entities.domain import names, ranking
from tributary_entities.domain.entity import Entity, KnownAlias, display_name
from tributary_entities.domain.evidence import Evidence
from tributary_entities.domain.facts import Alias, Identity, Observation, Span
from tributary_entities.domain.relationship import Neighbour, Relationship
from tributary_entities.ports.entity_store import MAX_ALIASES, EvidenceKey, NameKey, StrengthKey
from tributary_entities.ports.text_index import Hit


class _Edge(NamedTuple):
    type: str
    source: Identity
    target: Identity


class MemoryStore:
    """Fulfils EntityStore and TextIndex."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._known: dict[str, dict[str, Observation]] = defaultdict(dict)
        self._ids: dict[tuple[str, Identity | _Edge], str] = {}

    def observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        with self._lock:
            known = self._known[tenant]
            news = {
                o.item.id: o
                for o in observations
                if o.item.id not in known or known[o.item.id].item.revision < o.item.revision
            }
            known.update(news)
            return set(news)

    def get_entities(self, tenant: str, ids: Sequence[str]) -> list[Entity]:
        found = {entity.id: entity for entity in self._entities(tenant)}
        return [found[id_] for id_ in ids if id_ in found]

    def list_entities(
        self, tenant: str, *, kind: str, item_id: str, after: NameKey | None, limit: int
    ) -> list[Entity]:
        chosen = [e for e in self._entities(tenant, item_id) if kind in ("", e.kind)]
        chosen.sort(key=lambda e: (e.sort_key, e.id))
        return [e for e in chosen if after is None or (e.sort_key, e.id) > after][:limit]

    def list_neighbours(
        self, tenant: str, entity_id: str, *, type_: str, after: StrengthKey | None, limit: int
    ) -> list[Neighbour]:
        entities = {entity.id: entity for entity in self._entities(tenant)}
        found = [
            Neighbour(entities[r.target_id if r.source_id == entity_id else r.source_id], r)
            for r in self._relationships(tenant)
            if entity_id in (r.source_id, r.target_id) and type_ in ("", r.type)
        ]
        found.sort(key=_strength, reverse=True)
        return [n for n in found if after is None or _strength(n) < after][:limit]

    def list_evidence(
        self, tenant: str, subject_id: str, *, after: EvidenceKey | None, limit: int
    ) -> list[Evidence]:
        rows = [
            _evidence(observation, span, number)
            for observation in self._observations(tenant)
            for number, (subject, span) in enumerate(_facts(observation))
            if self._id(tenant, subject) == subject_id
        ]
        rows.sort(key=_evidence_key, reverse=True)
        return [row for row in rows if after is None or _evidence_key(row) < after][:limit]

    def get_relationship(self, tenant: str, id_: str) -> Relationship | None:
        return next((r for r in self._relationships(tenant) if r.id == id_), None)

    def list_relationships(
        self, tenant: str, *, type_: str, source_id: str, target_id: str, after: str | None, limit: int
    ) -> list[Relationship]:
        chosen = [
            r
            for r in self._relationships(tenant)
            if type_ in ("", r.type) and source_id in ("", r.source_id) and target_id in ("", r.target_id)
        ]
        chosen.sort(key=lambda r: r.id)
        return [r for r in chosen if after is None or r.id > after][:limit]

    def search(
        self, tenant: str, query: ranking.Query, *, kind: str, item_id: str, after: Hit | None, limit: int
    ) -> list[Hit]:
        hits = [
            Hit(min(ranks), entity.item_count, entity.sort_key, entity.id)
            for entity in self._entities(tenant, item_id, every_alias=True)
            if kind in ("", entity.kind) and (ranks := _ranks(query, entity))
        ]
        hits.sort(key=_hit_order)
        return [h for h in hits if after is None or _hit_order(h) > _hit_order(after)][:limit]

    def _observations(self, tenant: str) -> list[Observation]:
        with self._lock:
            return list(self._known[tenant].values())

    def _id(self, tenant: str, subject: Identity | _Edge) -> str:
        prefix = "ent" if isinstance(subject, Identity) else "rel"
        with self._lock:
            return self._ids.setdefault((tenant, subject), new_id(prefix))

    def _entities(self, tenant: str, item_id: str = "", *, every_alias: bool = False) -> Iterator[Entity]:
        said: dict[Identity, dict[Alias, dict[str, datetime]]] = defaultdict(lambda: defaultdict(dict))
        wanted: set[Identity] = set()
        for observation in self._observations(tenant):
            item = observation.item
            for mention in observation.mentions:
                said[mention.entity][mention.alias][item.id] = item.first_seen_at
                if item_id in ("", item.id):
                    wanted.add(mention.entity)
        for identity in wanted:
            yield self._entity(tenant, identity, said[identity], None if every_alias else MAX_ALIASES)

    def _entity(
        self,
        tenant: str,
        identity: Identity,
        said: dict[Alias, dict[str, datetime]],
        most: int | None,
    ) -> Entity:
        known = [KnownAlias(a.name, len(items), max(items.values())) for a, items in said.items()]
        items = {id_: time for items in said.values() for id_, time in items.items()}
        return Entity(
            id=self._id(tenant, identity),
            kind=identity.kind,
            name=display_name(identity.kind, known),
            item_count=len(items),
            first_seen_at=min(items.values()),
            last_seen_at=max(items.values()),
            aliases=tuple(sorted(said, key=lambda a: (-len(said[a]), a))[:most]),
        )

    def _relationships(self, tenant: str) -> Iterator[Relationship]:
        said: dict[_Edge, dict[str, datetime]] = defaultdict(dict)
        confidence: dict[_Edge, float] = defaultdict(float)
        for observation in self._observations(tenant):
            for type_, source, target, _ in observation.connections:
                edge = _Edge(type_, source, target)
                said[edge][observation.item.id] = observation.item.first_seen_at
                confidence[edge] = max(confidence[edge], observation.confidence)
        for edge, items in said.items():
            yield Relationship(
                id=self._id(tenant, edge),
                type=edge.type,
                source_id=self._id(tenant, edge.source),
                target_id=self._id(tenant, edge.target),
                item_count=len(items),
                confidence=confidence[edge],
                first_seen_at=min(items.values()),
                last_seen_at=max(items.values()),
            )


def _evidence(observation: Observation, span: Span, number: int) -> Evidence:
    item = observation.item
    return Evidence(
        item_id=item.id,
        item_revision=item.revision,
        item_title=item.title,
        item_link=item.link,
        item_published_at=item.published_at,
        item_first_seen_at=item.first_seen_at,
        feed_id=item.feed_id,
        source_id=item.source_id,
        span=span,
        extractor=observation.extractor,
        extractor_version=observation.extractor_version,
        confidence=observation.confidence,
        observed_at=item.seen_at,
        number=number,
    )


def _facts(observation: Observation) -> Iterator[tuple[Identity | _Edge, Span]]:
    for mention in observation.mentions:
        yield mention.entity, mention.span
    for type_, source, target, span in observation.connections:
        yield _Edge(type_, source, target), span


def _strength(neighbour: Neighbour) -> StrengthKey:
    return StrengthKey(neighbour.relationship.item_count, neighbour.relationship.id)


def _evidence_key(row: Evidence) -> EvidenceKey:
    return EvidenceKey(row.item_first_seen_at, row.item_id, row.number)


def _hit_order(hit: Hit) -> tuple[int, int, str, str]:
    return hit.rank, -hit.item_count, hit.sort_key, hit.id


def _ranks(query: ranking.Query, entity: Entity) -> list[int]:
    """The rank of each alias that answers."""
    described = [(names.key(alias.name), names.words(alias.name)) for alias in entity.aliases]
    return [ranking.rank(query, key, words) for key, words in described if ranking.answers(query, words)]

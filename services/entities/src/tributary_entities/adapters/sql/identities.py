"""Finds the rows of entities, aliases and relationships, and makes those that are new.

Two workers that see the same new name at once both insert it, one of them in vain, and both read the row
that stayed. Rows are inserted in the order of their digests, so that the two never wait for each other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

import sqlalchemy as sa
from tributary_kit.ids import new_id
from tributary_kit.sql.bulk import insert_columns

from tributary_entities.adapters.sql.models import AliasRow, Base, EntityRow, RelationshipRow, table_of
from tributary_entities.domain import names
from tributary_entities.domain.facts import Connection, Identity, Mention, Observation

T = TypeVar("T")

_CHUNK = 1000

Key = tuple[str, ...]
Row = dict[str, Any]


class Rows:
    """The rows that the facts of a batch rest on, by their numbers (`pk`)."""

    def __init__(
        self, entities: Mapping[Key, int], aliases: Mapping[Key, int], relationships: Mapping[Key, int]
    ) -> None:
        self._entities = entities
        self._aliases = aliases
        self._relationships = relationships

    def of_mention(self, mention: Mention) -> tuple[int, int]:
        """Its entity and its alias."""
        entity = self._entities[mention.entity]
        return entity, self._aliases[str(entity), *mention.alias]

    def of_connection(self, connection: Connection) -> int:
        """Its relationship."""
        type_, source, target, _ = connection
        return self._relationships[type_, str(self._entities[source]), str(self._entities[target])]


def find_or_make(connection: sa.Connection, tenant: str, observations: Sequence[Observation]) -> Rows:
    """The rows for all mentions and connections, in a number of statements that does not depend on theirs."""
    mentions = [mention for o in observations for mention in o.mentions]
    spelled: dict[Key, str] = {mention.entity: mention.alias.name for mention in reversed(mentions)}
    entities = _find_or_make(
        connection, EntityRow, tenant, spelled, lambda key: _entity(Identity(*key), spelled[key])
    )
    alias_keys = {(str(entities[mention.entity]), *mention.alias) for mention in mentions}
    aliases = _find_or_make(connection, AliasRow, tenant, alias_keys, _alias)
    edges: dict[Key, float] = {
        (c.type, str(entities[c.source]), str(entities[c.target])): o.confidence
        for o in observations
        for c in o.connections
    }
    relationships = _find_or_make(
        connection, RelationshipRow, tenant, edges, lambda edge: _relationship(edge, edges[edge])
    )
    return Rows(entities, aliases, relationships)


def _entity(identity: Identity, name: str) -> Row:
    return {"id": new_id("ent"), **identity._asdict(), "name": name, "sort_key": names.sort_key(name)}


def _alias(key: Key) -> Row:
    entity_pk, name, email, uri = key
    given = {"entity_pk": int(entity_pk), "name": name, "email": email, "uri": uri}
    return {**given, "key": names.key(name), "words": names.words(name)}


def _relationship(edge: Key, confidence: float) -> Row:
    type_, source, target = edge
    ends = {"source_pk": int(source), "target_pk": int(target)}
    return {"id": new_id("rel"), "type": type_, **ends, "confidence": confidence}


def _find_or_make(
    connection: sa.Connection,
    model: type[Base],
    tenant: str,
    keys: Collection[Key],
    describe: Callable[[Key], Row],
) -> dict[Key, int]:
    """Maps each key to its row; `describe` gives the columns of a row that is new."""
    table = table_of(model)
    digests = {_digest(key): key for key in keys}
    found = _read(connection, table, tenant, digests)
    missing = sorted(digests.keys() - found.keys())
    if missing:
        rows = [{"digest": digest, **describe(digests[digest])} for digest in missing]
        columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in rows[0]}
        columns |= {"tenant": [tenant] * len(rows), "item_count": [0] * len(rows)}
        insert_columns(connection, table, columns, known=("tenant", "digest"))
        found |= _read(connection, table, tenant, missing)
    return {key: found[digest] for digest, key in digests.items()}


def _read(
    connection: sa.Connection, table: sa.Table, tenant: str, digests: Iterable[bytes]
) -> dict[bytes, int]:
    """The rows that are there, by digest."""
    found: dict[bytes, int] = {}
    for chunk in chunks(list(digests)):
        wanted = (table.c.tenant == tenant, table.c.digest.in_(chunk))
        rows = connection.execute(sa.select(table.c.digest, table.c.pk).where(*wanted))
        found |= dict(rows.all())
    return found


def _digest(key: Key) -> bytes:
    """The fingerprint of texts without NUL; stored, so it must never change."""
    return blake2b("\0".join(key).encode(), digest_size=16).digest()


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]

"""Takes in what items say, a batch in one transaction."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from tributary_kit import failpoints
from tributary_kit.errors import Conflict, Invalid, Unavailable
from tributary_kit.sql.bulk import Columns, insert_columns, upsert_columns
from tributary_kit.sql.engine import Database

from tributary_entities.adapters.sql.identities import Rows, chunks, find_or_make
from tributary_entities.adapters.sql.models import (
    AliasRow,
    EntityRow,
    EvidenceRow,
    ItemRow,
    RelationshipRow,
    table_of,
)
from tributary_entities.adapters.sql.names import rename
from tributary_entities.adapters.sql.tally import Said, update
from tributary_entities.domain.facts import Observation, Span
from tributary_entities.domain.item import Item

_TRIES = 3

_ITEM = table_of(ItemRow)
_EVIDENCE = table_of(EvidenceRow)
_SHOWN = ("revision", "feed_id", "source_id", "title", "link", "published_at", "first_seen_at", "seen_at")

_SUBJECT = ("item_pk", "item_first_seen_at", "entity_pk", "alias_pk", "relationship_pk")
_SPAN = ("field", "start_char", "end_char", "quote")
_COLUMNS = (*_SUBJECT, "number", "tenant", *_SPAN, "extractor", "extractor_version", "confidence")


class SqlWriter:
    """Fulfils EntityWriter. The number of statements does not depend on the number of observations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        for _ in range(_TRIES):
            try:
                return self._observe(tenant, observations)
            except (IntegrityError, DataError) as error:
                raise Invalid("The item breaks a rule of the store.") from error
            except Conflict:
                continue  # Another worker took in the same items at the same moment; its rows are seen now.
        # Not the items' fault: they come again without having been tried.
        raise Unavailable("Other workers keep writing the same rows.")

    def _observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        with self._database.write() as connection:
            news, known = _take_into_inbox(connection, tenant, observations)
            if news:
                _replace_facts(connection, tenant, news, known)
            failpoints.hit("entities.before-commit")
        failpoints.hit("entities.after-commit")
        return {observation.item.id for observation in news}


def _take_into_inbox(
    connection: sa.Connection, tenant: str, observations: Sequence[Observation]
) -> tuple[list[Observation], list[int]]:
    """Writes the items whose revision is news; gives back these, and the rows of those known before."""
    by_id = {observation.item.id: observation for observation in observations}
    known = _known_items(connection, tenant, sorted(by_id))
    news = [o for id_, o in sorted(by_id.items()) if id_ not in known or known[id_][1] < o.item.revision]
    items = _item_columns([observation.item for observation in news])
    if upsert_columns(connection, _ITEM, items, key=("tenant", "id"), newer="revision") != len(news):
        raise Conflict("Another worker takes in the same items.")
    return news, [known[o.item.id][0] for o in news if o.item.id in known]


def _known_items(connection: sa.Connection, tenant: str, ids: list[str]) -> dict[str, tuple[int, int]]:
    """The number (`pk`) and the revision of the items that are there; the rows are locked."""
    known: dict[str, tuple[int, int]] = {}
    for chunk in chunks(ids):
        wanted = (_ITEM.c.tenant == tenant, _ITEM.c.id.in_(chunk))
        query = sa.select(_ITEM.c.id, _ITEM.c.pk, _ITEM.c.revision).where(*wanted).order_by(_ITEM.c.id)
        rows = connection.execute(query.with_for_update(key_share=True))
        known |= {id_: (pk, revision) for id_, pk, revision in rows}
    return known


def _item_columns(items: list[Item]) -> Columns:
    return {name: [getattr(item, name) for item in items] for name in ("tenant", "id", *_SHOWN)}


def _replace_facts(connection: sa.Connection, tenant: str, news: list[Observation], known: list[int]) -> None:
    items = _known_items(connection, tenant, [observation.item.id for observation in news])
    old = _withdraw_evidence(connection, tenant, known)
    rows = find_or_make(connection, tenant, news)
    new = Said()
    evidence: list[tuple[Any, ...]] = []
    for observation in news:
        evidence += _evidence(observation, items[observation.item.id][0], rows, new)
    if evidence:
        insert_columns(connection, _EVIDENCE, dict(zip(_COLUMNS, zip(*evidence, strict=True), strict=True)))
    entities = update(connection, tenant, EntityRow, old.entities, new.entities)
    update(connection, tenant, AliasRow, old.aliases, new.aliases)
    update(connection, tenant, RelationshipRow, old.relationships, new.relationships)
    rename(connection, tenant, entities)


def _withdraw_evidence(connection: sa.Connection, tenant: str, items: list[int]) -> Said:
    """Deletes the evidence that the items gave before, and gives back what it spoke of."""
    said = Said()
    for chunk in chunks(items):
        wanted = (_EVIDENCE.c.tenant == tenant, _EVIDENCE.c.item_pk.in_(chunk))
        columns = [_EVIDENCE.c[name] for name in _SUBJECT]
        for subject in connection.execute(sa.select(*columns).where(*wanted)):
            said.add(*subject)
        connection.execute(_EVIDENCE.delete().where(*wanted))
    return said


def _evidence(observation: Observation, item_pk: int, rows: Rows, said: Said) -> Iterator[tuple[Any, ...]]:
    """The rows of evidence; what they speak of is added to `said`."""
    item = observation.item
    extracted = (observation.extractor, observation.extractor_version, observation.confidence)
    for number, (span, subject) in enumerate(_subjects(observation, rows)):
        about = (item_pk, item.first_seen_at, *subject)
        said.add(*about)
        yield *about, number, item.tenant, *span, *extracted


def _subjects(
    observation: Observation, rows: Rows
) -> Iterator[tuple[Span, tuple[int | None, int | None, int | None]]]:
    """Where each fact stands, with its entity and alias or its relationship."""
    for mention in observation.mentions:
        yield mention.span, (*rows.of_mention(mention), None)
    for connection in observation.connections:
        yield connection.span, (None, None, rows.of_connection(connection))

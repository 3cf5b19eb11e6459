"""Takes in what items say, a batch in one transaction."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from tributary_kit import failpoints
from tributary_kit.errors import Conflict, Invalid
from tributary_kit.ids import new_id
from tributary_kit.sql.engine import Database
from tributary_kit.sql.upsert import insert, upsert

from tributary_entities.adapters.sql.identities import Ids, chunks, find_or_make
from tributary_entities.adapters.sql.models import (
    AliasRow,
    EntityRow,
    EvidenceRow,
    ItemRow,
    RelationshipRow,
    table_of,
)
from tributary_entities.adapters.sql.names import rename
from tributary_entities.adapters.sql.tally import Tally
from tributary_entities.domain.facts import Observation, Span

_TRIES = 3

_ITEM = table_of(ItemRow)
_EVIDENCE = table_of(EvidenceRow)
_SHOWN = ("revision", "feed_id", "source_id", "title", "link", "published_at", "first_seen_at", "seen_at")

Row = dict[str, Any]
Said = dict[str, dict[Any, datetime]]
"""By item, what it speaks of."""


class SqlWriter:
    """Fulfils EntityWriter. The number of statements does not depend on the number of observations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        for attempt in range(_TRIES):
            try:
                return self._observe(tenant, observations)
            except (IntegrityError, DataError) as error:
                raise Invalid("The item breaks a rule of the store.") from error
            except Conflict:
                # Another worker took in the same items at the same moment; what it wrote is seen now.
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def _observe(self, tenant: str, observations: Sequence[Observation]) -> set[str]:
        with self._database.write() as connection:
            news, edited = _take_into_inbox(connection, tenant, observations)
            if news:
                _replace_facts(connection, tenant, news, edited)
            failpoints.hit("entities.before-commit")
        failpoints.hit("entities.after-commit")
        return {observation.item.id for observation in news}


def _take_into_inbox(
    connection: sa.Connection, tenant: str, observations: Sequence[Observation]
) -> tuple[list[Observation], list[str]]:
    """Writes the items whose revision is news; gives back these, and the ids of those known before."""
    by_id = {observation.item.id: observation for observation in observations}
    known = _known_revisions(connection, tenant, sorted(by_id))
    news = [by_id[id_] for id_ in sorted(by_id) if known.get(id_, 0) < by_id[id_].item.revision]
    rows = [_item_row(observation) for observation in news]
    if upsert(connection, _ITEM, rows, ("tenant", "id"), _SHOWN, newer="revision") != len(news):
        raise Conflict("Another worker takes in the same items.")
    return news, [o.item.id for o in news if o.item.id in known]


def _known_revisions(connection: sa.Connection, tenant: str, ids: list[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for chunk in chunks(ids):
        query = sa.select(_ITEM.c.id, _ITEM.c.revision).where(_ITEM.c.tenant == tenant, _ITEM.c.id.in_(chunk))
        rows = connection.execute(query.order_by(_ITEM.c.id).with_for_update())
        known |= {id_: revision for id_, revision in rows}
    return known


def _item_row(observation: Observation) -> Row:
    item = observation.item
    return {"tenant": item.tenant, "id": item.id, **{name: getattr(item, name) for name in _SHOWN}}


def _replace_facts(
    connection: sa.Connection, tenant: str, news: list[Observation], edited: list[str]
) -> None:
    withdrawn = _withdraw_evidence(connection, tenant, edited)
    ids = find_or_make(connection, tenant, news)
    given = [row for observation in news for row in _evidence_rows(observation, ids)]
    insert(connection, _EVIDENCE, given)
    entities = _count(connection, tenant, "entity_id", EntityRow, withdrawn, given)
    _count(connection, tenant, "alias_id", AliasRow, withdrawn, given)
    _count(connection, tenant, "relationship_id", RelationshipRow, withdrawn, given)
    rename(connection, tenant, entities)


def _withdraw_evidence(connection: sa.Connection, tenant: str, items: list[str]) -> list[Row]:
    """Deletes the evidence that the items gave before, and gives it back."""
    withdrawn: list[Row] = []
    for chunk in chunks(items):
        wanted = (_EVIDENCE.c.tenant == tenant, _EVIDENCE.c.item_id.in_(chunk))
        rows = connection.execute(sa.select(_EVIDENCE).where(*wanted)).mappings()
        withdrawn += [dict(row) for row in rows]
        connection.execute(_EVIDENCE.delete().where(*wanted))
    return withdrawn


def _evidence_rows(observation: Observation, ids: Ids) -> Iterator[Row]:
    item = observation.item
    common = {
        "tenant": item.tenant,
        "item_id": item.id,
        "item_first_seen_at": item.first_seen_at,
        "extractor": observation.extractor,
        "extractor_version": observation.extractor_version,
        "confidence": observation.confidence,
    }
    for mention in observation.mentions:
        entity, alias = ids.of_mention(mention)
        yield {**_evidence(mention.span), **common, **_subject(entity_id=entity, alias_id=alias)}
    for connection in observation.connections:
        relationship = ids.of_connection(connection)
        yield {**_evidence(connection.span), **common, **_subject(relationship_id=relationship)}


def _subject(
    entity_id: str | None = None, alias_id: int | None = None, relationship_id: str | None = None
) -> Row:
    return {"entity_id": entity_id, "alias_id": alias_id, "relationship_id": relationship_id}


def _evidence(span: Span) -> Row:
    field, start, end, quote = span
    return {"id": new_id("evd"), "field": field, "start_char": start, "end_char": end, "quote": quote}


def _count(
    connection: sa.Connection,
    tenant: str,
    column: str,
    model: type[EntityRow] | type[AliasRow] | type[RelationshipRow],
    withdrawn: list[Row],
    given: list[Row],
) -> list[Any]:
    """Brings the counts of one table up to date; gives back the ids of the rows that changed."""
    tally = Tally()
    old, new = _said(withdrawn, column), _said(given, column)
    for item in old.keys() | new.keys():
        tally.replace(old.get(item, {}), new.get(item, {}))
    tally.write(connection, tenant, model)
    return tally.touched()


def _said(rows: list[Row], column: str) -> Said:
    said: Said = defaultdict(dict)
    for row in rows:
        if row[column] is not None:
            said[row["item_id"]][row[column]] = row["item_first_seen_at"]
    return said

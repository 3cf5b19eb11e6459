"""Takes in what items say, a batch in one transaction."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from tributary_kit import failpoints
from tributary_kit.errors import Conflict, Invalid
from tributary_kit.sql.engine import Database
from tributary_kit.sql.upsert import insert, upsert

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
from tributary_entities.adapters.sql.tally import Tally
from tributary_entities.domain.facts import Observation, Span

_TRIES = 3

_ITEM = table_of(ItemRow)
_EVIDENCE = table_of(EvidenceRow)
_SHOWN = ("revision", "feed_id", "source_id", "title", "link", "published_at", "first_seen_at", "seen_at")

Row = dict[str, Any]
Said = dict[int, dict[int, datetime]]
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
    rows = [_item_row(observation) for observation in news]
    if upsert(connection, _ITEM, rows, ("tenant", "id"), _SHOWN, newer="revision") != len(news):
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


def _item_row(observation: Observation) -> Row:
    item = observation.item
    return {"tenant": item.tenant, "id": item.id, **{name: getattr(item, name) for name in _SHOWN}}


def _replace_facts(connection: sa.Connection, tenant: str, news: list[Observation], known: list[int]) -> None:
    withdrawn = _withdraw_evidence(connection, tenant, known)
    items = _known_items(connection, tenant, [observation.item.id for observation in news])
    rows = find_or_make(connection, tenant, news)
    given = [row for o in news for row in _evidence_rows(o, items[o.item.id][0], rows)]
    insert(connection, _EVIDENCE, given)
    entities = _count(connection, tenant, EntityRow, "entity_pk", withdrawn, given)
    _count(connection, tenant, AliasRow, "alias_pk", withdrawn, given)
    _count(connection, tenant, RelationshipRow, "relationship_pk", withdrawn, given)
    rename(connection, tenant, entities)


def _withdraw_evidence(connection: sa.Connection, tenant: str, items: list[int]) -> list[Row]:
    """Deletes the evidence that the items gave before, and gives it back."""
    withdrawn: list[Row] = []
    for chunk in chunks(items):
        wanted = (_EVIDENCE.c.tenant == tenant, _EVIDENCE.c.item_pk.in_(chunk))
        rows = connection.execute(sa.select(_EVIDENCE).where(*wanted)).mappings()
        withdrawn += [dict(row) for row in rows]
        connection.execute(_EVIDENCE.delete().where(*wanted))
    return withdrawn


def _evidence_rows(observation: Observation, item_pk: int, rows: Rows) -> Iterator[Row]:
    item = observation.item
    common = {
        "tenant": item.tenant,
        "item_pk": item_pk,
        "item_first_seen_at": item.first_seen_at,
        "extractor": observation.extractor,
        "extractor_version": observation.extractor_version,
        "confidence": observation.confidence,
    }
    for number, (span, subject) in enumerate(_subjects(observation, rows)):
        field, start, end, quote = span
        words = {"field": field, "start_char": start, "end_char": end, "quote": quote}
        yield {**common, **subject, **words, "number": number}


def _subjects(observation: Observation, rows: Rows) -> Iterator[tuple[Span, Row]]:
    for mention in observation.mentions:
        entity, alias = rows.of_mention(mention)
        yield mention.span, {"entity_pk": entity, "alias_pk": alias, "relationship_pk": None}
    for connection in observation.connections:
        relationship = rows.of_connection(connection)
        yield connection.span, {"entity_pk": None, "alias_pk": None, "relationship_pk": relationship}


def _count(
    connection: sa.Connection,
    tenant: str,
    model: type[EntityRow] | type[AliasRow] | type[RelationshipRow],
    column: str,
    withdrawn: list[Row],
    given: list[Row],
) -> list[int]:
    """Brings the counts of one table up to date; gives back the rows that changed."""
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
            said[row["item_pk"]][row[column]] = row["item_first_seen_at"]
    return said

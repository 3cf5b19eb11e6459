"""Compares what the ledger says with what the services answer."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.ledger import Ledger
from tests.chaos.services import Inside

REVISION = re.compile(r"Revision (\d+)\.")


@dataclass
class Verdict:
    """Counts, and a line for everything that is wrong."""

    served: int = 0
    acknowledged: int = 0
    stored: int = 0
    revisions: int = 0
    evidence: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Nothing lost, nothing doubled, nothing wrong."""
        return not (self.lost or self.doubled or self.wrong)


def judge(ledger: Ledger, inside: Inside) -> Verdict:
    """The verdict. The services must have come to rest."""
    verdict = Verdict()
    items = inside.items()
    _items(verdict, ledger, items)
    _revisions(verdict, ledger, inside, items)
    _graph(verdict, inside, items)
    verdict.wrong += [f"in quarantine: {message.detail}" for message in inside.quarantined()]
    return verdict


def _items(verdict: Verdict, ledger: Ledger, items: list[Any]) -> None:
    served, acknowledged = ledger.served(), ledger.acknowledged()
    stored = {item.guid: _revision_in(item) for item in items}
    verdict.served, verdict.acknowledged, verdict.stored = len(served), len(acknowledged), len(items)
    verdict.doubled += [f"item {guid}" for guid in _doubled((item.feed_id, item.guid) for item in items)]
    verdict.lost += [f"item {guid}" for guid in acknowledged.keys() - stored.keys()]
    verdict.lost += [
        f"revision {newest} of {guid}, {stored[guid]} is stored"
        for guid, newest in acknowledged.items()
        if guid in stored and stored[guid] < newest
    ]
    verdict.wrong += [f"{guid} was never served" for guid in stored.keys() - served.keys()]


def _revisions(verdict: Verdict, ledger: Ledger, inside: Inside, items: list[Any]) -> None:
    edited = {guid for guid, numbers in ledger.served().items() if len(numbers) > 1}
    for item in items:
        if item.guid not in edited:
            continue
        revisions = inside.revisions(item.id)
        verdict.revisions += len(revisions)
        if [r.revision for r in revisions] != list(range(item.revision, 0, -1)):
            verdict.wrong.append(f"{item.guid} has revisions {[r.revision for r in revisions]}")
        texts = [_revision_in(revision) for revision in revisions]
        if texts != sorted(set(texts), reverse=True):
            verdict.doubled.append(f"revisions of {item.guid}: {texts}")


def _graph(verdict: Verdict, inside: Inside, items: list[Any]) -> None:
    """Every item speaks of its author, its topic and its publisher, once each, in its newest revision."""
    entities = inside.all_entities()
    verdict.doubled += [f"entity {name}" for name in _doubled((e.kind, e.name) for e in entities)]
    edges = [(edge.type, edge.source_id, edge.target_id) for edge in inside.relationships()]
    verdict.doubled += [f"relationship {edge}" for edge in _doubled(edges)]
    said = []
    for entity in entities:
        rows = inside.evidence(entity.id)
        said += [(row.item_id, row.item_revision, entity.kind, entity.name) for row in rows]
        if entity.item_count != len({row.item_id for row in rows}):
            verdict.wrong.append(f"{entity.name} counts {entity.item_count} items, not {len(rows)}")
    verdict.evidence = len(said)
    verdict.doubled += [f"evidence {row}" for row in _doubled(said)]
    due = {row for item in items for row in _due_evidence(item)}
    found = {row for row in said if row[2] != "organisation"}
    verdict.lost += [f"evidence {row}" for row in due - found]
    verdict.wrong += [f"evidence {row}" for row in found - due]
    published = {item_id for item_id, _, kind, _ in said if kind == "organisation"}
    verdict.lost += [f"publisher of {item.guid}" for item in items if item.id not in published]


def _due_evidence(item: Any) -> Iterable[tuple[str, int, str, str]]:
    yield item.id, item.revision, "creator", item.authors[0].name
    yield item.id, item.revision, "topic", item.categories[0]


def _revision_in(item: Any) -> int:
    found = REVISION.search(item.content or item.summary)
    assert found, item
    return int(found[1])


def _doubled(values: Iterable[Hashable]) -> list[Hashable]:
    return [value for value, number in Counter(values).items() if number > 1]

"""The labelled corpus: what each item says, and what a reader found in it.

Three parts. `own` is our wording and stands here in full. `conferences` is rendered from
conference data (see conferences.py). `feeds` are real items: their wording belongs to their publishers, so
that only references and labels stand here (see feeds.py).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
DEV, HELD_BACK = "dev", "held-back"
OWN, CONFERENCES, FEEDS = "own", "conferences", "feeds"
OPTIONAL = "?"
KINDS = ("creator", "organisation", "place", "topic")


@dataclass(frozen=True)
class Label:
    """An entity that a reader found: any of its names will do. An optional one is never missed or wrong."""

    names: tuple[str, ...]
    optional: bool = False

    @classmethod
    def parse(cls, text: str) -> "Label":
        """Read "Name|other name", or "?Name" for an optional one."""
        return cls(tuple(text.removeprefix(OPTIONAL).split("|")), text.startswith(OPTIONAL))


@dataclass(frozen=True)
class Example:
    """An item as `tributary extract` takes it, with its labels."""

    id: str
    part: str
    split: str
    lang: str
    item: dict[str, Any]
    labels: dict[str, list[Label]] = field(default_factory=dict)
    opportunities: list[dict[str, Any]] = field(default_factory=list)


def split_of(name: str) -> str:
    """A third is held back, chosen by the hash of the name, so that nobody chooses it."""
    return HELD_BACK if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 3 == 0 else DEV


def own() -> Iterator[Example]:
    """The items of our own wording, from the file of each half."""
    for split in (DEV, HELD_BACK):
        for row in lines(CORPUS / f"own-{split}.jsonl"):
            yield example(row, row["id"], OWN, split, row["item"])


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Each line of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def example(row: dict[str, Any], name: str, part: str, split: str, item: dict[str, Any]) -> Example:
    """Put the labels of a row to the item they speak of."""
    labels = {kind: [Label.parse(text) for text in row["labels"].get(kind, [])] for kind in KINDS}
    labels["topic"] += _category_topics(item["categories"], labels)
    found = [_titled(opportunity, row, item["title"]) for opportunity in row["opportunities"]]
    return Example(name, part, split, row["lang"], item, labels, found)


def _category_topics(categories: list[str], labels: dict[str, list[Label]]) -> list[Label]:
    """Every category is a topic; one that names an entity or is labelled by hand may be missing."""
    named = {name.casefold() for kind in KINDS for label in labels[kind] for name in label.names}
    return [Label((category,), category.casefold() in named) for category in categories]


def _titled(opportunity: dict[str, Any], row: dict[str, Any], title: str) -> dict[str, Any]:
    """Where the item is about one opportunity alone, its own title is a title of that, too."""
    alone = [title] if len(row["opportunities"]) == 1 else []
    return {**opportunity, "title": opportunity["title"] + alone}

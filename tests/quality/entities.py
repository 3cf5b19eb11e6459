"""Score the entities of one item, kind by kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.quality.examples import KINDS, Example, Label
from tests.quality.names import EVERY, key, keys
from tests.quality.tally import Tally

PHRASE = "topic, not a category"
OF_THE_FEED = ("organisation", "creator")


@dataclass
class Outcome:
    """What one item says about one kind or field: counts, and the names behind them."""

    tally: Tally = field(default_factory=Tally)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def score_entities(example: Example, answer: dict[str, Any]) -> dict[str, Outcome]:
    """The outcome of every kind; entities of the kind opportunity are scored with their facts instead."""
    outcomes = {kind: _score(kind, example, _names(answer, kind)) for kind in KINDS}
    return outcomes | {PHRASE: _score_phrases(example, _names(answer, "topic"))}


def _score_phrases(example: Example, topics: list[str]) -> Outcome:
    """Topics again, without those that the feed itself gives as categories: those are easy to find."""
    given = {key(category, "topic") for category in example.item["categories"]}
    labels = [label for label in example.labels["topic"] if not given & _label_keys(label, "topic")]
    others = replace(example, labels={**example.labels, "topic": labels})
    return _score("topic", others, [name for name in topics if key(name, "topic") not in given])


def _names(answer: dict[str, Any], kind: str) -> list[str]:
    """Each name once, however often the item has it."""
    found = {
        key(entity["name"], kind): entity["name"] for entity in answer["entities"] if entity["kind"] == kind
    }
    return list(found.values())


def _score(kind: str, example: Example, found: list[str]) -> Outcome:
    labels = example.labels[kind]
    outcome = Outcome()
    matched: set[int] = set()
    for name in found:
        hits = {number for number, label in enumerate(labels) if keys(name, kind) & _label_keys(label, kind)}
        matched |= hits
        if not hits and not _tolerated(name, kind, example):
            outcome.wrong.append(name)
    required = {number for number, label in enumerate(labels) if not label.optional}
    outcome.missed = [labels[number].names[0] for number in sorted(required - matched)]
    outcome.tally = Tally(len(required & matched), len(outcome.wrong), len(outcome.missed))
    return outcome


def _label_keys(label: Label, kind: str) -> set[str]:
    return {key(name, kind) for name in label.names}


def _tolerated(name: str, kind: str, example: Example) -> bool:
    """Neither right nor wrong: a short form of a person's name, the feed, any where all may be."""
    if any(EVERY in label.names for label in example.labels[kind]):
        return True
    if kind in OF_THE_FEED and f" {key(name, kind)} " in f" {key(example.item['feed']['title'], '')} ":
        return True
    return kind == "creator" and _shortened(name, example.labels[kind])


def _shortened(name: str, labels: Iterable[Label]) -> bool:
    words = set(key(name, "creator").split())
    full = (set(key(longer, "creator").split()) for label in labels for longer in label.names)
    return any(words < longer for longer in full)

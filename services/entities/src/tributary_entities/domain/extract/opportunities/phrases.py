"""Finds the phrases of a vocabulary in a text, in one pass over its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tributary_entities.domain.extract.opportunities.words import Words, plain, split

_ENDED = re.compile(r"[;!?]|\.\s|\n\n")
"""No phrase reaches over the end of a sentence or a paragraph."""

_GAP = 2
"""The most words that `_` in a phrase stands for; it may stand for none."""


class Cue(NamedTuple):
    """Characters `start` to `end` of the text are a phrase with this label."""

    label: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """What may follow the words so far: at once, or after a gap; and the labels if a phrase ends here."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    apart: dict[str, "_Node"] = field(default_factory=dict)
    labels: tuple[str, ...] = ()


class Phrases:
    """A vocabulary: labels with their phrases. Of phrases that begin at one word the longest counts."""

    def __init__(self, vocabulary: Mapping[str, str]) -> None:
        """Each label comes with its phrases, parted by commas or line breaks; `_` stands for a gap."""
        self._root: dict[str, _Node] = {}
        for label, phrases in vocabulary.items():
            for words in listed(phrases):
                self._add(words, label)

    def _add(self, words: tuple[str, ...], label: str) -> None:
        node = self._root.setdefault(words[0], _Node())
        gap = False
        for word in words[1:]:
            if word == "_":
                gap = True
                continue
            node = (node.apart if gap else node.following).setdefault(word, _Node())
            gap = False
        if label not in node.labels:
            node.labels = (*node.labels, label)

    def find(self, words: Words) -> list[Cue]:
        """The phrases in the text, in its order, none within another."""
        cues: list[Cue] = []
        after = 0
        root = self._root
        for index, word in enumerate(words.words):
            if word not in root or index < after:
                continue
            last, labels = _longest(words, index, root[word])
            if labels:
                start, end = words.starts[index], words.ends[last]
                cues.extend(Cue(label, start, end) for label in labels)
                after = last + 1
        return cues


def listed(phrases: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a comma- or line-separated list, each as its plain words."""
    for line in phrases.replace(",", "\n").splitlines():
        words = tuple(line.split()) if "_" in line else tuple(split(plain(line)).words)
        if words:
            yield tuple(plain(word) for word in words)


def _longest(words: Words, at: int, node: _Node) -> tuple[int, tuple[str, ...]]:
    """The index of the last word of the longest phrase from here on, with its labels; none without labels."""
    best = (at, node.labels)
    if node.following and (step := _step(words, at, 1, node.following)):
        best = max(best, step, key=_reach)
    if node.apart:
        for distance in range(1, _GAP + 2):
            if step := _step(words, at, distance, node.apart):
                best = max(best, step, key=_reach)
    return best


def _step(
    words: Words, at: int, distance: int, nodes: dict[str, _Node]
) -> tuple[int, tuple[str, ...]] | None:
    following = at + distance
    if following >= len(words.words):
        return None
    node = nodes.get(words.words[following])
    if node is None or _ENDED.search(words.text, words.ends[at], words.starts[following]):
        return None
    return _longest(words, following, node)


def _reach(found: tuple[int, tuple[str, ...]]) -> int:
    return found[0] if found[1] else -1

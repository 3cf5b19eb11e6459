"""Finds the phrases of a vocabulary in a text, in one pass over its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tributary_entities.domain.extract.opportunities.words import Words, plain, split

_GAP = 2
"""The most words that `_` in a phrase stands for; it may stand for none."""


class Cue(NamedTuple):
    """Characters `start` to `end` of the text are a phrase with this label."""

    label: str
    start: int
    end: int


class _Phrase(NamedTuple):
    rest: tuple[str, ...]
    labels: tuple[str, ...]


class Phrases:
    """A vocabulary: labels with their phrases. Of phrases with one beginning the longest that fits counts."""

    def __init__(self, vocabulary: Mapping[str, str]) -> None:
        """Each label comes with its phrases, parted by commas or line breaks; `_` stands for up to two words."""
        labels: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for label, phrases in vocabulary.items():
            for words in listed(phrases):
                labels[words].append(label)
        self._by_first: dict[str, list[_Phrase]] = defaultdict(list)
        for words, found in labels.items():
            self._by_first[words[0]].append(_Phrase(words[1:], tuple(found)))
        for starting in self._by_first.values():
            starting.sort(key=lambda phrase: -len(phrase.rest))

    def find(self, words: Words) -> list[Cue]:
        """The phrases in the text, in its order, none within another."""
        cues: list[Cue] = []
        after = 0
        for index in self._candidates(words.words):
            if index < after:
                continue
            for phrase in self._by_first[words.words[index]]:
                last = _last(words, index, phrase.rest)
                if last >= 0:
                    start, end = words.starts[index], words.ends[last]
                    cues.extend(Cue(label, start, end) for label in phrase.labels)
                    after = last + 1
                    break
        return cues

    def _candidates(self, words: list[str]) -> Iterator[int]:
        known = self._by_first
        return (index for index, word in enumerate(words) if word in known)


def listed(phrases: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a comma- or line-separated list, each as its plain words."""
    for line in phrases.replace(",", "\n").splitlines():
        words = tuple(line.split()) if "_" in line else tuple(split(plain(line)).words)
        if words:
            yield tuple(plain(word) for word in words)


def _last(words: Words, first: int, rest: tuple[str, ...]) -> int:
    """The index of the last word of the phrase that begins at `first`; -1 where it does not stand there."""
    at = first
    gap = 0
    for word in rest:
        if word == "_":
            gap = _GAP
            continue
        at = _next(words, at, word, gap)
        if at < 0:
            return -1
        gap = 0
    return at


def _next(words: Words, at: int, word: str, gap: int) -> int:
    for index in range(at + 1, min(at + 2 + gap, len(words.words))):
        if "\n\n" in words.text[words.ends[index - 1] : words.starts[index]]:
            return -1
        if words.words[index] == word:
            return index
    return -1


def labelled(cues: Iterable[Cue], *labels: str) -> list[Cue]:
    """Those of the cues that have one of these labels."""
    return [cue for cue in cues if cue.label in labels]

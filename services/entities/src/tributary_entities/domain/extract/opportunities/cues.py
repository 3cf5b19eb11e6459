"""The cues of a text: words that say what its dates are, and words that say what it offers."""

from collections.abc import Callable
from functools import lru_cache

from tributary_entities.domain.extract.opportunities.phrases import Cue, Phrases, listed
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import (
    APPLY,
    DEADLINE_CUES,
    DUE,
    HANDED_IN,
    REGISTER,
    STEMS_OF_APPLYING,
    STEMS_OF_ENDING,
    STEMS_TO_APPLY,
)
from tributary_entities.domain.extract.opportunities.vocabulary.kind_cues import (
    ANY,
    CALL,
    INVITE,
    KIND_CUES,
    SUBJECT,
    deadline_kinds,
    kind_compounds,
)
from tributary_entities.domain.extract.opportunities.vocabulary.link_cues import LINK_CUES
from tributary_entities.domain.extract.opportunities.vocabulary.money import MONEY_CUES
from tributary_entities.domain.extract.opportunities.vocabulary.offers import OFFER_CUES
from tributary_entities.domain.extract.opportunities.words import Words

_DEADLINES = Phrases(DEADLINE_CUES)
_KINDS = Phrases(KIND_CUES)
_OFFERS = Phrases(OFFER_CUES)
_MONEY = Phrases(MONEY_CUES)
_LINKS = Phrases(LINK_CUES)
_LONG = 8
"""Letters that a compound, or a form of a verb, has at least."""


def deadline_cues(words: Words) -> list[Cue]:
    """The words around dates, in the text's order."""
    return _with_compounds(_DEADLINES.find(words), words, _due_labels)


def kind_cues(words: Words) -> list[Cue]:
    """The words that say what is offered, in the text's order."""
    return _with_compounds(_KINDS.find(words), words, _kind_labels)


def _with_compounds(cues: list[Cue], words: Words, labels_of: Callable[[str], tuple[str, ...]]) -> list[Cue]:
    """The cues and those that long words are by their parts, in the text's order."""
    compounds = [
        Cue(label, words.starts[index], words.ends[index])
        for index, word in enumerate(words.words)
        if len(word) >= _LONG
        for label in labels_of(word)
    ]
    return sorted((*cues, *compounds), key=_position) if compounds else cues


@lru_cache(maxsize=8192)
def _kind_labels(word: str) -> tuple[str, ...]:
    """What a long word says by its parts: Bewerbungsschluss, Forschungsstipendium, inscrevem."""
    if is_deadline(word):
        return (CALL + ANY, INVITE, *deadline_kinds(word))
    return kind_compounds(word) or ((INVITE,) if word.startswith(STEMS_TO_APPLY) else ())


def offer_cues(words: Words) -> list[Cue]:
    """The words that say who offers, to whom, and from where, in the text's order."""
    return _OFFERS.find(words)


def money_cues(words: Words) -> list[Cue]:
    """The words around sums of money, in the text's order."""
    return _MONEY.find(words)


def link_cues(words: Words) -> list[Cue]:
    """The words that say where links lead, in the text's order."""
    return _LINKS.find(words)


def speaks_of_kinds(words: list[str]) -> bool:
    """Whether a plain text has any word without which no kind of opportunity is named."""
    if not _TELLING.isdisjoint(words):
        return True
    return any(len(word) >= _LONG and _kind_labels(word) for word in words)


def _telling() -> frozenset[str]:
    """The longest word of every phrase that names a kind: the rarest one, more or less."""
    named = (phrases for label, phrases in KIND_CUES.items() if label.startswith((CALL, SUBJECT)))
    return frozenset(max(words, key=len) for phrases in named for words in listed(phrases))


_TELLING = _telling()


@lru_cache(maxsize=8192)
def _due_labels(word: str) -> tuple[str, ...]:
    """German compounds: Bewerbungsschluss ends an application, Vortragsvorschläge are handed in."""
    if is_deadline(word):
        return (REGISTER if word.startswith("anmeld") else APPLY, DUE)
    return (APPLY,) if word.endswith(HANDED_IN) or word.startswith(STEMS_TO_APPLY) else ()


def is_deadline(word: str) -> bool:
    """Whether a German compound names the end of applying."""
    return word.endswith(STEMS_OF_ENDING) and word.startswith(STEMS_OF_APPLYING)


def _position(cue: Cue) -> int:
    return cue.start

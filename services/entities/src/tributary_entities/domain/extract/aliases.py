"""Merges what was found: every name once, in one kind, and shorter names as aliases of the full ones."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import PLACE, Found, Named
from tributary_entities.domain.extract.lexicon import COMMON, HEAD, LEGAL, lexicon

_ACRONYM_BEHIND = re.compile(r" \(([^\W\d_a-z][\w.&-]{1,9})\)")

MOST_ALIKE = 20
"""People of one surname that a shorter name is compared with."""

Key = tuple[str, str]
Known = dict[Key, Found]


class Merged(NamedTuple):
    """Each thing once, by its full name, in order of appearance; and every other name with its full one."""

    found: list[Found]
    full: Mapping[tuple[str, str], Named]

    def named(self, found: Found) -> Named | None:
        """The thing that a finding speaks of; None when the name turned out to be another kind of thing."""
        return self.full.get((found.kind, found.name.casefold()))


def merged(document: Document, found: Iterable[Found]) -> Merged:
    """Each thing with its surest finding; a shorter name counts for the full one that the document has."""
    best = _one_kind_each(_best_of_each(found))
    full = {key: key for key in best}
    for short, whole in (_people(best) | _organisations(document, best)).items():
        _absorb(best, short, whole)
        full[short] = whole
    names = {key: best[_last(full, key)] for key in full if _last(full, key) in best}
    return Merged(list(best.values()), {key: Named(each.kind, each.name) for key, each in names.items()})


def _last(full: Mapping[Key, Key], key: Key) -> Key:
    """The full name of the full name, if that is an alias itself."""
    return full.get(full[key], full[key])


def _best_of_each(found: Iterable[Found]) -> Known:
    """The surest finding of each name and kind; of equally sure ones the first."""
    best: Known = {}
    for each in found:
        key = each.kind, each.name.casefold()
        if key not in best or best[key].confidence < each.confidence:
            best[key] = each
    return best


def _one_kind_each(best: Known) -> Known:
    """A name is a person, an organisation or a place; what it is about may have the same name."""
    surest: dict[str, Found] = {}
    for (kind, name), each in best.items():
        if kind != TOPIC and (name not in surest or surest[name].confidence < each.confidence):
            surest[name] = each
    return {key: each for key, each in best.items() if key[0] == TOPIC or surest[key[1]] is each}


def _people(best: Known) -> dict[Key, Key]:
    """Surnames, given names and initials that stand for a person whose full name is there."""
    by_part: dict[str, Key] = {}
    by_last: dict[str, list[Key]] = {}
    full = [key for key in best if key[0] == CREATOR and " " in key[1]]
    for key in full:
        words = key[1].split(" ")
        alike = by_last.setdefault(words[-1], [])
        if len(alike) < MOST_ALIKE:
            alike.append(key)
        for part in (words[-1], words[0], " ".join(words[-2:])):
            by_part.setdefault(part, key)
    aliases = {}
    for key in best:
        kind, name = key
        doubtful = kind == PLACE and best[key].confidence < 0.8
        if (kind in (CREATOR, ORGANISATION) or doubtful) and by_part.get(name, key) != key:
            aliases[key] = by_part[name]
        elif kind == CREATOR and " " in name and (other := _longer(key, by_last)) is not None:
            aliases[key] = other
    return aliases


def _longer(key: Key, by_last: Mapping[str, list[Key]]) -> Key | None:
    """Another full name that has all words of this one, initials for words: "J. Smith", "Kim Jong"."""
    words = key[1].split(" ")
    for other in by_last.get(words[-1], ()):
        if len(other[1]) > len(key[1]) and _stand_for(words[:-1], other[1].split(" ")[:-1]):
            return other
    return None


def _stand_for(short: list[str], full: list[str]) -> bool:
    """Whether the words are those of the full name in order, each whole or as an initial."""
    rest = iter(full)
    return all(any(_stands_for(word, each) for each in rest) for word in short)


def _stands_for(word: str, full: str) -> bool:
    return word == full or (len(word) <= 2 and word[0] == full[0] and word[-1] == ".")


def _organisations(document: Document, best: Known) -> dict[Key, Key]:
    """Acronyms, names without the legal form, and first words that stand for a full name."""
    shorter: dict[str, Key] = {}
    for key, each in best.items():
        if key[0] == ORGANISATION:
            for short in _short_names(document, each):
                shorter.setdefault(short, key)
    return {
        key: shorter[key[1]]
        for key in best
        if key[0] in (ORGANISATION, CREATOR) and shorter.get(key[1], key) != key
    }


def _short_names(document: Document, found: Found) -> Iterable[str]:
    words = found.name.casefold().split(" ")
    flags = [lexicon().flags.get(word.strip(".,"), 0) for word in words]
    while len(words) > 1 and flags[-1] & LEGAL:
        words, flags = words[:-1], flags[:-1]
        yield " ".join(words).rstrip(",")
    if len(words) > 1 and not flags[0] & COMMON and all(flag & (HEAD | COMMON) for flag in flags[1:]):
        yield words[0]
    if acronym := _ACRONYM_BEHIND.match(_field(document, found), found.span.end):
        yield acronym[1].casefold()


def _field(document: Document, found: Found) -> str:
    return document.field(found.span.field)


def _absorb(best: Known, short: Key, full: Key) -> None:
    """The full name takes over the confidence of the short one, where that is higher."""
    if short not in best or full not in best:
        return
    alias, whole = best.pop(short), best[full]
    if alias.confidence > whole.confidence and alias.kind == whole.kind:
        best[full] = Found(whole.kind, whole.name, whole.span, alias.confidence)

"""Which names answer a search, and in what order: the rules that every text index follows.

A name answers when it has all words of the query; the query's last word may be the beginning of one.
"""

from typing import NamedTuple

from tributary_entities.domain import names

EXACT, PREFIX, REST = 0, 1, 2
"""Ranks: the name is the query; the name begins with the query; the words stand elsewhere."""

MAX_WORDS = 16


class Query(NamedTuple):
    """A search: its words, without case and accents, and the name it would be if it were one."""

    words: tuple[str, ...]
    key: str

    @property
    def text(self) -> str:
        """The words with single blanks between."""
        return " ".join(self.words)


def parse(text: str) -> Query:
    """Reads what was typed; only the first 16 words count. A text without letters and digits has no words."""
    return Query(tuple(names.words(text).split()[:MAX_WORDS]), names.key(text))


def answers(query: Query, name_words: str) -> bool:
    """Whether a name with these words answers the query."""
    if not query.words:
        return False
    *whole, last = query.words
    found = name_words.split()
    return set(whole) <= set(found) and any(word.startswith(last) for word in found)


def rank(query: Query, name_key: str, name_words: str) -> int:
    """The rank of a name that answers."""
    if name_key == query.key:
        return EXACT
    return PREFIX if name_words.startswith(query.text) else REST

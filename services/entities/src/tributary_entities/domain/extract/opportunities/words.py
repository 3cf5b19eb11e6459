"""A text as words: in a plain spelling of the same length, so that every position stays true."""

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_SAME = {
    "−": "-",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "º": ".",
    "ª": ".",
    "°": ".",
    "ß": "s",
    "ø": "o",
    "ł": "l",
    "ı": "i",
}
_MANY = 64


class _Plain(dict[int, int]):
    """Maps a character to its plain form, and remembers it."""

    def __missing__(self, code: int) -> int:
        plain = _plain_character(chr(code))
        self[code] = ord(plain)
        return ord(plain)


def _plain_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    small = unicodedata.normalize("NFKD", character)[:1].lower()
    return small if len(small) == 1 else character


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text in small letters without accents, with simple dashes, quotes and blanks; of equal length."""
    if text.isascii():
        return text.lower()
    special = [c for c in set(text) if not c.isascii() and _PLAIN[ord(c)] != ord(c)]
    if len(special) > _MANY:
        text = text.translate(_PLAIN)
    else:
        for character in special:
            text = text.replace(character, chr(_PLAIN[ord(character)]))
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


class Words(NamedTuple):
    """The words of a plain text, with where each starts and ends."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def tokens(text: str) -> list[str]:
    """The words of a text that is already plain, without their places."""
    return _WORD.findall(text)


def split(text: str) -> Words:
    """The words of a text that is already plain."""
    return placed(text, tokens(text))


def placed(text: str, words: list[str]) -> Words:
    """The words of a plain text with their places; they are all of its words, in order."""
    starts, at = [], 0
    for word in words:
        at = text.find(word, at)
        starts.append(at)
        at += len(word)
    return Words(text, words, starts, [start + len(word) for start, word in zip(starts, words, strict=True)])

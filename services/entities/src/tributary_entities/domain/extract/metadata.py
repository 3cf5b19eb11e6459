"""What the metadata of an item state: its authors, its publisher and its categories."""

import re
from collections.abc import Iterator

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.bylines import people
from tributary_entities.domain.extract.document import AUTHOR, CATEGORY, FEED, Document
from tributary_entities.domain.extract.findings import Found, Span
from tributary_entities.domain.extract.lexicon import (
    BRAND,
    CLUB,
    COMMON,
    FAMILY,
    FOREIGN,
    GIVEN,
    HEAD,
    LEGAL,
    MEDIA,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.words import organisations
from tributary_entities.domain.extract.words.people import NOBODY
from tributary_entities.domain.extract.words.topics import BOOKKEEPING

_BY = re.compile(
    r"(?:written by|posted by|submitted by|by|von|vom|par|por|di|de|da|text|texte|texto|autor|autore|author|"
    r"foto|photo)[\s:]+(?=[^\W\d_])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:,? (?:in|at|for|from|of|aus|bei|für|à|en|em|per|via|with|mit) (?=[^\W\d_a-z])|\s[|/–—-]\s|"
    r",|\(|\[|<).*$",
    re.DOTALL,
)
_LIST = re.compile(r"\s(?:and|und|et|y|e|&|with|mit)\s|\s?[,;/]\s?|\s\|\s")
_WORD = re.compile(r"[\w.'’&-]+")
_PART = re.compile(r"\s(?:[|–—:»›-]|::)\s|:\s")
_ORGANISED = HEAD | LEGAL | MEDIA | CLUB


def stated(document: Document) -> Iterator[Found]:
    """Authors, publisher and categories."""
    yield from _authors(document.author)
    yield from _publisher(document.feed_title)
    for number, category in enumerate(document.categories):
        if category and category.casefold() not in BOOKKEEPING:
            yield Found(TOPIC, category, Span(f"{CATEGORY}{number}", 0, len(category)), 0.9)


def _authors(text: str) -> Iterator[Found]:
    """The people, or the agency, that the author's text names."""
    for person in people(text):
        for start, end in _parts(text, person.start, person.end):
            if kind := _kind(text[start:end]):
                yield Found(kind, text[start:end], Span(AUTHOR, start, end), 0.95)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in these characters: those of a list each, without "by" before, the place or job behind."""
    if by := _BY.match(text, start, end):
        start = by.end()
    at = start
    pieces = []
    for match in _LIST.finditer(text, start, end):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    names = [_bare(text, *piece) for piece in pieces]
    if len(names) > 1 and sum(_is_full_name(text[a:b]) for a, b in names) > 1:
        yield from (name for name in names if _is_full_name(text[name[0] : name[1]]))
    else:
        yield _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without what follows it: "Jane Doe in Madrid", "John Roe, Staff Writer"."""
    if tail := _TAIL.search(text, start + 1, end):
        end = tail.start()
    words = list(_WORD.finditer(text, start, end))
    for index, word in enumerate(words[2:], 2):
        if _flags(word[0]) & (ROLE | COMMON) and not _flags(word[0]) & (FAMILY | GIVEN):
            previous = words[index - 1]
            end = previous.start() - 1 if index > 2 and lexicon().is_place(previous[0]) else word.start() - 1
            break
    return start, end


def _is_full_name(name: str) -> bool:
    words = _WORD.findall(name)
    return 2 <= len(words) <= 5 and words[0][0].isupper() and _kind(name) == CREATOR


def _kind(name: str) -> str:
    """Creator or organisation; "" for an address, "admin", "Program Chairs", and what is no name."""
    words = _WORD.findall(name)
    if not words or "@" in name or any(word.lower() in NOBODY for word in words):
        return ""
    flags = [_flags(word) for word in words]
    if name in organisations.KNOWN or name in organisations.BODIES or name in organisations.COMPANIES:
        return ORGANISATION
    if any(flag & _ORGANISED and not flag & (FAMILY | GIVEN) for flag in flags):
        return ORGANISATION
    if all(flag & (COMMON | FOREIGN) and not flag & (GIVEN | FAMILY) for flag in flags) and name[0].isupper():
        return ""
    return CREATOR


def _flags(word: str) -> int:
    return lexicon().flags.get(word.rstrip(".").lower(), 0)


def _publisher(title: str) -> Iterator[Found]:
    """The organisation that the feed's title names; a title that is only the name of a blog names none."""
    start = 0
    for end in [*(match.start() for match in _PART.finditer(title)), len(title)]:
        name = title[start:end].strip(" |–—:»›-")
        begin = title.find(name, start)
        if name and _is_organisation(name):
            yield Found(ORGANISATION, name, Span(FEED, begin, begin + len(name)), 0.7)
            return
        start = end


def _is_organisation(name: str) -> bool:
    words = _WORD.findall(name)
    if name in organisations.KNOWN or name in organisations.BODIES or name in organisations.COMPANIES:
        return True
    if len(words) == 1:
        return bool(_flags(name) & BRAND) and not _flags(name) & COMMON
    flags = [_flags(word) for word in words]
    own = any(
        not flag & (COMMON | FOREIGN) or lexicon().is_known_place(word)
        for flag, word in zip(flags, words, strict=True)
    )
    return len(words) <= 6 and own and any(flag & (HEAD | LEGAL | MEDIA) for flag in (flags[0], flags[-1]))

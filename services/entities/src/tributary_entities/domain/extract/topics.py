"""Finds what an item is about where its categories do not say so: few phrases, and good ones."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tributary_entities.domain.entity import TOPIC
from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.findings import Found, Span
from tributary_entities.domain.extract.lexicon import CALENDAR, FUNCTION, OPENER, PEOPLE, ROLE, lexicon
from tributary_entities.domain.extract.words import topics as vocabulary
from tributary_entities.domain.extract.words.technology import TECHNOLOGIES

MOST = 3
"""Topics that the rules add to the categories."""

MOST_STATED = 8
"""Topics of a list in the text: "Keywords: …"."""

_LISTED = re.compile(
    r"(?:^|\n|\. )(?:key ?words?|tags|topics(?: of interest)?(?: include| are)?|themes|"
    r"schlagwörter|stichworte|"
    r"themen|mots[- ]clés|thèmes|palabras clave|temas|parole chiave|temi|"
    r"palavras-chave)(?: \([^)\n]{1,40}\))?"
    r"(?: include| are)?:[ \n]{0,2}([^\n.]{3,300})",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?<![\w&/])#([^\W\d_]\w{2,30})")
_SUBJECT = re.compile(
    r"\b(?:conference|workshop|symposium|summit|seminar|issue|proposals?|papers|course|book|hackathon|prize|grants?|"
    r"position|researchers?|professor(?:ship)?|lecturer|fellowship|scholarship|bursary|women|phd|degree|essays?|talks?|"
    r"konferenz|tagung|professur|stelle|workshop|colloque|conférence|journée|thèse|congreso|jornadas|beca|congresso|"
    r"convegno|concorso|bolsa)s? (?:on|in|about|for|für|zum|zur|über|sur|en|sobre|su|in) "
    r"(?:the |der |die |das |la |le |l['’]|el |il )?([^\W\d_][\w-]+(?: [^\W\d_][\w-]+){0,2})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w+#.'’-]*[\w+#]|[^\W_]")
_APART = re.compile(r"[,;:.!?–—|()\[\]{}\"“”„«»/]")
_IDLE = FUNCTION | OPENER | CALENDAR | PEOPLE | ROLE


def topics(document: Document, names: Sequence[Found]) -> list[Found]:
    """Topics beyond the categories: those that the text lists, and its subject if there are no categories."""
    found = list(_stated(document))
    if not document.categories:
        known = {word for each in names for word in each.name.casefold().split()}
        found += _subjects(document, known)
    return found


def _stated(document: Document) -> Iterator[Found]:
    text = document.text
    if _may_list(text) and (listed := _LISTED.search(text)):
        yield from _items(listed[1], listed.start(1))
    for match in islice(_HASHTAG.finditer(text), MOST_STATED) if "#" in text else ():
        yield Found(TOPIC, match[1], Span(TEXT, *match.span(1)), 0.7)


def _may_list(text: str) -> bool:
    """A quick look for the words that `_LISTED` begins with."""
    small = text.lower()
    return any(word in small for word in vocabulary.LISTING)


def _items(text: str, offset: int) -> Iterator[Found]:
    start = 0
    for piece in re.split(r"[,;•|]", text)[:MOST_STATED]:
        name = re.sub(r"^(?:and|und|et|y|e) ", "", piece.strip())
        at = offset + start + piece.find(name)
        start += len(piece) + 1
        if 2 < len(name) <= 60 and name.count(" ") <= 5:
            yield Found(TOPIC, name, Span(TEXT, at, at + len(name)), 0.75)


def _subjects(document: Document, names: set[str]) -> Iterator[Found]:
    """The surest few: what the title says it is about, technologies, phrases that title and text share."""
    candidates = [*_cued(document, names), *_technologies(document), *_repeated(document, names)]
    best: dict[str, Found] = {}
    for each in candidates:
        key = each.name.casefold()
        if key not in best or best[key].confidence < each.confidence:
            best[key] = each
    yield from sorted(best.values(), key=lambda found: -found.confidence)[:MOST]


def _cued(document: Document, names: set[str]) -> Iterator[Found]:
    """What stands behind "conference on", "researchers in", "Professur für" …"""
    for match in _SUBJECT.finditer(document.title):
        start, end = _phrase(document.title, *match.span(1))
        phrase = document.title[start:end]
        if end > start and not any(word in names for word in phrase.casefold().split()):
            yield Found(TOPIC, phrase, Span(TITLE, start, end), 0.7)


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """These characters up to the first word that is no part of a phrase."""
    last = start
    for match in _WORD.finditer(text, start, end):
        if _flags(match[0]) & _IDLE or match[0].lower() in vocabulary.EMPTY:
            break
        last = match.end()
    return start, last


def _technologies(document: Document) -> Iterator[Found]:
    """Known technologies of the title, and those that the text names twice."""
    text = document.text
    for match in _WORD.finditer(document.title):
        if match[0] in TECHNOLOGIES and len(match[0]) > 1 and not _flags(match[0]) & OPENER:
            yield Found(TOPIC, match[0], Span(TITLE, *match.span()), 0.65)
    if TECHNOLOGIES.isdisjoint(text.replace(",", " ").replace(".", " ").split()):
        return
    counts: dict[str, int] = {}
    for match in _WORD.finditer(text):
        if (word := match[0]) in TECHNOLOGIES and len(word) > 2 and word.lower() not in lexicon().flags:
            counts[word] = counts.get(word, 0) + 1
            if counts[word] == 2:
                yield Found(TOPIC, word, Span(TEXT, *match.span()), 0.6)


def _repeated(document: Document, names: set[str]) -> Iterator[Found]:
    """The phrase of the title that the text says most often; longer ones count for more."""
    text = document.text.casefold()
    best: tuple[float, int, int] | None = None
    for start, end, size in _phrases(document.title):
        phrase = document.title[start:end].casefold()
        if any(word in names for word in phrase.split()):
            continue
        count = text.count(phrase)
        score = count * size * size
        if (
            count
            and size > 1
            and not lexicon().is_place(phrase.title())
            and (best is None or score > best[0])
        ):
            best = score, start, end
    if best is not None:
        yield Found(TOPIC, document.title[best[1] : best[2]], Span(TITLE, best[1], best[2]), 0.55)


def _phrases(title: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and words of each phrase of one to three words that no word of grammar parts."""
    run: list[tuple[int, int]] = []
    end = 0
    for match in _WORD.finditer(title):
        apart = _APART.search(title, end, match.start()) or (
            end < match.start() - 1 and title[end : match.start()] != " "
        )
        idle = _flags(match[0]) & _IDLE or match[0].lower() in vocabulary.EMPTY or not match[0][0].isalpha()
        if apart or idle:
            run = []
        if not idle:
            run.append(match.span())
            for first in range(max(len(run) - 3, 0), len(run)):
                yield run[first][0], match.end(), len(run) - first
        end = match.end()


def _flags(word: str) -> int:
    return lexicon().flags.get(word.lower(), 0)

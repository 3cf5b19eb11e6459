"""What the metadata of an item state: its authors, its publisher and its categories."""

from collections.abc import Iterator

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.bylines import people
from tributary_entities.domain.extract.document import AUTHOR, CATEGORY, FEED, Document
from tributary_entities.domain.extract.findings import Found, Span
from tributary_entities.domain.extract.lexicon import CLUB, HEAD, LEGAL, MEDIA, lexicon
from tributary_entities.domain.extract.words.people import NOBODY


def stated(document: Document) -> Iterator[Found]:
    """Authors, publisher and categories."""
    yield from _authors(document.author)
    if document.feed_title:
        yield Found(ORGANISATION, document.feed_title, Span(FEED, 0, len(document.feed_title)), 0.6)
    for number, category in enumerate(document.categories):
        if category:
            yield Found(TOPIC, category, Span(f"{CATEGORY}{number}", 0, len(category)), 0.9)


def _authors(text: str) -> Iterator[Found]:
    for person in people(text):
        name = text[person.start : person.end]
        words = [word.strip(".,").lower() for word in name.split()]
        if not words or "@" in name or any(word in NOBODY for word in words):
            continue
        flags = 0
        for word in words:
            flags |= lexicon().flags.get(word, 0)
        kind = ORGANISATION if flags & (HEAD | LEGAL | MEDIA | CLUB) else CREATOR
        yield Found(kind, name, Span(AUTHOR, person.start, person.end), 0.95)

"""Extracts by rules: no model, no network; time in proportion to the length of the text."""

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.bylines import people
from tributary_entities.domain.extract.document import AUTHOR, CATEGORY, FEED, Document
from tributary_entities.domain.extract.findings import Extraction, Found, Span


def extract(document: Document) -> Extraction:
    """All that the rules find in the document."""
    found = [
        Found(CREATOR, document.author[p.start : p.end], Span(AUTHOR, p.start, p.end), 0.9)
        for p in people(document.author)
    ]
    found += [
        Found(TOPIC, c, Span(f"{CATEGORY}{n}", 0, len(c)), 0.9)
        for n, c in enumerate(document.categories)
        if c
    ]
    if document.feed_title:
        found.append(Found(ORGANISATION, document.feed_title, Span(FEED, 0, len(document.feed_title)), 0.6))
    return Extraction(tuple(found))

"""The facts that a feed states by itself: who wrote, what about, and who published. Nothing is guessed."""

from collections.abc import Iterable, Iterator

from tributary_entities.domain import names
from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.bylines import people
from tributary_entities.domain.facts import Alias, Connection, Identity, Mention, Observation, Span
from tributary_entities.domain.item import Author, Item
from tributary_entities.domain.relationship import ABOUT, PUBLISHED, WROTE

EXTRACTOR = "feed"
VERSION = "1"
CONFIDENCE = 1.0

MAX_MENTIONS = 200
"""Creators of one item, and topics of one item; the feed's first ones are kept."""

MAX_CROSSED = 20
"""Creators and topics of one item that `wrote` connects each with each; their product must stay small."""

MAX_QUOTE = 1000
MAX_EMAIL = 320
MAX_URI = 2000
"""Characters."""


def feed_facts(item: Item) -> Observation:
    """Reads the item's authors, categories and source."""
    organisation = _organisation(item)
    creators = _distinct(mention for author in item.authors for mention in _creators(author))
    topics = _distinct(mention for category in item.categories for mention in _topics(category))
    mentions = [organisation, *creators, *topics]
    connections = _connections(organisation, _entities(creators), _entities(topics))
    return Observation(item, mentions, connections, EXTRACTOR, VERSION, CONFIDENCE)


def _organisation(item: Item) -> Mention:
    name = names.clean(item.source_name)[: names.MAX_NAME] or item.source_id
    span = Span("source", 0, len(name), name)
    return Mention(Identity(ORGANISATION, item.source_id), Alias(name), span)


def _creators(author: Author) -> Iterator[Mention]:
    named = people(author.name)
    text = author.name if named else author.email
    found = named or people(author.email)
    alone = len(found) == 1
    for start, end, email in found:
        # The feed's e-mail and address belong to one person; in a list of people nobody knows to whom.
        extra = (email or author.email, author.uri) if alone else (email, "")
        yield from _mention(CREATOR, "author", text, start, end, *extra)


def _topics(category: str) -> Iterator[Mention]:
    return _mention(TOPIC, "category", category, 0, len(category))


def _mention(
    kind: str, field: str, text: str, start: int, end: int, email: str = "", uri: str = ""
) -> Iterator[Mention]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    quote = words.strip()
    key = names.key(quote) if len(quote) <= MAX_QUOTE else ""
    if key:
        alias = Alias(names.clean(quote), _fitting(email, MAX_EMAIL), _fitting(uri, MAX_URI))
        span = Span(field, start, start + len(quote), names.printable(quote))
        yield Mention(Identity(kind, key), alias, span)


def _fitting(text: str, most: int) -> str:
    """The text on one line; empty when it is too long, for half an address is none."""
    line = names.clean(text)
    return line if len(line) <= most else ""


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[tuple[Identity, Alias], Mention] = {}
    for mention in mentions:
        first.setdefault((mention.entity, mention.alias), mention)
        if len(first) == MAX_MENTIONS:
            break
    return list(first.values())


def _entities(mentions: list[Mention]) -> list[tuple[Identity, Span]]:
    first: dict[Identity, Span] = {}
    for mention in mentions:
        first.setdefault(mention.entity, mention.span)
    return list(first.items())


def _connections(
    organisation: Mention, creators: list[tuple[Identity, Span]], topics: list[tuple[Identity, Span]]
) -> list[Connection]:
    """Each connection is quoted by the words that name its target."""
    publisher = organisation.entity
    published = [Connection(PUBLISHED, publisher, creator, span) for creator, span in creators]
    about = [Connection(ABOUT, publisher, topic, span) for topic, span in topics]
    wrote = [
        Connection(WROTE, creator, topic, span)
        for creator, _ in creators[:MAX_CROSSED]
        for topic, span in topics[:MAX_CROSSED]
    ]
    return [*published, *about, *wrote]

"""Facts: what one revision of an item says, each with the words that say so."""

from dataclasses import dataclass
from typing import NamedTuple

from tributary_entities.domain.item import Item


class Span(NamedTuple):
    """Where a fact stands: the part of the item, the characters `start` to `end` of it, and the words."""

    field: str
    start: int
    end: int
    quote: str


class Identity(NamedTuple):
    """What makes two mentions speak of one entity, within a tenant."""

    kind: str
    key: str


class Alias(NamedTuple):
    """A name that an entity goes by, with what came along with it."""

    name: str
    email: str = ""
    uri: str = ""


class Mention(NamedTuple):
    """The item speaks of an entity by an alias."""

    entity: Identity
    alias: Alias
    span: Span


class Connection(NamedTuple):
    """The item says that two entities are related."""

    type: str
    source: Identity
    target: Identity
    span: Span


@dataclass(frozen=True, slots=True)
class Observation:
    """An item with all that an extractor found in it.

    Each mention has its own entity and alias, each connection its own type and ends; the ends of every
    connection are among the mentions. `confidence` is between 0 and 1.
    """

    item: Item
    mentions: list[Mention]
    connections: list[Connection]
    extractor: str
    extractor_version: str
    confidence: float

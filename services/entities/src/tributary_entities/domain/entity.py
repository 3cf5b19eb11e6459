"""Entities: the things that items speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tributary_entities.domain.facts import Alias
from tributary_entities.domain.names import sort_key

CREATOR = "creator"
ORGANISATION = "organisation"
TOPIC = "topic"
KINDS = (CREATOR, ORGANISATION, TOPIC)


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that `item_count` distinct items speak of, in times of those items' first sight.

    `aliases` are its most common ones, the most common first.
    """

    id: str
    kind: str
    name: str
    item_count: int
    first_seen_at: datetime
    last_seen_at: datetime
    aliases: tuple[Alias, ...] = ()

    @property
    def sort_key(self) -> str:
        """What lists by name are sorted by, before the id."""
        return sort_key(self.name)


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """An alias with the number of items that use it and the newest of these items' first sight."""

    name: str
    item_count: int
    last_seen_at: datetime


def display_name(kind: str, aliases: Sequence[KnownAlias]) -> str:
    """The name to show: the most common one; of an organisation the newest, for a publisher may be renamed.

    It depends on what the items say now and not on the order in which they came. Raises ValueError when
    there is no alias.
    """
    if kind == ORGANISATION:
        return min(aliases, key=lambda a: (-a.last_seen_at.timestamp(), -a.item_count, a.name)).name
    counts: dict[str, int] = {}
    for alias in aliases:
        counts[alias.name] = counts.get(alias.name, 0) + alias.item_count
    return min(counts, key=lambda name: (-counts[name], name))

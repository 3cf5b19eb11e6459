"""Search in names. Every index finds the same in the same order: `domain/ranking.py` has the rules."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tributary_entities.domain.ranking import Query


class Hit(NamedTuple):
    """An entity that answers, and its place: by rank, then more items first, then by name, then by id."""

    rank: int
    item_count: int
    sort_key: str
    id: str


class TextIndex(Protocol):
    """Finds entities by the words of their aliases."""

    def search(
        self, tenant: str, query: Query, *, kind: str, item_id: str, after: Hit | None, limit: int
    ) -> Sequence[Hit]:
        """The best hits after `after`; of one kind, or that one item speaks of, where these are not empty.

        Only entities that have evidence are found, under aliases that have some. Raises Unavailable and
        DeadlineExceeded.
        """

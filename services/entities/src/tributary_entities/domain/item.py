"""An item as entities sees it: what its feed says of authors, categories and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Author(NamedTuple):
    """An author as the feed names them; any part may be empty."""

    name: str = ""
    email: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One revision of an item. `revision` counts from 1; times are aware UTC.

    `first_seen_at` is when the product first stored the item, `seen_at` when it stored this revision.
    """

    tenant: str
    id: str
    revision: int
    feed_id: str
    source_id: str
    source_name: str
    title: str
    link: str
    first_seen_at: datetime
    seen_at: datetime
    published_at: datetime | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()


def newest(items: Iterable[Item]) -> list[Item]:
    """Each item once, in its highest revision; of equal revisions the first one given."""
    best: dict[tuple[str, str], Item] = {}
    for item in items:
        known = best.get((item.tenant, item.id))
        if known is None or item.revision > known.revision:
            best[item.tenant, item.id] = item
    return list(best.values())

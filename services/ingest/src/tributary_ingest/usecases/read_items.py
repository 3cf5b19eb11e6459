"""Items, page by page and as they come. Synchronous."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from tributary_kit import deadline, paging

from tributary_ingest.domain.item import Item
from tributary_ingest.ports.item_store import ItemStore
from tributary_ingest.usecases.pages import Ask, Page, start

# Of any script, so many characters fit into one message of 4 MiB, whose largest item has fewer.
MAX_CHARACTERS = 1_000_000
OVERHEAD = 1000
BATCH = 100
LOOK_AGAIN_SECONDS = 0.5


class Signal(Protocol):
    """Tells waiting threads that something was stored."""

    def wait(self, seconds: float) -> None:
        """Returns when something was stored since, or after `seconds`."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Revisions as they were stored; `cursor` continues after them."""

    cursor: str
    items: list[Item] = field(default_factory=list)


class ReadItems:
    """Everything about items."""

    def __init__(self, store: ItemStore, signal: Signal) -> None:
        self._store = store
        self._signal = signal

    def item(self, tenant: str, item_id: str) -> Item:
        return self._store.item(tenant, item_id)

    def items(self, tenant: str, ask: Ask, *, feed_id: str = "", source_id: str = "") -> Page[Item]:
        """Newest arrivals first. A page may be shorter than asked for, so that it fits into a message."""
        kind = f"items/{tenant}/{feed_id}/{source_id}"
        size = paging.page_size(ask.size)
        before = str(start(kind, ask.token) or "")
        rows = self._store.items(tenant, size + 1, before, feed_id=feed_id, source_id=source_id)
        page = _fitting(rows[:size])
        more = len(rows) > len(page)
        return Page(page, paging.encode(kind, [page[-1].id]) if more else "")

    def revisions(self, tenant: str, item_id: str, ask: Ask) -> Page[Item]:
        """Newest first."""
        kind = f"revisions/{tenant}/{item_id}"
        size = paging.page_size(ask.size)
        before = int(start(kind, ask.token) or 0)
        rows = self._store.revisions(tenant, item_id, size + 1, before)
        page = _fitting(rows[:size])
        more = len(rows) > len(page)
        return Page(page, paging.encode(kind, [page[-1].revision]) if more else "")

    def watch(self, tenant: str, cursor: str) -> Iterator[Batch]:
        """Revisions as they are stored, from a cursor or from now, until the caller's time is over.

        The first batch may be empty: it says where the stream starts.
        """
        kind = f"watch/{tenant}"
        found = start(kind, cursor)
        position = self._store.position() if found is None else int(found)
        yield Batch(paging.encode(kind, [position]))
        while True:
            deadline.check()
            stored = self._store.stored_after(tenant, position, BATCH)
            if not stored:
                self._signal.wait(LOOK_AGAIN_SECONDS)
                continue
            items = _fitting([item for _, item in stored])
            position = stored[len(items) - 1][0]
            yield Batch(paging.encode(kind, [position]), items)


def _fitting(items: list[Item]) -> list[Item]:
    """As many of the items as fit into one message; at least the first."""
    total = 0
    for count, item in enumerate(items):
        total += OVERHEAD + len(item.entry.content) + len(item.entry.summary) + len(item.entry.title)
        if total > MAX_CHARACTERS and count:
            return items[:count]
    return items

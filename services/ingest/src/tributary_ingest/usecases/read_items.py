"""Items, page by page and as they come. Synchronous."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from tributary_kit import deadline, paging

from tributary_ingest.domain.item import Item
from tributary_ingest.ports.item_store import ItemStore
from tributary_ingest.usecases.pages import Ask, Page, cut, fitting, start
from tributary_ingest.usecases.weights import item_bytes

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
        """Newest arrivals first."""
        return cut(
            f"items/{tenant}/{feed_id}/{source_id}",
            ask,
            lambda limit, before: self._store.items(
                tenant, limit, str(before or ""), feed_id=feed_id, source_id=source_id
            ),
            lambda item: item.id,
            item_bytes,
        )

    def revisions(self, tenant: str, item_id: str, ask: Ask) -> Page[Item]:
        """Newest first."""
        return cut(
            f"revisions/{tenant}/{item_id}",
            ask,
            lambda limit, before: self._store.revisions(tenant, item_id, limit, int(before or 0)),
            lambda item: item.revision,
            item_bytes,
        )

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
            items = fitting([item for _, item in stored], item_bytes)
            position = stored[len(items) - 1][0]
            yield Batch(paging.encode(kind, [position]), items)

"""Items, for reading."""

from typing import Protocol

from tributary_ingest.domain.item import Item


class ItemStore(Protocol):
    """Reads items of one tenant; what belongs to another is not found. Synchronous, thread-safe."""

    def item(self, tenant: str, item_id: str) -> Item:
        """The item in its newest revision. Raises NotFound."""

    def items(
        self, tenant: str, limit: int, before: str = "", *, feed_id: str = "", source_id: str = ""
    ) -> list[Item]:
        """Items in their newest revision, newest arrival first, those that arrived before `before`."""

    def revisions(self, tenant: str, item_id: str, limit: int, before: int = 0) -> list[Item]:
        """Revisions of an item, newest first, those below `before` unless it is 0. Raises NotFound."""

    def position(self) -> int:
        """Where the stream of stored revisions stands now."""

    def stored_after(self, tenant: str, position: int, limit: int) -> list[tuple[int, Item]]:
        """Revisions stored after a position, in the order of storing, each with its own position. No gaps."""

"""Evidence: why a fact is believed."""

from dataclasses import dataclass
from datetime import datetime

from tributary_entities.domain.facts import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one item revision that state a fact, with what a reader needs to find the item.

    `number` counts the evidence of the revision.
    """

    item_id: str
    item_revision: int
    item_title: str
    item_link: str
    item_published_at: datetime | None
    item_first_seen_at: datetime
    feed_id: str
    source_id: str
    span: Span
    extractor: str
    extractor_version: str
    confidence: float
    observed_at: datetime
    number: int

    @property
    def id(self) -> str:
        """Made of the item's id, its revision and the number."""
        return f"evd_{self.item_id.removeprefix('item_')}_{self.item_revision}_{self.number}"

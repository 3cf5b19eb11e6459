"""A parser without isolation, for tests and for bytes that the caller wrote itself."""

from tributary_ingest.adapters.parsers.discovery import discover
from tributary_ingest.adapters.parsers.opml import parse_opml
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.domain.document import Discovered, FeedDocument, Outline


class InlineParser:
    """Reads in the caller's own process: no limit of time or memory, and nothing to close."""

    async def parse(self, body: bytes, *, url: str, content_type: str) -> FeedDocument:
        """Read a feed of any format."""
        return parse_feed(body, url=url, content_type=content_type)

    async def parse_opml(self, body: bytes) -> list[Outline]:
        """Read the feeds of an OPML list."""
        return parse_opml(body)

    async def discover(self, body: bytes, *, url: str, content_type: str) -> list[Discovered]:
        """Return the feeds that a page names."""
        return discover(body, url=url, content_type=content_type)

    async def close(self) -> None:
        """Nothing is held, so nothing is freed."""

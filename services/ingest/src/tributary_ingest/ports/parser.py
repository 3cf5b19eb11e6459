"""Where fetched bytes become documents."""

from typing import Protocol

from tributary_ingest.domain.document import Discovered, FeedDocument, Outline


class Parser(Protocol):
    """Reads what strangers wrote.

    Every method raises `UnreadableFeed` with a reason when the bytes can not be read, when they cost more
    time or memory than one document may have, and when reading them broke the reader. One document never
    delays another for longer than it is worth: implementations bound the time of each. All methods may be
    called concurrently. `url` is the address the body came from, `content_type` the header's value; both
    may be empty.
    """

    async def parse(self, body: bytes, *, url: str, content_type: str) -> FeedDocument:
        """Read a feed of any format."""
        ...

    async def parse_opml(self, body: bytes) -> list[Outline]:
        """Read the feeds of an OPML list, each address once, in document order."""
        ...

    async def discover(self, body: bytes, *, url: str, content_type: str) -> list[Discovered]:
        """Return the feeds that a page names, best first; a feed names itself."""
        ...

    async def close(self) -> None:
        """Free everything; the parser can not be used after this."""
        ...

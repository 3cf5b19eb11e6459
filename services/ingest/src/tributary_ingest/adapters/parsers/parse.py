"""The way in: bytes of a feed to a `FeedDocument`.

    body → unpack (gzip that nobody declared) → UTF-8 (charset) → XML tree or JSON → FeedDocument

Everything here is pure and synchronous, and raises nothing but `UnreadableFeed` (and `TooLarge`).
"""

from tributary_kit.errors import TributaryError, UnreadableFeed

from tributary_ingest.adapters.parsers.charset import to_utf8, without_controls
from tributary_ingest.adapters.parsers.unpack import LIMIT, unpack_undeclared
from tributary_ingest.adapters.parsers.xml_feed import read_xml_feed
from tributary_ingest.domain.document import FeedDocument

_BLANKS = b" \t\r\n\x0b\x0c"


def parse_feed(body: bytes, *, url: str, content_type: str, clean: bool = True) -> FeedDocument:
    """Read a feed of any format.

    `url` is the address that the body came from (relative addresses are resolved against it), `content_type`
    the header's value; either may be empty. `clean=False` leaves HTML as it is, for measuring only.
    Raises `UnreadableFeed`, with a message that says what the bytes are instead.
    """
    data = readable(body, content_type)
    try:
        if is_json(data):
            from tributary_ingest.adapters.parsers.json_feed import read_json_feed

            return read_json_feed(data.decode("utf-8", "replace"), url, clean=clean)
        return read_xml_feed(data, url, clean=clean)
    except RecursionError:
        raise UnreadableFeed("The document is nested too deeply.") from None


def readable(body: bytes, content_type: str) -> bytes:
    """Unpack and decode a body to UTF-8. Raises `UnreadableFeed` when nothing is in it.

    Only markup may still hold characters that XML forbids: most has none, and its parser sees the others.
    """
    if len(body) > LIMIT:
        raise UnreadableFeed(f"The document has more than {LIMIT // 1024 // 1024} MiB.")
    try:
        data = to_utf8(unpack_undeclared(body), content_type)
    except TributaryError as error:
        raise UnreadableFeed(error.message) from None
    if not data.startswith(b"<"):
        data = without_controls(data).lstrip(_BLANKS)
    if not data:
        raise UnreadableFeed("The document is empty.")
    return data


def is_json(data: bytes) -> bool:
    """Tell JSON from markup by its first character."""
    return data[:1] in (b"{", b"[")

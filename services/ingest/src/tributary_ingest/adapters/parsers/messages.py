"""What a parser process and its owner say to each other: length-prefixed msgpack frames."""

import msgspec

from tributary_ingest.domain.document import Discovered, FeedDocument, Outline

HEADER = 4
"""Bytes of the big-endian length before each frame."""


class Request(msgspec.Struct, array_like=True):
    """One document to read; `kind` is feed, opml or discovery."""

    kind: str
    body: bytes
    url: str = ""
    content_type: str = ""


class Reply(msgspec.Struct, array_like=True):
    """What was read, or the error's message and remedy. After a `final` reply the process ends."""

    error: str = ""
    remedy: str = ""
    feed: FeedDocument | None = None
    outlines: list[Outline] = []
    found: list[Discovered] = []
    final: bool = False


def frame(message: Request | Reply) -> bytes:
    """Encode a message with its length before it."""
    payload = msgspec.msgpack.encode(message)
    return len(payload).to_bytes(HEADER, "big") + payload

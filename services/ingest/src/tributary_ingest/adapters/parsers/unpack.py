"""Unpack bodies that are compressed without saying so, within a limit."""

from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.unpacking import Body, Zlib

LIMIT = 15 * 1024 * 1024
"""The most bytes that one document may have after unpacking."""

_GZIP_MAGIC = b"\x1f\x8b\x08"


def unpack_undeclared(body: bytes) -> bytes:
    """Unpack a body that is gzip although no header said so; anything else comes back as it is.

    What was read before a break counts. Raises `UnreadableFeed` when nothing was, `TooLarge` past `LIMIT`.
    """
    if not body.startswith(_GZIP_MAGIC):
        return body
    packed = Body(Zlib(gzip=True), LIMIT)
    try:
        packed.add_all(body)
    except UnreadableFeed:
        if not packed.so_far():
            raise UnreadableFeed("The body is compressed, but the compressed data is broken.") from None
    return packed.so_far()

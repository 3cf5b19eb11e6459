"""Unpacks bodies in small bounded steps, so that none can fill the memory or keep the processor busy.

A step yields at most STEP bytes; whoever collects them stops at the limit. Chunks are small, too: what is
left of a chunk is copied with every step and every member.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Protocol

from tributary_kit.errors import TooLarge, UnreadableFeed

STEP = 128 * 1024
CHUNK = 64 * 1024
MAX_MEMBERS = 10_000


class Unpacker(Protocol):
    """Turns the received chunks of one body into its bytes."""

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk holds, in pieces of at most STEP bytes. Raises UnreadableFeed on damage."""

    def finished(self) -> bool:
        """Whether the body ended where its encoding says it ends."""


class Plain:
    """No encoding."""

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finished(self) -> bool:
        return True


class Zlib:
    """gzip, of one or several members, and deflate, with or without its zlib header."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._waiting = b""
        self._state: zlib._Decompress | None = None
        self._members = 0
        self._padding = False

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        data = self._waiting + chunk
        self._waiting = b""
        while not self._padding:
            if self._state is None and not self._start(data):
                return
            piece, data = self._step(data)
            yield piece
            # A full step may leave output behind even when all input is taken in.
            if self._state is not None and not data and len(piece) < STEP:
                return

    def finished(self) -> bool:
        return self._state is None and self._members > 0

    def _start(self, data: bytes) -> bool:
        """Begins a member if one begins here, which two bytes tell."""
        if len(data) < 2:
            self._waiting = data
            return False
        # Bytes after the end that start no other member are padding; every common client ignores them.
        self._padding = self._members > 0 and not (self._gzip and data.startswith(b"\x1f\x8b"))
        if not self._padding:
            check_members(self._members)
            self._state = zlib.decompressobj(self._window_bits(data))
        return not self._padding

    def _step(self, data: bytes) -> tuple[bytes, bytes]:
        """A piece of output and the input that is left."""
        assert self._state is not None
        try:
            piece = self._state.decompress(data, STEP)
        except zlib.error:
            raise damaged() from None
        if not self._state.eof:
            return piece, self._state.unconsumed_tail
        left = self._state.unused_data
        self._state, self._members = None, self._members + 1
        return piece, left

    def _window_bits(self, data: bytes) -> int:
        if self._gzip:
            return zlib.MAX_WBITS | 16
        has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


class Body:
    """The bytes of one body, unpacked as they come. `size` is how many came, before unpacking."""

    def __init__(self, unpacker: Unpacker, max_bytes: int) -> None:
        self._unpacker = unpacker
        self._max_bytes = max_bytes
        self._unpacked = io.BytesIO()  # It gives its buffer away without a second copy.
        self.size = 0

    def add(self, chunk: bytes) -> None:
        """Takes in what came next. Raises TooLarge, or UnreadableFeed on damage."""
        self.size += len(chunk)
        self._check(self.size)
        for piece in self._unpacker.unpack(chunk):
            self._check(self._unpacked.tell() + len(piece))
            self._unpacked.write(piece)

    def add_all(self, body: bytes) -> None:
        """Takes in a body that is there as a whole."""
        for start in range(0, len(body), CHUNK):
            self.add(body[start : start + CHUNK])

    def whole(self) -> bytes:
        """All that was packed. Raises UnreadableFeed when the end is missing."""
        if self.size and not self._unpacker.finished():
            raise damaged()
        return self.so_far()

    def so_far(self) -> bytes:
        """What could be unpacked until now."""
        return self._unpacked.getvalue()

    def _check(self, size: int) -> None:
        if size > self._max_bytes:
            raise TooLarge(f"The document has more than {self._max_bytes} bytes")


def check_members(count: int) -> None:
    """Raises UnreadableFeed when no further member may follow `count` others: empty ones cost time, too."""
    if count >= MAX_MEMBERS:
        raise UnreadableFeed(f"The body is packed in more than {MAX_MEMBERS} members")


def damaged() -> UnreadableFeed:
    """The error for a body that its encoding cannot be undone of."""
    return UnreadableFeed("The body's content-encoding is damaged")

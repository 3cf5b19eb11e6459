"""Unpacks bodies in small bounded steps, so that no compressed body can fill the memory.

At most one content-encoding layer. A step yields at most STEP bytes; whoever collects them stops at the
limit. The unpackers themselves hold a window: 32 KiB (gzip, deflate), 8 MiB (zstd, the most that RFC 9659
allows), 16 MiB (brotli).
"""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]
from tributary_kit.errors import UnreadableFeed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STEP = 128 * 1024
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
ZSTD_WINDOW_LOG = 23


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


class Brotli:
    """br."""

    def __init__(self) -> None:
        self._state = brotli.Decompressor()

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        # The library may hand out nearly twice the limit it is given.
        data = chunk
        while not self._state.is_finished():
            piece = self._step(data)
            if not piece:
                return
            yield piece
            data = b""

    def finished(self) -> bool:
        return bool(self._state.is_finished())

    def _step(self, data: bytes) -> bytes:
        try:
            return bytes(self._state.process(data, output_buffer_limit=STEP // 2))
        except brotli.error:
            raise damaged() from None


class Zstd:
    """zstd, of one or several frames."""

    def __init__(self) -> None:
        self._state = self._new()

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        data = chunk
        while data or not (self._state.needs_input or self._state.eof):
            if self._state.eof:
                self._state = self._new()
            yield self._step(data)
            data = self._state.unused_data if self._state.eof else b""

    def finished(self) -> bool:
        return self._state.eof

    def _step(self, data: bytes) -> bytes:
        try:
            return self._state.decompress(data, STEP)
        except zstd.ZstdError:
            raise damaged() from None

    @staticmethod
    def _new() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})


def unpacker(content_encoding: str) -> Unpacker:
    """The unpacker for a Content-Encoding header. Raises UnreadableFeed for more than one layer.

    A single word that is no known encoding ("utf-8", "none") is a server's slip, and means none.
    """
    layers = [word.strip().lower() for word in content_encoding.split(",")]
    layers = [word for word in layers if word not in ("", "identity")]
    if len(layers) > 1:
        raise UnreadableFeed("The body has more than one content-encoding layer")
    match layers:
        case ["gzip" | "x-gzip"]:
            return Zlib(gzip=True)
        case ["deflate"]:
            return Zlib(gzip=False)
        case ["br"]:
            return Brotli()
        case ["zstd"]:
            return Zstd()
    return Plain()


def damaged() -> UnreadableFeed:
    """The error for a body that its encoding cannot be undone of."""
    return UnreadableFeed("The body's content-encoding is damaged")

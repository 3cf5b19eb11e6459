"""The content-encodings that servers may use.

At most one layer. The unpackers hold a window: 32 KiB (gzip, deflate), 8 MiB (zstd, the most that RFC 9659
allows), 16 MiB (brotli).
"""

import sys
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]
from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.unpacking import STEP, Plain, Unpacker, Zlib, check_members, damaged

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
ZSTD_WINDOW_LOG = 23


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
        self._frames = 1

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        data = chunk
        while data or not (self._state.needs_input or self._state.eof):
            if self._state.eof:
                check_members(self._frames)
                self._state, self._frames = self._new(), self._frames + 1
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

"""Unpack compressed bodies within a limit, so that a small body can not fill the memory."""

import zlib
from collections.abc import Callable, Iterator

from tributary_kit.errors import TooLarge, UnreadableFeed

LIMIT = 15 * 1024 * 1024
"""The most bytes that one document may have after unpacking."""

_CHUNK = 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b\x08"
_AUTO_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def unpack_undeclared(body: bytes) -> bytes:
    """Unpack a body that is gzip although no header said so; anything else comes back as it is."""
    if not body.startswith(_GZIP_MAGIC):
        return body
    return _collect(_inflate(body, _AUTO_GZIP_OR_ZLIB))


def decode_content(body: bytes, encoding: str) -> bytes:
    """Undo one HTTP content coding: gzip, deflate, br or zstd.

    Raises `UnreadableFeed` for unknown codings, several layers and broken data, `TooLarge` past `LIMIT`.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body
    decoder = _DECODERS.get(name)
    if decoder is None:
        raise UnreadableFeed(f"The content coding {name[:40]!r} is not supported.")
    return _collect(decoder(body))


def _collect(chunks: Iterator[bytes]) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LIMIT:
            raise TooLarge(f"The document has more than {LIMIT // 1024 // 1024} MiB after unpacking.")
        parts.append(chunk)
    return b"".join(parts)


def _inflate(body: bytes, wbits: int) -> Iterator[bytes]:
    """Yield the inflated members one after the other; what was read before a break counts."""
    rest, found = body, False
    while rest:
        inflater = zlib.decompressobj(wbits)
        try:
            while rest and not inflater.eof:
                piece = inflater.decompress(rest, _CHUNK)
                found = found or bool(piece)
                yield piece
                rest = inflater.unconsumed_tail
        except zlib.error:
            if found:
                return
            raise UnreadableFeed("The body is compressed, but the compressed data is broken.") from None
        rest = inflater.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    """HTTP's deflate is zlib by its specification and raw in many servers."""
    looks_like_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if looks_like_zlib else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]

    decoder = brotli.Decompressor()
    try:
        yield decoder.process(body, output_buffer_limit=_CHUNK)
        while not decoder.is_finished():
            piece = decoder.process(b"", output_buffer_limit=_CHUNK)
            if not piece:
                return
            yield piece
    except brotli.error:
        raise UnreadableFeed("The body is said to be brotli, but it is not.") from None


def _zstd(body: bytes) -> Iterator[bytes]:
    from backports import zstd

    try:
        rest = body
        while rest:
            decoder = zstd.ZstdDecompressor()
            yield decoder.decompress(rest, _CHUNK)
            while not decoder.eof:
                piece = decoder.decompress(b"", _CHUNK)
                if not piece:
                    return
                yield piece
            rest = decoder.unused_data
    except zstd.ZstdError:
        raise UnreadableFeed("The body is said to be zstd, but it is not.") from None


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": lambda body: _inflate(body, _AUTO_GZIP_OR_ZLIB),
    "x-gzip": lambda body: _inflate(body, _AUTO_GZIP_OR_ZLIB),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

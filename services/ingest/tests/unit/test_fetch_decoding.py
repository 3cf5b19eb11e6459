"""Unpacking bodies in bounded steps."""

import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tributary_ingest.adapters.fetching.decoding import unpacker, zstd
from tributary_ingest.adapters.unpacking import CHUNK, MAX_MEMBERS, STEP, Body, Zlib
from tributary_kit.errors import TooLarge, UnreadableFeed


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "X-GZIP": lambda data: gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :]),
    "deflate": zlib.compress,
    " deflate ": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "ZSTD": lambda data: zstd.compress(data[:10]) + zstd.compress(data[10:]),
    "identity": bytes,
    "": bytes,
    "utf-8": bytes,
}

FAST_PACKERS = {
    "gzip": lambda data: gzip.compress(data, 1),
    "deflate": lambda data: zlib.compress(data, 1),
    "br": lambda data: brotli.compress(data, quality=1),
    "zstd": zstd.compress,
}


def unpack(encoding, chunks):
    state = unpacker(encoding)
    pieces = [piece for chunk in chunks for piece in state.unpack(chunk)]
    return b"".join(pieces), state.finished(), max(map(len, pieces), default=0)


@pytest.mark.parametrize("encoding", PACKERS)
@settings(max_examples=20)
@given(seed=st.binary(min_size=1, max_size=300), times=st.integers(1, 3000), cut=st.integers(100, 70_000))
def test_every_encoding_gives_back_what_was_packed_in_any_cut(encoding, seed, times, cut):
    data = seed * times
    packed = PACKERS[encoding](data)
    chunks = [packed[start : start + cut] for start in range(0, len(packed), cut)]
    assert unpack(encoding, chunks)[:2] == (data, True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", " deflate ", "br", "zstd"])
def test_single_bytes_are_enough_to_go_on(encoding):
    data = random.Random(7).randbytes(500)
    packed = PACKERS[encoding](data)
    assert unpack(encoding, [packed[i : i + 1] for i in range(len(packed))])[:2] == (data, True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_comes_out_in_small_steps(encoding):
    bomb = FAST_PACKERS[encoding](bytes(64 * 1024 * 1024))
    tracemalloc.start()
    total = sum(len(piece) for piece in unpacker(encoding).unpack(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 64 * 1024 * 1024
    assert peak < 1024 * 1024
    assert unpack(encoding, [bomb])[2] <= STEP


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_damage_is_told_and_a_cut_off_body_is_unfinished(encoding):
    packed = PACKERS[encoding](random.Random(1).randbytes(5000))
    assert not unpack(encoding, [packed[:-10]])[1]
    with pytest.raises(UnreadableFeed, match="damaged"):
        unpack(encoding, [b"<rss>this is not packed at all</rss>"])


def test_zstd_windows_over_8_mib_are_refused():
    data = random.Random(3).randbytes(9 * 1024 * 1024)
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    wide = packer.compress(data) + packer.flush()
    with pytest.raises(UnreadableFeed, match="damaged"):
        unpack("zstd", [wide])


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip, br", "br,identity,zstd", "utf-8, gzip"])
def test_more_than_one_layer_is_refused(encoding):
    with pytest.raises(UnreadableFeed, match="more than one"):
        unpacker(encoding)


def test_padding_after_a_gzip_member_is_ignored():
    assert unpack("gzip", [gzip.compress(b"abc") + bytes(100), b"more"])[:2] == (b"abc", True)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_body_of_countless_empty_members_is_refused_soon(encoding):
    """Each costs a new unpacker, and a copy of all that follows it in the chunk."""
    packed = PACKERS[encoding](b"")
    body = Body(unpacker(encoding), 15 * 1024 * 1024)
    with pytest.raises(UnreadableFeed, match="members"):
        body.add_all(packed * (14 * 1024 * 1024 // len(packed)))
    assert body.size <= MAX_MEMBERS * len(packed) + CHUNK


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_many_members_are_read(encoding):
    body = Body(unpacker(encoding), 1024 * 1024)
    body.add_all(PACKERS[encoding](b"ab") * 5000)
    assert body.whole() == b"ab" * 5000


def test_a_body_is_bounded_before_and_after_unpacking():
    for data in (gzip.compress(bytes(2000)), random.Random(1).randbytes(1001)):
        with pytest.raises(TooLarge, match="1000 bytes"):
            Body(Zlib(gzip=True) if data[:1] == b"\x1f" else unpacker(""), 1000).add_all(data)

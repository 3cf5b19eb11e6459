"""Time and size: no server can hold a fetch, or fill the memory."""

import asyncio
import gzip
import socket
import struct
import threading
import tracemalloc
import zlib

import brotli
import pytest
from tributary_ingest.adapters.fetching.decoding import zstd
from tributary_ingest.ports.fetcher import FetchRequest
from tributary_kit.errors import DeadlineExceeded, TooLarge, Unreachable, UnreadableFeed
from tributary_testkit.feeds import Reply

MIB = 1024 * 1024
BOMBS = {
    "gzip": gzip.compress(bytes(100 * MIB), 1),
    "deflate": zlib.compress(bytes(100 * MIB), 1),
    "br": brotli.compress(bytes(100 * MIB), quality=1),
    "zstd": zstd.compress(bytes(100 * MIB)),
}


async def fetch(fetcher, server, reply):
    return await fetcher.fetch(FetchRequest(server.script("/f", reply)))


@pytest.mark.parametrize("encoding", BOMBS)
async def test_a_bomb_is_cut_at_the_limit_without_being_held(make, server, encoding):
    fetcher = make("127.0.0.0/8", max_bytes=4 * MIB)
    reply = Reply(200, {"Content-Encoding": encoding}, BOMBS[encoding])
    await fetch(fetcher, server, Reply())
    tracemalloc.start()
    with pytest.raises(TooLarge):
        await fetch(fetcher, server, reply)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < (4 + 1) * MIB + 4 * MIB // 8  # an eighth is what BytesIO reserves ahead, untouched


@pytest.mark.parametrize("status", [301, 404, 500])
async def test_a_bomb_in_a_redirect_or_an_error_is_not_even_read(fetcher, server, status):
    headers = {"Content-Encoding": "gzip", "Location": "/ok"}
    server.script("/ok", Reply(204))
    result = await fetch(fetcher, server, Reply(status, headers, BOMBS["gzip"]))
    assert (result.status, result.body) == (204 if status == 301 else status, b"")


async def test_a_body_of_exactly_the_limit_passes_and_one_byte_more_does_not(make, server):
    fetcher = make("127.0.0.0/8", max_bytes=1000)
    assert (await fetch(fetcher, server, Reply(body=bytes(1000)))).body == bytes(1000)
    with pytest.raises(TooLarge):
        await fetch(fetcher, server, Reply(body=bytes(1001)))
    with pytest.raises(TooLarge):
        await fetch(fetcher, server, Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(1001))))


@pytest.mark.parametrize(
    ("encoding", "start", "error"),
    [
        ("", b"", TooLarge),
        ("gzip", gzip.compress(b"x", mtime=0), TooLarge),
        ("zstd", zstd.compress(b"x"), UnreadableFeed),
        ("br", brotli.compress(b"x"), UnreadableFeed),
    ],
)
async def test_an_endless_body_is_cut(make, server, encoding, start, error):
    """What follows the end of a gzip body counts towards the limit; the others allow nothing there."""
    fetcher = make("127.0.0.0/8", max_bytes=MIB)
    with pytest.raises(error):
        await fetch(fetcher, server, Reply(200, {"Content-Encoding": encoding}, start, endless=bytes(10_000)))


async def test_a_dripping_body_is_cut_when_the_time_is_over(make, server):
    fetcher = make("127.0.0.0/8", total=0.3, read=0.2)
    with pytest.raises(DeadlineExceeded):
        await fetch(fetcher, server, Reply(body=bytes(1000), drip=0.02))


async def test_a_dripping_head_is_cut_when_the_time_is_over(make, server):
    fetcher = make("127.0.0.0/8", total=0.2)
    with pytest.raises(DeadlineExceeded):
        await fetch(fetcher, server, Reply(delay=5))


async def test_silence_between_two_bytes_is_limited_too(make, server):
    fetcher = make("127.0.0.0/8", read=0.1)
    with pytest.raises(DeadlineExceeded):
        await fetch(fetcher, server, Reply(body=bytes(3), drip=5))


async def test_a_redirect_does_not_begin_a_new_time(make, server):
    fetcher = make("127.0.0.0/8", total=0.3)
    for hop in range(5):
        server.script(f"/{hop}", Reply(302, {"Location": f"/{hop + 1}"}, delay=0.1))
    with pytest.raises(DeadlineExceeded):
        await fetcher.fetch(FetchRequest(f"{server.url}/0"))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip, br", "deflate,zstd"])
async def test_two_layers_are_refused(fetcher, server, encoding):
    twice = gzip.compress(gzip.compress(b"<rss/>"))
    with pytest.raises(UnreadableFeed):
        await fetch(fetcher, server, Reply(200, {"Content-Encoding": encoding}, twice))


async def test_two_layers_in_two_headers_are_refused(fetcher, server):
    raw = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"
    with pytest.raises(UnreadableFeed):
        await fetch(fetcher, server, Reply(raw=raw))


async def test_damaged_and_cut_off_bodies_are_told(fetcher, server):
    packed = gzip.compress(b"<rss/>" * 1000)
    for body in (packed[:-5], b"<rss/>"):
        with pytest.raises(UnreadableFeed):
            await fetch(fetcher, server, Reply(200, {"Content-Encoding": "gzip"}, body))


async def test_a_broken_connection_is_not_the_end_of_a_body(make):
    """A body without a length ends with the connection, but not with one that breaks."""

    def answer(listener):
        client, _ = listener.accept()
        client.recv(10_000)
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n<rss/>")
        # Lingering for no time makes closing a reset.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, args=(listener,))
        thread.start()
        with pytest.raises(Unreachable):
            await make("127.0.0.0/8").fetch(FetchRequest(f"http://127.0.0.1:{listener.getsockname()[1]}/"))
        thread.join()


async def test_a_body_without_a_length_ends_with_the_connection(fetcher, server):
    raw = b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss/>"
    assert (await fetch(fetcher, server, Reply(raw=raw))).body == b"<rss/>"


HOSTILE = {
    "nothing": b"",
    "no http": b"220 ftp.example.com ready\r\n",
    "noise": bytes(range(256)) * 10,
    "half a head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "short body": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "bad length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "two codings": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "endless head": b"HTTP/1.1 200 OK\r\n" + b"X-Header: " + b"a" * 200_000,
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 40_000 + b"\r\n",
    "control in header": b"HTTP/1.1 200 OK\r\nETag: a\x00b\r\n\r\n",
    "odd status": b"HTTP/1.1 99999 OK\r\n\r\n",
    "an answer to a tunnel": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
}


async def test_no_answer_can_break_the_fetcher(make, server):
    fetcher = make("127.0.0.0/8", per_host=len(HOSTILE), total=5)
    urls = [server.script(f"/{number}", Reply(raw=raw)) for number, raw in enumerate(HOSTILE.values())]
    fetches = [fetcher.fetch(FetchRequest(url)) for url in urls]
    outcomes = dict(zip(HOSTILE, await asyncio.gather(*fetches, return_exceptions=True), strict=True))
    assert {name for name, outcome in outcomes.items() if type(outcome) is not Unreachable} == set()
    assert (await fetch(fetcher, server, Reply(body=b"fine"))).body == b"fine"

"""Raw bytes on a real socket: slow, huge and broken requests cost little and are told as problems."""

import asyncio
import json

import pytest
from tributary_gateway.settings import GatewaySettings
from tributary_gateway.web import protocol
from tributary_gateway.web.application import create_application
from tributary_gateway.web.server import WebServer, bind


@pytest.fixture
async def connect(world, tmp_path):
    gateway = world.gateway()
    listener, stop, started = bind("127.0.0.1:0"), asyncio.Event(), asyncio.Event()
    port = listener.getsockname()[1]
    settings = GatewaySettings.load(home=tmp_path, drain_seconds=1.0)
    server = WebServer(create_application(gateway), listener, settings)
    serving = asyncio.create_task(server.run(gateway.stopping, stop, started))
    await started.wait()
    writers = []

    async def open_connection():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
        return reader, writer

    yield open_connection
    for writer in writers:
        writer.close()
    stop.set()
    await serving


async def exchange(connect, *chunks):
    reader, writer = await connect()
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()
    return await asyncio.wait_for(reader.read(), 10)


def parse(raw):
    head, _, body = raw.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.lower(), json.loads(body)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00",
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_told_as_a_problem(connect, raw):
    status, head, told = parse(await exchange(connect, raw))
    assert (status, told["status"], told["reason"]) == (400, 400, "invalid")
    assert b"application/problem+json" in head


@pytest.mark.parametrize(
    "chunks",
    [
        [b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nhost: x\r\n\r\n"],
        [b"GET / HTTP/1.1\r\n" + b"".join(b"h%d: %s\r\n" % (n, b"v" * 100) for n in range(200)) + b"\r\n"],
        [b"GET / HTTP/1.1\r\nx: " + b"v" * 20000 + b"\r\n\r\n"],
    ],
    ids=["url", "many", "long"],
)
async def test_a_head_over_sixteen_kilobytes_is_refused(connect, chunks):
    status, _, told = parse(await exchange(connect, *chunks))
    assert (status, told["reason"]) == (431, "too_large")


async def test_a_head_that_never_ends_is_cut_off(connect):
    _, writer = await connect()
    with pytest.raises(ConnectionError):
        await _send_without_end(writer)


async def _send_without_end(writer):
    writer.write(b"GET / HTTP/1.1\r\nx: ")
    for _ in range(1000):
        writer.write(b"v" * 65536)
        await writer.drain()


async def test_a_head_just_below_is_fine_and_so_is_a_body_in_the_same_packet(connect):
    body = b'{"refresh_token":"x.' + b"y" * 400 + b'"}'
    raw = b"POST /api/v1/auth/logout HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
    raw += (
        b"content-type: application/json\r\nx: "
        + b"v" * 15000
        + b"\r\ncontent-length: %d\r\n\r\n" % len(body)
    )
    assert b" 204 " in (await exchange(connect, raw + body)).partition(b"\r\n")[0]


async def test_a_client_that_never_ends_its_head_is_cut_off(connect, monkeypatch):
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    reader, writer = await connect()
    for byte in b"GET / HTTP/1.1\r\nhost: slow":
        writer.write(bytes([byte]))
        await asyncio.sleep(0)
    assert await asyncio.wait_for(reader.read(), 5) == b""


async def test_a_client_that_says_nothing_is_cut_off(connect, monkeypatch):
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    reader, _ = await connect()
    assert await asyncio.wait_for(reader.read(), 5) == b""


async def test_a_second_request_on_the_connection_may_come_later(connect, monkeypatch):
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    reader, writer = await connect()
    for _ in range(2):
        writer.write(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n")
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        assert b" 200 " in head
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].split()[0]))
        await asyncio.sleep(0.4)


async def test_a_body_that_stalls_is_given_up(connect, monkeypatch):
    from tributary_gateway.web import guard

    monkeypatch.setattr(guard, "_BODY_PAUSE_SECONDS", 0.2)
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\n"
    raw = head + b"content-type: application/json\r\ncontent-length: 50\r\n\r\n{"
    status, _, told = parse(await exchange(connect, raw))
    assert (status, told["reason"]) == (408, "deadline_exceeded")


async def test_many_slow_clients_do_not_hold_up_the_others(connect):
    for _ in range(200):
        _, writer = await connect()
        writer.write(b"GET / HT")
    answer = await exchange(connect, b"GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    assert b" 200 " in answer.partition(b"\r\n")[0]

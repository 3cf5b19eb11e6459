"""A web server on loopback that plays scripted answers and remembers what it was asked.

It runs in a thread of its own, answers several thousand requests a second, and can misbehave in every way
that a test needs: slow, endless, broken off, or sending bytes that are no HTTP at all. Everything may be
called from any thread.
"""

import asyncio
import ssl
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self, cast
from urllib.parse import parse_qsl

REMEMBERED_REQUESTS = 1000
FULL_BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in; header names are lower-case, values one character per byte."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """A scripted answer.

    `delay` is waited before the answer, `drip` between the single bytes of the body; both in seconds.
    `endless` is sent after the body again and again until the client hangs up; there is no Content-Length
    then. `raw` replaces the whole answer, and the connection ends after it.
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0
    drip: float = 0.0
    endless: bytes = b""
    raw: bytes | None = None


Script = Reply | Callable[[Request], Reply]


class WebServer:
    """The server, a context manager. Its address is known inside the context."""

    def __init__(self, *, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.connections = 0
        self.port = port
        self._tls = tls
        self._scripts: dict[str, Script] = {}
        self._requests: dict[str, deque[Request]] = defaultdict(lambda: deque(maxlen=REMEMBERED_REQUESTS))
        self._counts: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._most: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="web-server", daemon=True)
        self._transports: set[asyncio.Transport] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def script(self, path: str, script: Script) -> str:
        """Answers a path in this way from now on, and returns its URL."""
        self._scripts[path] = script
        return self.url + path

    def requests(self, path: str) -> list[Request]:
        """The newest requests for a path, oldest first."""
        return list(self._requests[path])

    def count(self, path: str = "") -> int:
        """How many requests came for a path, "" for any."""
        return self._counts[path]

    def most_at_once(self, path: str = "") -> int:
        """The highest number of requests for a path ("" for any) that were being answered together."""
        return self._most[path]

    def reply(self, request: Request) -> Reply | bytes:
        """What to answer: a script to play, or finished bytes for the wire."""
        script = self._scripts.get(request.path, Reply(404))
        return script if isinstance(script, Reply) else script(request)

    @contextmanager
    def answering(self, request: Request) -> Iterator[None]:
        """Remembers a request, and counts it as open inside the context."""
        self._requests[request.path].append(request)
        for key in (request.path, ""):
            self._counts[key] += 1
            self._open[key] += 1
            self._most[key] = max(self._most[key], self._open[key])
        try:
            yield
        finally:
            for key in (request.path, ""):
                self._open[key] -= 1

    def opened(self, transport: asyncio.Transport) -> None:
        self.connections += 1
        self._transports.add(transport)

    def closed(self, transport: asyncio.Transport) -> None:
        self._transports.discard(transport)

    async def _listen(self) -> None:
        self._server = await self._loop.create_server(
            lambda: _Connection(self), "127.0.0.1", self.port, ssl=self._tls, backlog=1024
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for transport in self._transports:
            transport.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Connection(asyncio.Protocol):
    """One client. Requests are answered in order; what comes meanwhile waits in the buffer."""

    def __init__(self, server: WebServer) -> None:
        self._server = server
        self._buffer = b""
        self._playing: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.opened(self._transport)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002
        self._server.closed(self._transport)
        if self._playing:
            self._playing.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._answer_waiting()

    def _answer_waiting(self) -> None:
        while self._playing is None and b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._answer(_read_request(head))

    def _answer(self, request: Request) -> None:
        reply = self._server.reply(request)
        if isinstance(reply, bytes) or _is_simple(reply):
            with self._server.answering(request):
                self._transport.write(reply if isinstance(reply, bytes) else wire(reply))
            return
        self._playing = asyncio.create_task(self._play(request, reply))
        self._playing.add_done_callback(self._played)

    def _played(self, task: asyncio.Task[None]) -> None:
        self._playing = None
        if not task.cancelled():
            self._answer_waiting()

    async def _play(self, request: Request, reply: Reply) -> None:
        with self._server.answering(request):
            await asyncio.sleep(reply.delay)
            if reply.raw is not None:
                self._transport.write(reply.raw)
                self._transport.close()
                return
            self._transport.write(_head(reply))
            await self._send_body(reply)

    async def _send_body(self, reply: Reply) -> None:
        if reply.drip:
            for byte in reply.body:
                self._transport.write(bytes([byte]))
                await asyncio.sleep(reply.drip)
        else:
            self._transport.write(reply.body)
        while reply.endless:
            self._transport.write(reply.endless)
            full = self._transport.get_write_buffer_size() > FULL_BUFFER
            await asyncio.sleep(0.005 if full else 0)


def wire(reply: Reply) -> bytes:
    """A reply that needs no time, as bytes."""
    return _head(reply) + reply.body


def _is_simple(reply: Reply) -> bool:
    return not (reply.delay or reply.drip or reply.endless or reply.raw is not None)


def _head(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    if (
        not reply.endless
        and reply.status != HTTPStatus.NOT_MODIFIED
        and "Content-Length" not in reply.headers
    ):
        lines.append(f"Content-Length: {len(reply.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Odd"


def _read_request(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    path, _, query = target.partition("?")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method, path, dict(parse_qsl(query)) if query else {}, headers, time.time())

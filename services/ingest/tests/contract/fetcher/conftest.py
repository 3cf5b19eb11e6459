"""A fetcher under test, and loopback servers for it to talk to."""

import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from ipaddress import IPv4Address

import httpcore2
import pytest
from tributary_ingest.adapters.fetching.http_fetcher import HttpFetcher, user_agent
from tributary_ingest.domain.address import AllowList
from tributary_ingest.domain.fetching import FetchLimits
from tributary_kit.clock import SystemClock
from tributary_testkit.feeds import FeedServer

# Made once: reading the system's certificate authorities takes longer than most of these tests.
SYSTEM_TLS = httpcore2.default_ssl_context()
CONNECTED: list[object] = []
sys.addaudithook(lambda event, args: CONNECTED.append(args[1]) if event == "socket.connect" else None)


class Names:
    """A resolver that answers from a table, 127.0.0.1 for other names, and counts its questions."""

    def __init__(self) -> None:
        self.table = {}
        self.asked = []

    async def __call__(self, host, port):
        self.asked.append((host, port))
        answer = self.table.get(host, [IPv4Address("127.0.0.1")])
        return answer() if callable(answer) else answer


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
async def make(names: Names) -> AsyncIterator[Callable[..., HttpFetcher]]:
    """Makes fetchers that may go where `allow` says, and give up connecting after a second."""
    fetchers = []

    def build(*allow: str, tls=None, clock=None, resolve=names, **limits: float) -> HttpFetcher:
        fetcher = HttpFetcher(
            allow=AllowList.parse(allow),
            resolve=resolve,
            agent=user_agent("https://tributary.example/about"),
            clock=clock or SystemClock(),
            limits=FetchLimits(**({"connect": 1.0} | limits)),
            tls=tls or SYSTEM_TLS,
        )
        fetchers.append(fetcher)
        return fetcher

    yield build
    for fetcher in fetchers:
        await fetcher.aclose()


@pytest.fixture
def fetcher(make, server) -> HttpFetcher:
    """A fetcher that may talk to the server, under its address or any name."""
    return make(f"127.0.0.1:{server.port}")


@pytest.fixture
def connected() -> list[object]:
    """Where this process connected to since the test began; the interpreter itself reports it."""
    CONNECTED.clear()
    return CONNECTED


@pytest.fixture
def closed_port() -> int:
    """A port of 127.0.0.1 where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

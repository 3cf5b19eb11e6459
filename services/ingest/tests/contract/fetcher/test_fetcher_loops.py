"""Services run on uvloop, whose transports are not asyncio's own: the fetcher works on both."""

import asyncio
import gzip
from ipaddress import ip_address

import pytest
import uvloop
from tributary_ingest.adapters.fetching.http_fetcher import HttpFetcher
from tributary_ingest.domain.address import AllowList
from tributary_ingest.domain.fetching import FetchLimits
from tributary_ingest.ports.fetcher import FetchRequest
from tributary_kit.clock import SystemClock
from tributary_kit.errors import TooLarge, Unreachable
from tributary_testkit.feeds import Reply

BODY = b"<rss/>" * 100_000


async def loopback(host, port):
    return [ip_address("127.0.0.1")]


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_every_kind_of_answer_on_every_loop(new_loop, server, closed_port):
    server.script("/plain", Reply(body=BODY))
    server.script("/packed", Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(BODY)))
    server.script("/endless", Reply(endless=BODY))
    server.script("/short", Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rss/>"))

    async def work():
        fetcher = HttpFetcher(
            allow=AllowList.parse(["127.0.0.1/32"]),
            resolve=loopback,
            agent="test",
            clock=SystemClock(),
            limits=FetchLimits(connect=0.5, max_bytes=len(BODY)),
        )
        for path in ("/plain", "/packed", "/plain"):
            assert (await fetcher.fetch(FetchRequest(server.url + path))).body == BODY
        with pytest.raises(TooLarge):
            await fetcher.fetch(FetchRequest(f"{server.url}/endless"))
        for url in (f"{server.url}/short", f"http://127.0.0.1:{closed_port}/", "http://10.0.0.1/"):
            with pytest.raises(Unreachable):
                await fetcher.fetch(FetchRequest(url))
        await fetcher.aclose()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(work())

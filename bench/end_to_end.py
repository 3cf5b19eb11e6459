"""From a feed server's bytes to entities that a client of the gateway sees.

    python bench/end_to_end.py

Writes bench/results/end_to_end.md. Two measurements of `tributary up` (embedded, SQLite):

throughput  200 feeds × 50 items of 1.5 kB HTML, all due at once; until the last item's publisher, author and
            topic can be seen. Goal: 1,000 items per CPU second of the product, its parser workers included.
lag         background feeds bring a moderate stream; each fetch of a probe feed finds one new item with an
            author of its own, and a client asks for that author until it sees it. Goal: p95 under 1 s from
            the moment the server sent the item.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from itertools import count
from pathlib import Path

from tributary_testkit.feeds import FeedServer, Reply
from tributary_testkit.machine import cost, describe, family
from tributary_testkit.product import Product, request, wait_for

FEEDS, ITEMS = 200, 50
STREAM_FEEDS, STREAM_PER_SECOND = 50, 100
PROBE_FEEDS, LAG_SECONDS = 4, 30.0
RESULTS = Path(__file__).parent / "results" / "end_to_end.md"
ENVIRONMENT = {
    "TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8",
    "TRIBUTARY_FETCH_PER_HOST": "16",
    "TRIBUTARY_LOG_LEVEL": "warning",
}
EAGER = {
    "TRIBUTARY_INGEST_MIN_INTERVAL_SECONDS": "1",
    "TRIBUTARY_INGEST_DEFAULT_INTERVAL_SECONDS": "1",
    "TRIBUTARY_INGEST_MAX_INTERVAL_SECONDS": "1",
}
PROBE = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Probe {feed}</title><link>http://probe.example/{feed}</link><item><title>{author}</title>
<guid isPermaLink="false">{author}</guid><pubDate>{date}</pubDate><dc:creator>{author}</dc:creator>
</item></channel></rss>"""
TEXT = """# End to end

Measured {date} by `python bench/end_to_end.py` on: {machine}. Embedded product, SQLite, inline bus; the feed
server and the asking client run on the same machine.

| what | goal | measured |
|---|---|---|
| throughput, items per CPU second of the product | 1,000 | {per_cpu:,.0f} |
| throughput, items per second of the clock | | {per_second:,.0f} |
| items | | {items:,} |
| share of the CPU time in the parser workers | | {workers:.0%} |
| stored by ingest after, s | | {stored:.1f} |
| visible as entities after, s | | {visible:.1f} |
| lag at {rate} items/s: p50, s | | {p50:.2f} |
| lag at {rate} items/s: p95, s | 1.0 | {p95:.2f} |
| lag: probes | | {probes} |
"""


@dataclass
class Throughput:
    """Seconds of the clock and of the CPU for all items."""

    stored: float
    visible: float
    cpu: float
    workers: float


class ProbeServer(FeedServer):
    """Every full answer of a probe feed holds one new item, whose author nobody has heard of before."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, float] = {}
        self._number = count(1)

    def probe(self, feed: int) -> str:
        """The URL of a probe feed."""
        return self.script(f"/probe/{feed}.xml", lambda _: self._fresh(feed))

    def _fresh(self, feed: int) -> Reply:
        author = f"Probe{next(self._number)} Author"
        self.sent[author] = time.monotonic()
        body = PROBE.format(feed=feed, author=author, date=formatdate(usegmt=True))
        return Reply(200, {"Content-Type": "application/rss+xml"}, body.encode())


def main() -> None:
    """Measures both and writes the table."""
    throughput = _throughput()
    lags = sorted(_lags())
    items = FEEDS * ITEMS
    text = TEXT.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=describe(),
        per_cpu=items / throughput.cpu,
        per_second=items / throughput.visible,
        items=items,
        workers=throughput.workers / throughput.cpu,
        stored=throughput.stored,
        visible=throughput.visible,
        rate=STREAM_PER_SECOND,
        p50=statistics.median(lags),
        p95=lags[int(len(lags) * 0.95)],
        probes=len(lags),
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text)
    sys.stdout.write(text)


def _throughput() -> Throughput:
    server = ["--feeds", str(FEEDS), "--items", str(ITEMS)]
    with _feed_server(*server) as url, _product(ENVIRONMENT) as product:
        opml = request("GET", f"{url}/opml", None, {}).body
        before = {pid: cost(pid).cpu_seconds for pid in family(product.pid)}
        begun = time.monotonic()
        product.call("POST", "/opml", opml)
        _wait(product, _stored, "all items are stored")
        stored = time.monotonic() - begun
        _wait(product, _visible, "all entities are visible")
        visible = time.monotonic() - begun
        spent = {pid: cost(pid).cpu_seconds - before.get(pid, 0.0) for pid in family(product.pid)}
        cpu = sum(spent.values())
        return Throughput(stored, visible, cpu, cpu - spent[product.pid])


def _wait(product: Product, number: Callable[[Product], int], what: str) -> None:
    # Seldom, since the product pays for the asking.
    wait_for(lambda: number(product) == FEEDS * ITEMS, 120, what, product.said, every=0.5)


def _stored(product: Product) -> int:
    return sum(feed["item_count"] for feed in product.all("/feeds"))


def _visible(product: Product) -> int:
    """Every item has one publisher."""
    return sum(entity["item_count"] for entity in product.all("/entities?kind=organisation"))


def _lags() -> list[float]:
    stream = ["--feeds", str(STREAM_FEEDS), "--items", "5", "--window", "20"]
    growth = ["--grow-every", str(1 / STREAM_PER_SECOND)]
    with (
        _feed_server(*stream, *growth) as url,
        _product({**ENVIRONMENT, **EAGER}) as product,
        ProbeServer() as probes,
    ):
        product.call("POST", "/opml", request("GET", f"{url}/opml", None, {}).body)
        for feed in range(PROBE_FEEDS):
            product.call("POST", "/sources", {"url": probes.probe(feed)})
        probes.sent.clear()
        return _watch(product, probes)


def _watch(product: Product, probes: ProbeServer) -> list[float]:
    """Asks for each probe that is sent from now on until it is seen."""
    seen: list[float] = []
    until = time.monotonic() + LAG_SECONDS
    asked: set[str] = set()
    while time.monotonic() < until:
        for author, sent in list(probes.sent.items()):
            if author not in asked and product.get(f"/entities?kind=creator&q={author.split()[0]}")["data"]:
                seen.append(time.monotonic() - sent)
                asked.add(author)
        time.sleep(0.02)
    return seen


@contextmanager
def _feed_server(*options: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tributary_testkit.feeds", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@contextmanager
def _product(environment: dict[str, str]) -> Iterator[Product]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Product(Path(folder) / "home", environment=environment) as product,
    ):
        yield product


if __name__ == "__main__":
    main()

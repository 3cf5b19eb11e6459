"""Ingest alone: from a feed server's bytes to committed items with their outbox.

    python bench/ingest.py [ROUNDS]

200 feeds × 50 items of 1.5 kB HTML come from a loopback server in a process of its own. Measured is the CPU
time of everything that ingests, parser workers included, from "these feeds are due" to "the last item is
committed". Writes bench/results/ingest.md. In the same run, on the same server:

tributary   `python -m tributary_ingest`: fetched, parsed in workers, HTML cleaned, decided, committed with
            revisions and outbox. Goal: 4,000 items per CPU second.
reader      lemon24/reader, the peer: fetched, parsed, HTML cleaned, stored.
bare        the limit: http.client, fastfeedparser, one INSERT a feed; nothing cleaned, decided or announced.
"""

import http.client
import importlib
import os
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import grpc
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit.tokens import internal_token
from tributary_testkit.machine import TICKS, cost, describe, family
from tributary_testkit.product import wait_for

FEEDS, ITEMS = 200, 50
WARM_UP = 8
GOAL = 4000
ROUNDS = 3
PATIENCE = 120.0
RESULTS = Path(__file__).parent / "results" / "ingest.md"
TEXT = """# Ingest alone

Measured {date} by `python bench/ingest.py` on: {machine}. {feeds} feeds × {items} items of 1.5 kB HTML from a
loopback server in another process, medians of {rounds} rounds, after {warm_up} feeds to warm up.
Goal: {goal:,} items per CPU second.

| what | items per CPU s | times reader | items per s of the clock | CPU s | of it parser workers |
|---|---|---|---|---|---|
{rows}

Load of the machine before the first round: {load:.1f} on {cpus} CPUs. Others at work make CPU seconds longer,
for all three alike: then the column to trust is "times reader".

Not the same work: `tributary` parses in processes of their own that can be killed, cleans the HTML, decides
new, revised or known, and commits items, revisions and the outbox with synchronous=FULL, one transaction a
feed. `reader` cleans the HTML and stores entries. `bare` only fetches, parses and inserts, one transaction a
feed: nobody who does more can be faster.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds of the CPU and of the clock for all items; `workers` is the parsers' part of the CPU."""

    cpu: float
    clock: float
    workers: float = 0.0


def main() -> None:
    """Runs all three in turn, so that each meets the machine in the same moods."""
    if sys.argv[1:2] == ["--run"]:
        PEERS[sys.argv[2]](sys.argv[3:])
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    load = os.getloadavg()[0]
    found: dict[str, list[Result]] = {}
    with feed_server() as urls:
        for _ in range(rounds):
            for name, measure in MEASURES.items():
                found.setdefault(name, []).append(measure(urls))
                sys.stdout.write(f"{name}: {found[name][-1]}\n")
                sys.stdout.flush()
    report(found, rounds, load)


@contextmanager
def feed_server() -> Iterator[list[str]]:
    """The URLs of the feeds, while their server runs."""
    command = [
        sys.executable,
        "-m",
        "tributary_testkit.feeds",
        "--feeds",
        str(FEEDS + WARM_UP),
        "--items",
        str(ITEMS),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        try:
            yield [f"{address}/feeds/f{number}.xml" for number in range(1, FEEDS + WARM_UP + 1)]
        finally:
            process.terminate()


def tributary(urls: list[str]) -> Result:
    """The service as it is deployed."""
    with tempfile.TemporaryDirectory() as folder:
        secret = secrets.token_hex(32)
        home = Path(folder)
        environment = {
            "TRIBUTARY_HOME": folder,
            "TRIBUTARY_INTERNAL_SECRET": secret,
            "TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8",
            "TRIBUTARY_FETCH_PER_HOST": "16",
            "TRIBUTARY_LOG_LEVEL": "error",
        }
        command = [sys.executable, "-m", "tributary_ingest"]
        with subprocess.Popen(command, env=os.environ | environment) as process:
            try:
                wait_for((home / "run" / "ingest.sock").exists, PATIENCE, "ingest to answer")
                return watch_all(process.pid, home, secret, urls)
            finally:
                process.terminate()


def watch_all(pid: int, home: Path, secret: str, urls: list[str]) -> Result:
    """Makes all feeds due at once, and waits for the last item."""
    token = internal_token(secret, audience="tributary", subject="bench", tenant="default", roles=("editor",))
    metadata = (("authorization", f"Bearer {token}"),)
    database = sqlite3.connect(home / "ingest.db")
    with grpc.insecure_channel(f"unix:{home}/run/ingest.sock") as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        grpc.channel_ready_future(channel).result(PATIENCE)

        def take(some: list[str], items: int) -> None:
            request = ingest_pb2.ImportOpmlRequest(opml=opml(some))
            stub.ImportOpml(request, metadata=metadata, timeout=30)
            wait_for(lambda: count(database, "item_revision") == items, PATIENCE, "all items")

        take(urls[:WARM_UP], WARM_UP * ITEMS)
        before, started = spent(pid), time.monotonic()
        take(urls[WARM_UP:], len(urls) * ITEMS)
        after, ended = spent(pid), time.monotonic()
    assert count(database, "outbox") == len(urls) * ITEMS
    database.close()
    return Result(sum(after) - sum(before), ended - started, after[1] - before[1])


def opml(urls: list[str]) -> bytes:
    """A list of the feeds."""
    outlines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
    return f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()


def count(database: sqlite3.Connection, table: str) -> int:
    """Rows of a table."""
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def spent(pid: int) -> tuple[float, float]:
    """CPU seconds of a process, and of its descendants, those that have ended included."""
    mine, *others = family(pid)
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ended = (int(fields[13]) + int(fields[14])) / TICKS
    return cost(mine).cpu_seconds, ended + sum(cost(other).cpu_seconds for other in others)


def peer(name: str) -> Callable[[list[str]], Result]:
    """Measures a peer in a process of its own, which tells what it spent."""

    def measure(urls: list[str]) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--run", name, folder, *urls]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        cpu, clock = map(float, output.split()[-2:])
        return Result(cpu, clock)

    return measure


def run_reader(arguments: list[str]) -> None:
    """The library as its documentation shows it, with as many workers as it advises."""
    # reader asks for a module of Python 2 by its old name; feedparser brings it under another.
    sys.modules["sgmllib"] = importlib.import_module("feedparser_sgmllib")
    from reader import make_reader

    folder, *urls = arguments
    reader = make_reader(f"{folder}/reader.db")
    for url in urls[:WARM_UP]:
        reader.add_feed(url)
    reader.update_feeds(workers=4)
    for url in urls[WARM_UP:]:
        reader.add_feed(url)
    with told():
        reader.update_feeds(workers=4)
    assert reader.get_entry_counts().total == len(urls) * ITEMS


def run_bare(arguments: list[str]) -> None:
    """Fetch, parse, insert."""
    import fastfeedparser  # type: ignore[import-untyped]

    folder, *urls = arguments
    database = sqlite3.connect(f"{folder}/bare.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE item (feed TEXT, guid TEXT, link TEXT, title TEXT, content TEXT, at TEXT)")
    connection = http.client.HTTPConnection(urlsplit(urls[0]).netloc)
    with told():
        for url in urls[WARM_UP:]:
            connection.request("GET", urlsplit(url).path)
            feed = fastfeedparser.parse(connection.getresponse().read())
            rows = [(url, e.id, e.link, e.title, e.description, e.published) for e in feed.entries]
            with database:
                database.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", rows)
    assert count(database, "item") == FEEDS * ITEMS


@contextmanager
def told() -> Iterator[None]:
    """Prints the CPU and the clock seconds of what is inside."""
    cpu, clock = time.process_time(), time.monotonic()
    yield
    sys.stdout.write(f"{time.process_time() - cpu} {time.monotonic() - clock}\n")


def report(found: dict[str, list[Result]], rounds: int, load: float) -> None:
    """Writes the table."""
    rows = []
    peer_cpu = statistics.median(result.cpu for result in found["reader"])
    for name, results in found.items():
        cpu, clock, workers = (
            statistics.median(getattr(result, part) for result in results)
            for part in ("cpu", "clock", "workers")
        )
        total = FEEDS * ITEMS
        share = f"{workers / cpu:.0%}" if workers else ""
        rates = f"{total / cpu:,.0f} | {peer_cpu / cpu:.1f} | {total / clock:,.0f}"
        rows.append(f"| {name} | {rates} | {cpu:.2f} | {share} |")
    date = datetime.now(UTC).strftime("%Y-%m-%d")
    text = TEXT.format(
        date=date,
        machine=describe(),
        feeds=FEEDS,
        items=ITEMS,
        rounds=rounds,
        goal=GOAL,
        warm_up=WARM_UP,
        load=load,
        cpus=os.cpu_count(),
        rows="\n".join(rows),
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text)
    sys.stdout.write(text)


MEASURES = {"tributary": tributary, "reader": peer("reader"), "bare": peer("bare")}
PEERS = {"reader": run_reader, "bare": run_bare}

if __name__ == "__main__":
    main()

"""One run: growing feeds, kills, then rest and the verdict."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tributary.ingest.v1 import ingest_pb2
from tributary_testkit.engines import Engine, drop_database, fresh_database
from tributary_testkit.product import request

from tests.chaos.killer import POINTS, QUEUE_POINTS, Killer
from tests.chaos.ledger import Ledger
from tests.chaos.services import Inside, Services
from tests.chaos.verdict import Verdict, judge

FEEDS = 12
WINDOW = 30
GROW_EVERY = 0.03
REST_SECONDS = 120.0
NAMES = ("ingest", "entities")


@dataclass
class Result:
    """What one run did and found."""

    engine: str
    bus: str
    kills: Counter[str]
    acknowledged_meanwhile: int
    start_up: float
    killing: float
    seconds: float
    verdict: Verdict


def run(folder: Path, engine: Engine, bus: str, kills: int, seed: int) -> Result:
    """Kills the two services `kills` times in all and tells what is left."""
    begun = time.monotonic()
    with _databases(folder, engine, bus) as urls, Ledger() as ledger:
        services = Services(folder, urls)
        feeds = [ledger.feed(f"f{n}", items=10, item_bytes=300, window=WINDOW) for n in range(FEEDS)]
        start_up = _watch(services, ledger)
        ledger.grow(GROW_EVERY)
        ledger.start_editing(feeds, Random(seed))
        counts = _kill_both(_killers(services, bus, start_up, seed), kills)
        meanwhile, killing = len(ledger.acknowledged()), time.monotonic() - begun
        ledger.grow(0)
        ledger.stop_editing()
        with _running(services):
            verdict = _last_verdict(Inside(services.targets), ledger)
        seconds = time.monotonic() - begun
        return Result(engine, bus, counts, meanwhile, start_up, killing, seconds, verdict)


@contextmanager
def _databases(folder: Path, engine: Engine, bus: str) -> Iterator[dict[str, str]]:
    folder.mkdir(parents=True, exist_ok=True)
    names = ["INGEST_DATABASE_URL", "ENTITIES_DATABASE_URL", *(["BUS_URL"] if bus == "db" else [])]
    urls = {f"TRIBUTARY_{name}": fresh_database(engine, folder) for name in names}
    yield urls
    for url in urls.values():
        drop_database(url)


def _watch(services: Services, ledger: Ledger) -> float:
    """Starts both once, so that their schemas are there, and imports all feeds.

    Gives back how many seconds the start took.
    """
    begun = time.monotonic()
    with _running(services):
        seconds = time.monotonic() - begun
        inside = Inside(services.targets)
        opml = request("GET", f"{ledger.url}/opml", None, {}).body
        inside.ask(inside.ingest.ImportOpml, ingest_pb2.ImportOpmlRequest(opml=opml))
    return seconds


@contextmanager
def _running(services: Services) -> Iterator[None]:
    """Both services, from when they listen."""
    processes = [services.start(name) for name in NAMES]
    try:
        services.wait()
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(40)


def _killers(services: Services, bus: str, start_up: float, seed: int) -> list[Killer]:
    points = {**POINTS, "entities": POINTS["entities"] + (QUEUE_POINTS if bus == "db" else ())}
    return [Killer(services, name, points[name], start_up, f"{seed}-{name}") for name in NAMES]


def _kill_both(killers: list[Killer], kills: int) -> Counter[str]:
    shares = (kills - kills // 2, kills // 2)
    with ThreadPoolExecutor(len(killers)) as pool:
        list(pool.map(Killer.kill, killers, shares))
    return killers[0].kills + killers[1].kills


def _last_verdict(inside: Inside, ledger: Ledger) -> Verdict:
    """Waits until nothing changes any more, and judges."""
    until = time.monotonic() + REST_SECONDS
    while True:
        confirmed, late = _all_confirmed(ledger), time.monotonic() > until
        verdict = judge(ledger, inside)
        if confirmed and verdict.good:
            return verdict
        if late:
            verdict.wrong += [] if confirmed else _why_not(inside)
            return verdict
        time.sleep(0.5)


def _all_confirmed(ledger: Ledger) -> bool:
    """Whether everything that the feeds now show has been acknowledged."""
    acknowledged = ledger.acknowledged()
    shown = [item for items in ledger.ledger().values() for item in items[-WINDOW:]]
    return all(acknowledged.get(item["guid"]) == item["revision"] for item in shown)


def _why_not(inside: Inside) -> list[str]:
    """The feeds' health, when what they show was never acknowledged."""
    state = ingest_pb2.FeedState.Name
    told = [
        (feed.url, state(feed.health.state), feed.health.reason, feed.health.detail)
        for feed in inside.feeds()
    ]
    return [f"not all was acknowledged: {' '.join(filter(None, feed))}" for feed in told]

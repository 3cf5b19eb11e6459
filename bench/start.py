"""How fast the embedded product starts on an existing home, and what it weighs.

    python bench/start.py

Writes bench/results/start.md. The home holds the demo feeds. Goals: first answer within 2 s of the start of
the process, at most 150 MiB for the process.
"""

import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tributary_testkit.machine import cost, describe, family
from tributary_testkit.product import Product, wait_for

RUNS = 5
SETTLE_SECONDS = 3.0
REQUESTS = 200
RESULTS = Path(__file__).parent / "results" / "start.md"
TEXT = """# Embedded start

Measured {date} by `python bench/start.py` on: {machine}. Home with the demo feeds; medians of {runs} runs.

| what | goal | measured |
|---|---|---|
| process start to first answer (HTTP 200), s | 2.0 | {first:.2f} |
| CPU time of the process until then, s | | {cpu:.2f} |
| process start to all three services ready, s | | {ready:.2f} |
| memory of the process when ready, MiB | 150 | {idle:.0f} |
| memory of the process after {requests} requests, MiB | 150 | {busy:.0f} |
| memory of its {workers} parser workers, MiB | | {helpers:.0f} |
"""


@dataclass
class Start:
    """One start: seconds and MiB."""

    first: float
    cpu: float
    ready: float
    idle: float
    busy: float
    workers: int
    helpers: float


def main() -> None:
    """Measures and writes the table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder) / "home"
        with Product(home, options=()) as product:
            wait_for((home / "demo-loaded").exists, 60, "the demo is loaded", product.said)
        starts = [_start(home) for _ in range(RUNS)]
    median = {name: statistics.median(getattr(s, name) for s in starts) for name in Start.__annotations__}
    text = TEXT.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}", machine=describe(), runs=RUNS, requests=REQUESTS, **median
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text)
    sys.stdout.write(text)


def _start(home: Path) -> Start:
    (home / "run" / "gateway.url").unlink(missing_ok=True)
    product = Product(home)
    begun = time.monotonic()
    product.launch()
    url = wait_for(lambda: _url(home), 30, "the gateway tells its address", product.said)
    wait_for(lambda: _answers(f"{url}/health/live"), 30, "it answers", product.said)
    first, cpu = time.monotonic() - begun, cost(product.pid).cpu_seconds
    wait_for(lambda: _answers(f"{url}/health/ready"), 30, "all answer", product.said)
    ready = time.monotonic() - begun
    product.wait_until_told()
    time.sleep(SETTLE_SECONDS)
    idle = cost(product.pid).rss_mib
    for _ in range(REQUESTS):
        product.get("/entities?q=trump")
    busy = cost(product.pid).rss_mib
    helpers = family(product.pid)[1:]
    weight = sum(cost(pid).rss_mib for pid in helpers)
    product.stop()
    return Start(first, cpu, ready, idle, busy, len(helpers), weight)


def _url(home: Path) -> str:
    try:
        return (home / "run" / "gateway.url").read_text().strip()
    except OSError:
        return ""


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return b'"status":"ok"' in answer.read()
    except urllib.error.URLError:
        return False


if __name__ == "__main__":
    main()

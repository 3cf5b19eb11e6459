"""How fast feeds are parsed, against feedparser, fastfeedparser and a raw lxml tree in the same run.

    python bench/parsing.py [CORPUS] [--rounds 5] [--json] [--write]

CORPUS is a folder of feeds (XML and JSON), by default the repository's own golden feeds. The parsers take
turns, a round each; the best round of each counts, in CPU time of one core, with date caches emptied before
every round. `--write` puts the table into bench/results/parsing.md.
Goals: 25,000 items/s without cleaning the HTML, 12,000 with it, every item that feedparser finds.
"""

import argparse
import io
import json
import os
import sys
import sysconfig
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import fastfeedparser  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import nh3
from lxml import etree
from tributary_ingest.adapters.parsers.dates import parse_date
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.adapters.parsers.unpack import unpack_undeclared
from tributary_kit.errors import UnreadableFeed
from tributary_testkit.machine import describe

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "services/ingest/tests/golden"
RESULTS = HERE / "results" / "parsing.md"
URL = "https://bench.example/feed.xml"
FEEDS = {".xml", ".rss", ".atom", ".rdf", ".json"}
TEXT = """# Parsing

Measured {date} by `python bench/parsing.py CORPUS --write` on: {machine}.
One core, CPU time, best of {rounds} rounds in turns; load of the machine at the end: {load:.1f}.
{interpreter}
The corpus: {documents} public feeds, {megabytes:.2f} MB unpacked, {items} items: {per_feed:.1f} items and
{kilobytes:.1f} KB a feed. Other work on the machine slows every row; the rates compare with each other only.

{table}

Goals: 25,000 items/s without cleaning and 12,000 with it; every item that feedparser finds.
`of lxml` is the rate against building lxml's tree of the XML feeds and reading nothing from it.
`failed` counts documents that raised; nh3 alone cleans the summaries and contents that our parser found.
"""


@dataclass
class Row:
    """One parser's result. `failed` counts the documents on which it raised."""

    parser: str
    items_per_second: float
    of_lxml: float
    items: int
    failed: int


def ours(body: bytes) -> int:
    return len(parse_feed(body, url=URL, content_type="", clean=False).entries)


def ours_cleaned(body: bytes) -> int:
    return len(parse_feed(body, url=URL, content_type="").entries)


def by_feedparser(body: bytes) -> int:
    return len(feedparser.parse(io.BytesIO(body)).entries)


def by_fastfeedparser(body: bytes) -> int:
    return len(fastfeedparser.parse(body).entries)


def raw_lxml(body: bytes) -> int:
    if body[:1] not in b"{[":
        etree.fromstring(body, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    return 0


PARSERS: dict[str, Callable[[bytes], int]] = {
    "lxml tree only": raw_lxml,
    "tributary, HTML as it is": ours,
    "tributary, HTML cleaned": ours_cleaned,
    "fastfeedparser": by_fastfeedparser,
    "feedparser": by_feedparser,
}


def corpus(folder: Path) -> list[bytes]:
    """The documents of a folder in which our parser finds an item, unpacked where they are gzip."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in FEEDS or ".expected." in path.name or not path.is_file():
            continue
        body = unpack_undeclared(path.read_bytes())
        try:
            if ours(body):
                found.append(body)
        except UnreadableFeed:
            continue
    return found


def one_round(parse: Callable[[bytes], int], bodies: list[bytes]) -> tuple[float, int, int]:
    """CPU seconds, items and failures of one pass over the corpus."""
    parse_date.cache_clear()
    items = failed = 0
    start = time.process_time()
    for body in bodies:
        try:
            items += parse(body)
        except Exception:  # noqa: BLE001 - what a parser raises is part of the result
            failed += 1
    return time.process_time() - start, items, failed


def clean_alone(bodies: list[bytes], rounds: int) -> float:
    """The best CPU seconds that nh3 needs for all HTML of the corpus."""
    feeds = [parse_feed(body, url=URL, content_type="", clean=False) for body in bodies]
    fragments = [
        html for feed in feeds for entry in feed.entries for html in (entry.summary, entry.content) if html
    ]
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for fragment in fragments:
            nh3.clean(fragment)
        best = min(best, time.process_time() - start)
    return best


def measure(bodies: list[bytes], rounds: int) -> list[Row]:
    """All parsers in turns; the best round of each."""
    best: dict[str, tuple[float, int, int]] = {}
    for _ in range(rounds):
        for name, parse in PARSERS.items():
            result = one_round(parse, bodies)
            best[name] = min(best.get(name, result), result)
    items = best["tributary, HTML as it is"][1]
    tree = best["lxml tree only"][0]
    rows = [
        Row(name, items / seconds, tree / seconds, found, failed)
        for name, (seconds, found, failed) in best.items()
    ]
    alone = clean_alone(bodies, rounds)
    return [*rows, Row("nh3 alone on the same HTML", items / alone, tree / alone, 0, 0)]


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| parser | items/s | of lxml | items found | failed |", "|---|---|---|---|---|"]
    for row in rows:
        found = str(row.items) if row.items else "-"
        rate = f"{row.items_per_second:,.0f}"
        lines.append(f"| {row.parser} | {rate} | {row.of_lxml:.2f} | {found} | {row.failed} |")
    return "\n".join(lines)


def interpreter() -> str:
    """How Python was built: lxml, nh3 and fastfeedparser come optimised always, the interpreter may not."""
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    stated = "states" if optimised else "does not state"
    return f"Python {stated} that it was built with --enable-optimizations, which helps ours, not lxml."


def report(bodies: list[bytes], rows: list[Row], rounds: int) -> str:
    """The page for bench/results."""
    size, items = sum(map(len, bodies)), rows[1].items
    return TEXT.format(
        date=datetime.now(UTC).date(),
        machine=describe(),
        load=os.getloadavg()[0],
        interpreter=interpreter(),
        rounds=rounds,
        documents=len(bodies),
        megabytes=size / 1e6,
        items=items,
        per_feed=items / len(bodies),
        kilobytes=size / 1e3 / len(bodies),
        table=table(rows),
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpus", nargs="?", type=Path, default=GOLDEN)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    bodies = corpus(chosen.corpus)
    rows = measure(bodies, chosen.rounds)
    text = report(bodies, rows, chosen.rounds)
    if chosen.write:
        RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(json.dumps([asdict(row) for row in rows]) + "\n" if chosen.json else text)


if __name__ == "__main__":
    main()

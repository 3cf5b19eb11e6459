"""How fast the rules extract, and how much memory they need.

    python bench/extraction.py [CORPUS] [--rounds 5] [--json] [--write]

CORPUS is a folder of feeds (XML and JSON), by default the repository's own golden feeds. Each of their
entries becomes an item as `tributary extract` takes them; the texts are cut and joined to the length that the
goal speaks of. The best round counts, in CPU time of one core. `--write` puts the table into
bench/results/extraction.md. Goals: 1,000 items/s at 1.5 kB of text, 200 MB for the process.
"""

import argparse
import json
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tributary_cli.extract import document_of
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.lexicon import lexicon
from tributary_entities.domain.extract.opportunities.find import find_opportunities
from tributary_entities.domain.extract.rules import extract
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.adapters.parsers.unpack import unpack_undeclared
from tributary_kit.errors import UnreadableFeed
from tributary_testkit.machine import describe

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "services/ingest/tests/golden"
RESULTS = HERE / "results" / "extraction.md"
FEEDS = {".xml", ".rss", ".atom", ".rdf", ".json"}
LENGTH = 1500
"""Characters of an item's HTML."""

TEXT = """# Extraction

Measured {date} by `python bench/extraction.py CORPUS --write` on: {machine}.
One core, CPU time, best of {rounds} rounds; load of the machine at the end: {load:.1f}.
{items} items with {characters:,.0f} characters of HTML each on average.

{table}

Loading the vocabularies and gazetteers, once: {loading:.2f} s. Memory of the process: {megabytes:.0f} MB.
Goals: 1,000 items/s for everything at about 1.5 kB, 200 MB.
"""

Item = dict[str, object]


@dataclass
class Row:
    """One step's result."""

    step: str
    items_per_second: float
    microseconds: float


def entries(folder: Path) -> list[Item]:
    """The entries of all feeds of a folder."""
    found: list[Item] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in FEEDS and ".expected." not in path.name and path.is_file():
            try:
                feed = parse_feed(
                    unpack_undeclared(path.read_bytes()), url="https://bench.example/", content_type=""
                )
            except UnreadableFeed:
                continue
            about = {"title": feed.title, "link": feed.link}
            found += [
                {
                    "title": entry.title,
                    "html": entry.content or entry.summary,
                    "author": entry.authors[0].name if entry.authors else "",
                    "categories": entry.categories,
                    "feed": about,
                }
                for entry in feed.entries
            ]
    return found


def items(folder: Path) -> list[Item]:
    """Entries with text, each about `LENGTH` characters long: longer ones cut, short ones joined."""
    made: list[Item] = []
    waiting = ""
    for entry in entries(folder):
        waiting += f"<p>{entry['html']}</p>"
        if len(waiting) >= LENGTH * 0.7:
            made.append({**entry, "html": waiting[:LENGTH]})
            waiting = ""
    return made


def best(step: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the best round."""
    fastest = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        step()
        fastest = min(fastest, time.process_time() - start)
    return fastest


def measure(made: list[Item], rounds: int) -> list[Row]:
    """Reading the HTML, the opportunities alone, and everything."""
    documents: list[Document] = [document_of(item) for item in made]
    now = datetime.now(UTC)
    steps: dict[str, Callable[[], object]] = {
        "HTML to text": lambda: [document_of(item) for item in made],
        "opportunities alone": lambda: [find_opportunities(document, (), now) for document in documents],
        "rules": lambda: [extract(document, now) for document in documents],
        "everything": lambda: [extract(document_of(item), now) for item in made],
    }
    seconds = {name: best(step, rounds) for name, step in steps.items()}
    return [Row(name, len(made) / spent, spent / len(made) * 1e6) for name, spent in seconds.items()]


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| step | items/s | µs an item |", "|---|---|---|"]
    lines += [f"| {row.step} | {row.items_per_second:,.0f} | {row.microseconds:,.0f} |" for row in rows]
    return "\n".join(lines)


def loading() -> float:
    """CPU seconds until the vocabularies are there."""
    start = time.process_time()
    lexicon()
    return time.process_time() - start


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
    loaded = loading()
    made = items(chosen.corpus)
    rows = measure(made, chosen.rounds)
    text = TEXT.format(
        date=datetime.now(UTC).date(),
        machine=describe(),
        load=os.getloadavg()[0],
        rounds=chosen.rounds,
        items=len(made),
        characters=sum(len(str(item["html"])) for item in made) / len(made),
        table=table(rows),
        loading=loaded,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    if chosen.write:
        RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(json.dumps([asdict(row) for row in rows]) + "\n" if chosen.json else text)


if __name__ == "__main__":
    main()

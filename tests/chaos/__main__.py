"""`python -m tests.chaos`: kills the services under load and reports what was lost. See run.py."""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

from tributary_testkit.engines import ENGINES, Engine, Session

from tests.chaos.report import markdown, summary
from tests.chaos.run import Result, run

BUSES = ("inline", "db")
SHOWN = 20


def main() -> int:
    """Returns 0 when nothing was lost, doubled or wrong."""
    options = _options()
    seed = options.seed if options.seed is not None else SystemRandom().randrange(1 << 32)
    sys.stdout.write(f"seed {seed}\n")
    ways = [(engine, bus) for engine in options.engine or ENGINES for bus in options.bus or BUSES]
    results = _run_all(ways, options, seed)
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(markdown(results, seed, datetime.now(UTC)))
    return 0 if all(result.verdict.good for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=40, help="in all, shared by the ways")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="default: both")
    parser.add_argument("--bus", action="append", choices=BUSES, help="default: both")
    parser.add_argument("--at-once", type=int, default=2, help="how many ways run beside each other")
    parser.add_argument("--seed", type=int, help="repeats the choices of a former run")
    parser.add_argument("--report", type=Path, help="write a Markdown report there")
    return parser.parse_args()


def _run_all(ways: list[tuple[Engine, str]], options: argparse.Namespace, seed: int) -> list[Result]:
    session = Session()

    def one(number: int) -> Result:
        engine, bus = ways[number]
        share = options.kills * (number + 1) // len(ways) - options.kills * number // len(ways)
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
            result = run(Path(folder) / "home", engine, bus, share, seed + number)
        _show(result)
        return result

    try:
        with ThreadPoolExecutor(options.at_once) as pool:
            return list(pool.map(one, range(len(ways))))
    finally:
        session.close()


def _show(result: Result) -> None:
    sys.stdout.write(summary(result) + "\n")
    verdict = result.verdict
    for what, lines in (("lost", verdict.lost), ("doubled", verdict.doubled), ("wrong", verdict.wrong)):
        for line in lines[:SHOWN]:
            sys.stdout.write(f"  {what}: {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

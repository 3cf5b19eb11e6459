"""`python -m tests.quality`: score `tributary extract` on the labelled corpus and publish the numbers."""

import argparse
import json
import sys
from pathlib import Path

from tests.quality import ratchet
from tests.quality.examples import DEV
from tests.quality.report import as_json, left_out, markdown
from tests.quality.scoring import METRICS, OPPORTUNITY, Scored, group_of, owned, score, sums, whole

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/quality.md"


def main() -> int:
    """Returns 1 when a score fell below the best by more than the tolerance."""
    options = _options()
    scored = score(owned() if options.owned else whole())
    if options.errors:
        sys.stdout.write(_errors(scored, options.errors))
        return 0
    if options.json:
        sys.stdout.write(json.dumps(as_json(scored), indent=1) + "\n")
        return 0
    return _publish(scored, options.rebase)


def _publish(scored: list[Scored], rebase: bool) -> int:
    page, warning = markdown(scored), left_out(scored)
    sys.stdout.write(page)
    if not warning:
        PAGE.write_text(page)
    best, groups = ratchet.load(), sums(scored, group_of)
    now = ratchet.scores(groups)
    fallen = [] if rebase else ratchet.fallen(best, groups)
    ratchet.save({**best, **now} if rebase else ratchet.raised(best, now))
    sys.stderr.write("\n".join([warning, *fallen]).strip() + "\n" if warning or fallen else "")
    return int(bool(fallen))


def _errors(scored: list[Scored], metric: str) -> str:
    """What was missed and what was wrong, in the items that writers of rules may look at."""
    lines = []
    for one in scored:
        outcome = one.outcomes[metric]
        if one.example.split == DEV and (outcome.missed or outcome.wrong):
            lines.append(f"{one.example.id} [{one.example.lang}] {one.example.item['title'][:70]}")
            lines += [f"    missed {name}" for name in outcome.missed]
            lines += [f"    wrong  {name}" for name in outcome.wrong]
    return "".join(line + "\n" for line in lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--owned", action="store_true", help="leave the real items out")
    parser.add_argument("--json", action="store_true", help="print every count as JSON, publish nothing")
    parser.add_argument("--errors", metavar="KIND", type=_metric, help="list what is wrong in the dev half")
    parser.add_argument(
        "--rebase", action="store_true", help="take the scores of now as the best: labels changed"
    )
    return parser.parse_args()


def _metric(name: str) -> str:
    """A metric by its name, with or without the word opportunity."""
    found = [metric for metric in METRICS if name in (metric, metric.removeprefix(OPPORTUNITY))]
    if not found:
        raise argparse.ArgumentTypeError("one of " + ", ".join(METRICS))
    return found[0]


if __name__ == "__main__":
    sys.exit(main())

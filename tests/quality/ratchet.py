"""The best scores so far. They may only go up."""

import json
from pathlib import Path

from tests.quality.tally import Tally

FILE = Path(__file__).parent / "ratchet.json"
TOLERANCE = 0.01
"""An F1 may fall by one point, or by what one label weighs, before the gate fails."""

Best = dict[str, dict[str, float]]
Groups = dict[str, dict[str, Tally]]


def load() -> Best:
    """The best F1 of each metric in each group, empty at first."""
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def save(best: Best) -> None:
    """Write the file, in a stable order."""
    FILE.write_text(json.dumps(best, indent=1, sort_keys=True) + "\n")


def scores(groups: Groups) -> Best:
    """The F1 of every metric that has something to find, rounded down as the file has it."""
    return {
        group: {metric: int(tally.f1 * 1000) / 1000 for metric, tally in tallies.items() if tally.labelled}
        for group, tallies in groups.items()
    }


def raised(best: Best, now: Best) -> Best:
    """The better of the two, group by group; a group that was not scored stays as it is."""
    groups = best.keys() | now.keys()
    return {group: _better(best.get(group, {}), now.get(group, {})) for group in groups}


def _better(best: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    return {metric: max(best.get(metric, 0), now.get(metric, 0)) for metric in best.keys() | now.keys()}


def fallen(best: Best, groups: Groups) -> list[str]:
    """What is worse than the best by more than the slack, in the groups that were scored."""
    now = scores(groups)
    return [
        f"{group}, {metric}: {now[group].get(metric, 0):.3f} is below {value:.3f}"
        for group in sorted(best.keys() & now.keys())
        for metric, value in sorted(best[group].items())
        if now[group].get(metric, 0) < value - _slack(groups[group][metric])
    ]


def _slack(tally: Tally) -> float:
    """A rule that wins much may lose a label elsewhere, which is more than a point where there are few."""
    return max(TOLERANCE, 1 / max(tally.labelled, 1))

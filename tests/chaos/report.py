"""The report of a chaos run."""

from collections import Counter
from datetime import datetime

from tributary_testkit.machine import describe

from tests.chaos.run import Result

HEAD = """# What the kill test found

Made by `python -m tests.chaos` (`make chaos`) on {date}, seed {seed}; {kills} kills by SIGKILL. The ways took
{minutes:.0f} minutes in all, two of them beside each other.
Machine: {machine}.

Two services run as processes of their own while {feeds} feeds grow and their items are edited. Each is killed
again and again, at random moments (its start included) and at named points, where it kills itself. The feed
server keeps a ledger: what it served, and what ingest acknowledged by sending back the document's validator.
At the end every acknowledged item must be stored once, in no older revision than was acknowledged, and the
graph must hold the evidence of every item once.

| database | bus | kills | items served | acknowledged | between kills | stored | lost | duplicated | wrong |
|---|---|---|---|---|---|---|---|---|---|
"""


def summary(result: Result) -> str:
    """One line for the terminal."""
    v = result.verdict
    return (
        f"{result.engine}, {result.bus}: {result.kills.total()} kills in {result.killing:.0f} of "
        f"{result.seconds:.0f} s (a start takes {result.start_up:.1f} s), "
        f"{v.served} items served, {v.acknowledged} acknowledged, "
        f"{result.acknowledged_meanwhile} of them between kills, {v.stored} stored, {v.evidence} evidence; "
        f"lost {len(v.lost)}, duplicated {len(v.doubled)}, otherwise wrong {len(v.wrong)}"
    )


def markdown(results: list[Result], seed: int, when: datetime) -> str:
    """The report of all runs."""
    kills = sum((result.kills for result in results), Counter())
    seconds = sum(result.seconds for result in results)
    head = HEAD.format(
        date=f"{when:%Y-%m-%d}",
        seed=seed,
        kills=kills.total(),
        minutes=seconds / 60,
        machine=describe(),
        feeds=12,
    )
    points = "".join(f"| {point} | {number} |\n" for point, number in sorted(kills.items()))
    return f"{head}{''.join(map(_row, results))}\n| killed at | times |\n|---|---|\n{points}"


def _row(result: Result) -> str:
    v = result.verdict
    cells = (
        result.engine,
        result.bus,
        result.kills.total(),
        v.served,
        v.acknowledged,
        result.acknowledged_meanwhile,
        v.stored,
        len(v.lost),
        len(v.doubled),
        len(v.wrong),
    )
    return f"| {' | '.join(map(str, cells))} |\n"

"""The scores as tables for people, and as JSON for machines."""

from collections import Counter
from typing import Any

from tests.quality.examples import DEV, FEEDS, HELD_BACK, lines
from tests.quality.feeds import LABELS, VARIABLE
from tests.quality.opportunities import DETECTION
from tests.quality.scoring import METRICS, OPPORTUNITY, Scored, entities, group_of, sums
from tests.quality.tally import Tally

HEAD = """# How well the rules extract

Written by `make quality`: precision (P), recall (R) and F1 of `tributary extract` on the labelled corpus.
What the labels mean and how names and values are compared: [labelling](../explanation/labelling.md). The
numbers may only go up; `tests/quality/ratchet.json` has the best ones, and the tests fail below them.

Writers of rules look at texts and errors of the *{dev}* half only; of *{held_back}* they see the totals.
"""
SHORT = (*METRICS[:6], OPPORTUNITY + "deadline", OPPORTUNITY + "amount", OPPORTUNITY + "url")


def markdown(scored: list[Scored]) -> str:
    """The page docs/reference/quality.md."""
    halves = sums(scored, lambda example: example.split)
    parts = sums(scored, group_of)
    languages = sums(scored, lambda example: example.lang)
    return "\n".join(
        [
            HEAD.format(dev=DEV, held_back=HELD_BACK),
            *_left_out(scored),
            *_halves(halves),
            "\n## By part of the corpus (F1)\n",
            *_short(parts, Counter(group_of(one.example) for one in scored)),
            "\n## By language (F1)\n",
            *_short(languages, Counter(one.example.lang for one in scored)),
            "",
        ]
    )


def as_json(scored: list[Scored]) -> dict[str, Any]:
    """Every count and score: by half, by part, by language."""
    groups = {
        "halves": sums(scored, lambda example: example.split),
        "parts": sums(scored, group_of),
        "languages": sums(scored, lambda example: example.lang),
    }
    return {name: {key: _numbers(value) for key, value in group.items()} for name, group in groups.items()}


def left_out(scored: list[Scored]) -> str:
    """A warning where real items are not there or have changed, else nothing."""
    labelled = sum(1 for _ in lines(LABELS))
    there = sum(one.example.part == FEEDS for one in scored)
    if there == labelled:
        return ""
    reason = "their words have changed" if there else f"their folder is not there (name it with {VARIABLE})"
    return f"{labelled - there} of {labelled} real items were left out: {reason}."


def _left_out(scored: list[Scored]) -> list[str]:
    warning = left_out(scored)
    return [f"**{warning}**\n"] if warning else []


def _numbers(tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    return {
        metric: {**vars(tally), "precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
        for metric, tally in tallies.items()
    }


def _halves(halves: dict[str, dict[str, Tally]]) -> list[str]:
    names = [half for half in (DEV, HELD_BACK) if half in halves]
    head = "".join(f" labelled, {name} | P | R | F1 |" for name in names)
    rows = ["| |" + head, "|---|" + "--:|" * 4 * len(names)]
    rows.append("| **entities, all kinds** |" + "".join(_cells(entities(halves[name])) for name in names))
    rows += [f"| {metric} |" + "".join(_cells(halves[name][metric]) for name in names) for metric in METRICS]
    return rows


def _cells(tally: Tally) -> str:
    return f" {tally.labelled} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} |"


def _short(groups: dict[str, dict[str, Tally]], items: Counter[str]) -> list[str]:
    titles = [metric.removeprefix(OPPORTUNITY).replace(DETECTION, "opportunity") for metric in SHORT]
    rows = ["| | items | " + " | ".join(titles) + " |", "|---|" + "--:|" * (len(SHORT) + 1)]
    for name, tallies in groups.items():
        cells = " | ".join(_f1(tallies[metric]) for metric in SHORT)
        rows.append(f"| {name} | {items[name]} | {cells} |")
    return rows


def _f1(tally: Tally) -> str:
    return f"{tally.f1:.2f}" if tally.labelled or tally.wrong else "–"

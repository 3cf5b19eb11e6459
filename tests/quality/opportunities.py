"""Score the opportunities of one item: whether they were found at all, and each fact by its value."""

import math
import operator
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.quality.entities import Outcome
from tests.quality.examples import Example
from tests.quality.names import EVERY, alike, keys
from tests.quality.tally import Tally

DETECTION = "detection"
FIELDS = (
    "kind", "title", "organisation", "deadline", "deadline_time", "deadline_tz",
    "amount", "currency", "place", "remote", "url",
)  # fmt: skip
MIDNIGHT = ("", "23:59")
CLOCKS = {"AoE": -12.0, "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "CET": 1.0, "CEST": 2.0, "EST": -5.0, "EDT": -4.0}

Facts = dict[str, Any]
Same = Callable[[Any, Any], bool]


def score_opportunities(example: Example, answer: Facts) -> dict[str, Outcome]:
    """The outcome of the detection and of every field."""
    outcomes = {name: Outcome() for name in (DETECTION, *FIELDS)}
    found = [facts_of(opportunity) for opportunity in answer["opportunities"]]
    for label, facts in _pairs(example.opportunities, found):
        _score_detection(outcomes[DETECTION], label, facts)
        for name in FIELDS:
            if not (label or {}).get("optional"):
                _score_field(outcomes[name], name, (label or {}).get(name), (facts or {}).get(name))
    return outcomes


def facts_of(opportunity: Facts) -> Facts:
    """The fields that are scored, empty ones as None, from what `tributary extract` writes."""
    least, most = _number(opportunity.get("amount_min")), _number(opportunity.get("amount_max"))
    deadline = opportunity.get("deadline") or ""
    return {
        **{name: opportunity.get(name) or None for name in FIELDS},
        "deadline": deadline[:10] or None,
        "deadline_time": deadline[11:16] or None,
        "deadline_tz": _zone(opportunity.get("deadline_tz"), deadline),
        "amount": None if least is None and most is None else (least, most),
    }


def _zone(zone: str | None, deadline: str) -> tuple[str, str] | None:
    return (zone, deadline) if zone else None


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def wanted(label: Facts) -> Facts:
    """A label with the fields that are scored, as they are compared."""
    deadline = label.get("deadline", "")
    first = deadline if isinstance(deadline, str) else deadline[0]
    amount = label.get("amount")
    return {
        **label,
        "deadline": [day[:10] for day in _several(deadline)] or None,
        "deadline_time": [first[11:16]] if first[11:16] else None,
        "deadline_tz": label.get("tz"),
        "amount": [tuple(map(_number, amount))] if isinstance(amount, list) else amount,
        "remote": label.get("remote") or None,
    }


def _pairs(labels: list[Facts], found: list[Facts]) -> list[tuple[Facts | None, Facts | None]]:
    """Labels and finds that agree in most, each once; then those that stay alone on either side."""
    left, right = [wanted(label) for label in labels], list(found)
    pairs: list[tuple[Facts | None, Facts | None]] = []
    while left and right:
        agreed, number, other = max(
            (_agreement(label, facts), -number, -other)
            for number, label in enumerate(left)
            for other, facts in enumerate(right)
        )
        if agreed <= 0:
            break
        pairs.append((left.pop(-number), right.pop(-other)))
    return pairs + [(label, None) for label in left] + [(None, facts) for facts in right]


def _agreement(label: Facts, facts: Facts) -> float:
    equal = sum(1 for name in FIELDS if _equal(name, label.get(name), facts[name]))
    return equal - 0.5 if label.get("optional") else equal


def _score_detection(outcome: Outcome, label: Facts | None, facts: Facts | None) -> None:
    if label and label.get("optional"):
        return
    if label is None and facts is not None:
        outcome.wrong.append(f"{facts['kind']}: {facts['title']}")
    elif facts is None and label is not None:
        outcome.missed.append(f"{label['kind']}: {label['title'][0]}")
    outcome.tally += Tally(int(bool(label and facts)), int(label is None), int(facts is None))


def _score_field(outcome: Outcome, name: str, label: Any, value: Any) -> None:
    if label is not None and _equal(name, label, value):
        outcome.tally += Tally(right=1)
    elif EVERY in _several(label) or _silent(name, label, value):
        return
    else:
        _score_difference(outcome, label, value)


def _score_difference(outcome: Outcome, label: Any, value: Any) -> None:
    if label is not None:
        outcome.missed.append(f"{label} (found: {value})")
    if value is not None:
        outcome.wrong.append(f"{value} (labelled: {label})")
    outcome.tally += Tally(0, int(value is not None), int(label is not None))


def _silent(name: str, label: Any, value: Any) -> bool:
    """The end of the day says no more than the day itself."""
    return name == "deadline_time" and label is None and (value or "") in MIDNIGHT


def _equal(name: str, label: Any, value: Any) -> bool:
    """Whether a find is one of the values that the label allows."""
    if label is None or value is None:
        return False
    same: Same = _SAME.get(name, operator.eq)
    return any(same(allowed, value) for allowed in _several(label) if allowed != EVERY)


def _several(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _same_url(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    return url.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/").casefold()


def _same_zone(one: str, other: tuple[str, str]) -> bool:
    zone, deadline = other
    return zone == one or _offset(one, deadline) == _offset(zone, deadline)


def _offset(zone: str, deadline: str) -> float:
    """Hours from UTC at that time, so that an IANA name, an abbreviation and an offset can be compared."""
    if zone in CLOCKS:
        return CLOCKS[zone]
    if zone[0] in "+-":
        hours, _, minutes = zone[1:].partition(":")
        return (int(hours) + int(minutes or 0) / 60) * (-1 if zone[0] == "-" else 1)
    try:
        shift = ZoneInfo(zone).utcoffset(datetime.fromisoformat(deadline).replace(tzinfo=None))
    except (ZoneInfoNotFoundError, ValueError):
        return math.nan
    return (shift or timedelta()) / timedelta(hours=1)


def _named(kind: str) -> Callable[[str, str], bool]:
    return lambda one, other: bool(keys(one, kind) & keys(other, kind))


_SAME: dict[str, Same] = {
    "title": alike,
    "organisation": _named("organisation"),
    "place": _named("place"),
    "url": _same_url,
    "deadline_tz": _same_zone,
}

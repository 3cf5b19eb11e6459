"""Waiting after failed logins."""

from datetime import UTC, datetime, timedelta

import pytest
from tributary_gateway.domain.throttle import FORGOTTEN_AFTER, LONGEST, Failures, one_more, wait

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (13, 256), (14, 300), (10**6, 300)],
)
def test_the_pause_doubles_from_the_fifth_failure_on(count: int, seconds: float) -> None:
    assert wait(Failures(count, NOW), 5, NOW) == timedelta(seconds=seconds)


def test_the_pause_runs_from_the_last_failure() -> None:
    assert wait(Failures(7, NOW - timedelta(seconds=3)), 5, NOW) == timedelta(seconds=1)
    assert wait(Failures(7, NOW - timedelta(seconds=4)), 5, NOW) == timedelta(0)


def test_old_failures_are_forgotten() -> None:
    old = Failures(50, NOW - FORGOTTEN_AFTER)
    assert wait(old, 5, NOW) == timedelta(0)
    assert one_more(old, NOW) == Failures(1, NOW)


def test_nobody_waits_longer_than_the_longest() -> None:
    assert wait(Failures(40, NOW), 5, NOW) == LONGEST

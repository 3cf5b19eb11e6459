"""When feeds are due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.domain import schedule
from tributary_ingest.domain.schedule import Bounds

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)  # a Wednesday
BOUNDS = Bounds(300, 3600, 86_400)

moments = st.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))
ids = st.text("abc0123", min_size=1, max_size=8)


@given(st.lists(moments, max_size=40), moments)
def test_the_interval_stays_within_bounds(dates: list[datetime], now: datetime) -> None:
    assert BOUNDS.shortest <= schedule.interval(dates, now, BOUNDS) <= BOUNDS.longest


def test_the_interval_follows_the_feeds_own_frequency() -> None:
    def hourly(hours: int) -> list[datetime]:
        return [NOW - timedelta(hours=hours * number) for number in range(20)]

    assert schedule.interval(hourly(1), NOW, BOUNDS) == 1800
    assert schedule.interval(hourly(8), NOW, BOUNDS) == 4 * 3600
    assert schedule.interval(hourly(1000), NOW, BOUNDS) == BOUNDS.longest
    assert schedule.interval([NOW] * 9, NOW, BOUNDS) == BOUNDS.shortest


def test_a_silent_feed_is_asked_less_often() -> None:
    burst = [NOW - timedelta(days=3, seconds=number) for number in range(20)]
    assert schedule.interval(burst, NOW, BOUNDS) == 3 * 86_400 // 10


def test_without_dates_the_usual_interval_holds() -> None:
    future = [NOW + timedelta(days=number) for number in range(1, 5)]
    for dates in ([], [NOW], future):
        assert schedule.interval(dates, NOW, BOUNDS) == BOUNDS.usual


@given(
    ids,
    moments,
    st.integers(300, 86_400),
    st.integers(0, 10**8),
    st.integers(0, 2**24 - 1),
    st.integers(0, 127),
)
def test_never_earlier_than_asked_and_never_skipped(
    feed: str, now: datetime, pause: int, at_least: int, hours: int, days: int
) -> None:
    due = schedule.next_due(feed, now, pause, at_least=at_least, skip_hours=hours, skip_days=days)
    assert due >= now + timedelta(seconds=max(pause, min(at_least, schedule.LONGEST_WISH_SECONDS)))
    if hours != schedule.ALL_HOURS:
        assert not hours >> due.hour & 1
    if days != schedule.ALL_DAYS:
        assert not days >> due.weekday() & 1
    if not hours and not days:
        longest = max(pause, min(at_least, schedule.LONGEST_WISH_SECONDS)) * (1 + schedule.JITTER)
        assert due <= now + timedelta(seconds=longest + 1)


@given(ids, moments, st.integers(1, 100))
def test_back_off_grows_up_to_the_longest(feed: str, now: datetime, failures: int) -> None:
    due = schedule.retry_due(feed, now, failures, BOUNDS)
    after = schedule.retry_due(feed, now, failures + 1, BOUNDS)
    assert now + timedelta(seconds=300) <= due <= after
    assert due <= now + timedelta(seconds=86_400 * 1.1 + 1)


@given(ids, st.integers(60, 10**7), st.integers(1, 50))
def test_retry_after_is_obeyed_to_the_second_up_to_a_week(feed: str, seconds: int, failures: int) -> None:
    due = schedule.retry_due(feed, NOW, failures, BOUNDS, retry_after=seconds)
    assert due == NOW + min(timedelta(seconds=seconds), timedelta(days=7))


def test_a_short_retry_after_is_obeyed_once() -> None:
    assert schedule.retry_due("f", NOW, 1, BOUNDS, retry_after=2) == NOW + timedelta(seconds=2)
    assert schedule.retry_due("f", NOW, 2, BOUNDS, retry_after=2) == NOW + timedelta(seconds=300)
    assert schedule.retry_due("f", NOW, 1, BOUNDS, retry_after=0) == NOW


def test_skipped_hours_and_days_run_into_each_other() -> None:
    wednesday_to_friday = 0b0011100
    night = sum(1 << hour for hour in range(8))
    due = schedule.unskipped("f", NOW, night, wednesday_to_friday)
    assert due.weekday() == 5
    assert due.hour == 8


def test_jitter_is_the_feeds_own() -> None:
    due = {schedule.next_due(f"feed{n}", NOW, 3600) for n in range(50)}
    assert len(due) == 50
    assert schedule.next_due("a", NOW, 3600) == schedule.next_due("a", NOW, 3600)


@pytest.mark.parametrize(("numbers", "expected"), [([], 0), ([0, 2, 2], 0b101), ([24, -1, 1], 0b10)])
def test_bits(numbers: list[int], expected: int) -> None:
    assert schedule.bits(numbers, 24) == expected

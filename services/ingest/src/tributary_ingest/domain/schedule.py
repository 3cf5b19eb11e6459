"""When a feed is due. Pure: the same facts give the same moment.

The pause follows the feed's own frequency within bounds, and is never shorter than the document's ttl or the
server's max-age. Jitter only ever delays, by up to a tenth, and is a property of the feed, so that feeds that
were added together drift apart. Hours and days that the feed asks to skip are skipped.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DATES_WEIGHED = 20
JITTER = 0.1
SLOWER = 1.25
BACK_OFF_SECONDS = 300
SHORT_WAIT_SECONDS = 60
# Longer wishes of a server or a document are mistakes: static files often have a max-age of a year.
LONGEST_WISH_SECONDS = 7 * 86_400
ALL_HOURS = 2**24 - 1
ALL_DAYS = 2**7 - 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest, usual and longest pause between two fetches of a feed, in seconds."""

    shortest: int = 300
    usual: int = 3600
    longest: int = 86_400


def interval(dates: Sequence[datetime], now: datetime, bounds: Bounds) -> int:
    """The pause that suits a feed whose entries have these dates, in seconds.

    Half the mean gap of the newest entries, and no less than a tenth of the silence since the last: the usual
    pause when fewer than two entries have a date that is not in the future.
    """
    newest = sorted((date for date in dates if date <= now), reverse=True)[:DATES_WEIGHED]
    if len(newest) < 2:
        return bounds.usual
    gap = (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1)
    silence = (now - newest[0]).total_seconds()
    return _within(int(max(gap / 2, silence / 10)), bounds)


def slower(seconds: int, bounds: Bounds) -> int:
    """The pause after a fetch that brought nothing new."""
    return _within(int(seconds * SLOWER), bounds)


def next_due(
    feed_id: str, now: datetime, seconds: int, *, at_least: int = 0, skip_hours: int = 0, skip_days: int = 0
) -> datetime:
    """When a feed that answered is due again.

    `seconds` is the pause by its frequency, `at_least` what ttl and max-age demand, the skips are bit sets.
    """
    pause = max(seconds, min(at_least, LONGEST_WISH_SECONDS))
    return unskipped(feed_id, now + _jittered(feed_id, pause), skip_hours, skip_days)


def retry_due(
    feed_id: str, now: datetime, failures: int, bounds: Bounds, *, retry_after: int | None = None
) -> datetime:
    """When a feed is due again that has failed `failures` times in a row (1 or more).

    A server's Retry-After is obeyed to the second, one of more than a week as a week; one of under a minute,
    though, only once in a row.
    Else the pause doubles with every failure, up to the longest.
    """
    if retry_after is not None:
        patience = 0.0 if retry_after >= SHORT_WAIT_SECONDS else _back_off(failures - 1, bounds)
        return now + timedelta(seconds=max(min(retry_after, LONGEST_WISH_SECONDS), patience))
    return now + _jittered(feed_id, _back_off(failures, bounds))


def unskipped(feed_id: str, moment: datetime, skip_hours: int, skip_days: int) -> datetime:
    """The moment itself, or one early in the first hour after it that is not skipped.

    A feed that asks to skip every hour or every day asks for nothing.
    """
    hours = 0 if skip_hours & ALL_HOURS == ALL_HOURS else skip_hours
    days = 0 if skip_days & ALL_DAYS == ALL_DAYS else skip_days
    start = moment.replace(minute=0, second=0, microsecond=0)
    hour = start
    while hours >> hour.hour & 1 or days >> hour.weekday() & 1:
        hour += timedelta(hours=1)
    return (
        moment if hour == start else hour + _jittered(feed_id, BACK_OFF_SECONDS) - _seconds(BACK_OFF_SECONDS)
    )


def bits(numbers: Sequence[int], limit: int) -> int:
    """The bit set of the numbers from 0 up to, not including, `limit`; others are ignored."""
    return sum({1 << number for number in numbers if 0 <= number < limit})


def _back_off(failures: int, bounds: Bounds) -> float:
    if failures < 1:
        return 0.0
    first = max(BACK_OFF_SECONDS, bounds.shortest)
    return min(first * 2.0 ** min(failures - 1, 30), max(bounds.longest, bounds.shortest))


def _within(seconds: int, bounds: Bounds) -> int:
    return max(bounds.shortest, min(seconds, bounds.longest))


def _jittered(feed_id: str, seconds: float) -> timedelta:
    digest = hashlib.blake2b(feed_id.encode(), digest_size=4).digest()
    return _seconds(seconds * (1 + JITTER * int.from_bytes(digest, "big") / 2**32))


def _seconds(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)

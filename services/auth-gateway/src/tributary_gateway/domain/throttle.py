"""How long to wait after failed logins: not at all at first, then twice as long each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ACCOUNT_FREE = 5
ADDRESS_FREE = 10
LONGEST = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed logins in a row of one account or one address, and the time of the last."""

    count: int
    last_at: datetime


def wait(failures: Failures | None, free: int, now: datetime) -> timedelta:
    """The time until another try is allowed, zero when it is allowed now. `free` failures cost nothing."""
    if failures is None or failures.count < free or now - failures.last_at >= FORGOTTEN_AFTER:
        return timedelta(0)
    # The exponent is capped so that a long attack overflows nothing.
    pause = min(timedelta(seconds=2 ** min(failures.count - free, 20)), LONGEST)
    return max(failures.last_at + pause - now, timedelta(0))


def one_more(failures: Failures | None, now: datetime) -> Failures:
    """The count after another failure; an old row of them is forgotten."""
    if failures is None or now - failures.last_at >= FORGOTTEN_AFTER:
        return Failures(1, now)
    return Failures(failures.count + 1, now)

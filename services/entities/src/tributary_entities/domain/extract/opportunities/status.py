"""Whether an opportunity is open, closing or closed at a moment."""

from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tributary_entities.domain.extract.findings import (
    ANYWHERE_ON_EARTH,
    CLOSED,
    CLOSING,
    CLOSING_WITHIN,
    OPEN,
    UNKNOWN,
    Deadline,
)

_EARTH_ENDS = timezone(timedelta(hours=-12))


def status_at(deadline: Deadline | None, now: datetime | None) -> str:
    """Open, closing (within `CLOSING_WITHIN`) or closed at `now`, which is aware; unknown without either.

    A date ends with its day. Where the zone is unknown, the day ends last: anywhere on Earth.
    """
    if deadline is None or now is None:
        return UNKNOWN
    left = ends_at(deadline) - now
    if left < timedelta(0):
        return CLOSED
    return CLOSING if left <= CLOSING_WITHIN else OPEN


def ends_at(deadline: Deadline) -> datetime:
    """The moment after which it is too late, in UTC."""
    at = deadline.at
    naive = at if isinstance(at, datetime) else datetime.combine(at, time(23, 59, 59))
    return naive.replace(tzinfo=_zone(deadline.zone)).astimezone(UTC)


def _zone(name: str) -> tzinfo:
    if name in {"", ANYWHERE_ON_EARTH}:
        return _EARTH_ENDS
    if name[0] in "+-":
        hours, _, minutes = name[1:].partition(":")
        shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-shift if name[0] == "-" else shift)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC

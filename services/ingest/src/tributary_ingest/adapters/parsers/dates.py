"""Read the dates of feeds in all their wild forms, and give them in UTC.

A date without a zone is taken to be UTC. What can not be read, or lies outside the calendar, is None.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from tributary_ingest.adapters.parsers.date_words import HUNGARIAN_MONTHS, MONTHS, WEEKDAYS, ZONES

_LONGEST = 80
_COMMON = re.compile(
    r"(?:[A-Za-z]{3},? {1,3})?(\d{1,2}) {1,3}([A-Za-z]{3}) {1,3}(\d{4}) {1,3}(\d{2}):(\d{2})(?::(\d{2}))?"
    r"(?: {1,3}(?:GMT|UTC|UT|Z|([+-])(\d{2})(\d{2})))?$"
)
_ISO = re.compile(
    r"(\d{4})(?:-?(\d{1,2})(?:-?(\d{1,2}))?)?"
    r"(?:(?:\s{0,3}[Tt_,]\s{0,3}|\s{1,3})(\d{1,2})(?::?(\d{1,2}))?(?::?(\d{1,2})(?:[.,]\d{1,12})?)?)?\s{0,3}(.{0,12})$"
)
_ORDINAL = re.compile(r"(\d{4}|\d{2})-?([0-3]\d\d)$")
_SHORT_ISO = re.compile(r"(\d{2})-(\d{1,2})-(\d{1,2})(?:$|[T ])")
_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})[/.](\d{2,4})$")
_OFFSET = re.compile(r"([+-])(?:(\d{1,2}):(\d{1,2})|(\d{1,2}?)(\d{2})|(\d{1,2}))$")
_ZONE_WITH_OFFSET = re.compile(r"(?:gmt|utc|ut|z)([+-]\d{1,2}:?(?:\d{2})?)$")
_TIME = re.compile(r"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d{1,9})?)?([a-zA-Z+-].{0,8})?$")
_KOREAN_DAY = re.compile(r"(\d{4})년\s{0,3}(\d{1,2})월\s{0,3}(\d{1,2})일\s{0,3}")
_KOREAN_HALF = re.compile(r"(오전|오후)\s{0,3}(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?")
_HUNGARIAN = re.compile(r"(\d{4})-([^\W\d_]{3,12})-(\d{1,2})")
_ISO_MONTHS = {
    "Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06",
    "Jul": "07", "Aug": "08", "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12",
}  # fmt: skip
_ZULU = dict.fromkeys(("GMT", "UTC", "Z"), "+0000")
_HALVES = frozenset({"am", "pm", "a.m.", "p.m."})
_SEOUL = timezone(timedelta(hours=9))


@lru_cache(maxsize=4096)
def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC, or None."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _to_utc(_read(text))
    except (ValueError, OverflowError):
        return None


def parse_timestamp(seconds: float) -> datetime | None:
    """Return the moment of a Unix time in seconds, or in milliseconds when it is too large for seconds."""
    if seconds > 1e11:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _to_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC, microsecond=0)
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _read(text: str) -> datetime | None:
    if text[3:5] == ", " and (found := _from_fixed(text) or _from_common(text)):
        return found
    if text.isdecimal() and 9 <= len(text) <= 13:
        return parse_timestamp(int(text))
    if text[0].isdigit():
        found = _from_iso(text)
        if found:
            return found
    return _from_korean(text) or _from_words(text)


def _from_fixed(text: str) -> datetime | None:
    """`Thu, 01 Jan 2004 19:48:21 GMT` by its columns, or with an offset: nearly every RSS date is so.

    It is rewritten as ISO 8601, because the library reads that many times faster than an expression would.
    """
    try:
        _, day, month, year, clock, zone = text.split(" ")
        offset = _ZULU.get(zone) or zone
        if len(offset) != 5 or len(clock) != 8 or offset[0] not in "+-":
            return None
        return datetime.fromisoformat(f"{year}-{_ISO_MONTHS[month]}-{day}T{clock}{offset}")
    except (ValueError, KeyError):
        return None


def _from_common(text: str) -> datetime | None:
    """The same with one-digit days, without seconds, and with any offset."""
    match = _COMMON.match(text)
    month = MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    day, _, year, hour, minute, second, sign, hours, minutes = match.groups()
    moment = _moment(int(year), month, int(day), int(hour), int(minute), int(second or 0))
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        moment += -offset if sign == "+" else offset
    return moment


def _moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A datetime that allows 24:00 and leap seconds."""
    extra = timedelta(days=1) if hour == 24 else timedelta()
    return (
        datetime(year, month, day, hour % 24 if hour == 24 else hour, minute, min(second, 59), tzinfo=UTC)
        + extra
    )


def _from_iso(text: str) -> datetime | None:
    """W3CDTF and ISO 8601 with their partial, basic and ordinal forms, and SQL's blank for the T."""
    if text[4:5] == "-" and len(text) >= 19:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    text = _without_hungarian_month(text)
    ordinal = _ORDINAL.match(text)
    if ordinal and len(text) != 6:
        return datetime(_full_year(ordinal[1]), 1, 1) + timedelta(days=int(ordinal[2]) - 1)  # noqa: DTZ001
    if _SHORT_ISO.match(text):
        text = f"20{text}"
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    moment = _moment(year, month or 1, day or 1, hour, minute, second)
    offset = _offset(match[7])
    return None if offset is None else moment - offset


def _without_hungarian_month(text: str) -> str:
    match = _HUNGARIAN.match(text)
    month = HUNGARIAN_MONTHS.get(match[2].lower()) if match else None
    return f"{match[1]}-{month:02}-{int(match[3]):02}{text[match.end() :]}" if match and month else text


def _from_korean(text: str) -> datetime | None:
    match = _KOREAN_DAY.match(text)
    day, rest = (match.groups(), text[match.end() :]) if match else (text[:10].split("-"), text[10:].strip())
    half = _KOREAN_HALF.match(rest)
    if len(day) != 3 or not (match or half):
        return None
    clock = half.groups()[1:] if half else tuple(rest.split(":")) if ":" in rest else ()
    hour, minute, second = (int(part or 0) for part in (*clock, 0, 0, 0)[:3])
    if half:
        hour = hour % 12 + (12 if half[1] == "오후" else 0)
    return datetime(int(day[0]), int(day[1]), int(day[2]), hour, minute, second, tzinfo=_SEOUL)


class _Words:
    """The parts of a date that is written in words, found in any order."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.month = 0
        self.clock: tuple[int, int, int] | None = None
        self.offset = timedelta()
        self.half = ""
        self.fixed: tuple[int, int, int] | None = None

    def take(self, word: str) -> None:
        """Sort one word into the part that it is."""
        if slashed := _SLASHED.match(word):
            self.fixed = _slashed(slashed)
        elif ":" in word and (time := _TIME.match(word)):
            self._take_time(time)
        elif word.strip("thndrs").isdecimal():
            self.numbers.append(word.strip("thndrs"))
        elif word in _HALVES:
            self.half = word[0]
        else:
            self._take_name(word)

    def _take_name(self, word: str) -> None:
        """A zone or a month. Zones come after the time, unless they have a sign."""
        offset = _offset(word)
        if offset is not None and (word.startswith(("+", "-")) or self.clock):
            self.offset = offset
        elif not self.month:
            self.month = _month(word)

    def _take_time(self, match: re.Match[str]) -> None:
        self.clock = (int(match[1]), int(match[2]), int(match[3] or 0))
        if match[4]:
            self.take(match[4])

    def moment(self) -> datetime | None:
        """The date that the parts make together."""
        hour, minute, second = self.clock or (0, 0, 0)
        if self.half:
            hour = hour % 12 + (12 if self.half == "p" else 0)
        date = self.fixed or self._day_month_year()
        return _moment(*date, hour, minute, second) - self.offset if date else None

    def _day_month_year(self) -> tuple[int, int, int] | None:
        if not self.month or len(self.numbers) < 2:
            return None
        first, second = self.numbers[:2]
        if len(first) == 4:
            first, second = second, first
        return _full_year(second), self.month, int(first)


def _from_words(text: str) -> datetime | None:
    """RFC 822 with its liberties, asctime, Perforce, and month names in a dozen languages."""
    text = text.lower().replace(",", " ").replace("(", " ").replace(")", " ")
    words = text.split()
    if words and words[0].strip(".")[:3] in WEEKDAYS and not words[0][:1].isdigit():
        words = words[1:]
    parts = _Words()
    for word in words[:12]:
        for piece in word.split("-") if _is_dashed(word) else (word,):
            if piece:
                parts.take(piece)
    return parts.moment()


def _is_dashed(word: str) -> bool:
    """True for 01-jan-2004, which carries a whole date."""
    return word.count("-") == 2 and word[0] != "-" and ":" not in word


def _slashed(match: re.Match[str]) -> tuple[int, int, int]:
    """2006/09/15, 9/15/2006 (the American order unless it is impossible) and 15.9.2006."""
    first, separator, second, third = match.groups()
    if len(first) == 4:
        return int(first), int(second), int(third)
    day_first = separator == "." or int(first) > 12
    day, month = (first, second) if day_first else (second, first)
    return _full_year(third), int(month), int(day)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 90 else 1900)


def _month(word: str) -> int:
    word = word.strip(".")
    return MONTHS.get(word) or MONTHS.get(word[:4]) or MONTHS.get(word[:3]) or 0


def _offset(zone: str) -> timedelta | None:
    """How far a zone is east of Greenwich; unknown names count as UTC, what is no zone is None."""
    zone = zone.strip().lower()
    if combined := _ZONE_WITH_OFFSET.match(zone):
        zone = combined[1]
    if match := _OFFSET.match(zone):
        hours, minutes = match[2] or match[4] or match[6], match[3] or match[5] or 0
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return -offset if match[1] == "-" else offset
    if zone in ZONES:
        return timedelta(hours=ZONES[zone])
    return timedelta() if not zone or (zone.isalpha() and not _month(zone)) else None

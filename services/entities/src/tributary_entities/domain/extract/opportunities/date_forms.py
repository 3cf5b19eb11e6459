"""The forms of dates: numeric, with a month's name, and ranges of days, in plain text."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tributary_entities.domain.extract.opportunities.moments import DAY, FIRST, LAST, MONTH, Raw, Reading
from tributary_entities.domain.extract.opportunities.vocabulary import calendar

_NAMES = "|".join(sorted(calendar.MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})(?![^\W\d_])"
_NUMBER = r"3[01]|[12]\d|0?[1-9]"
_ORDINAL = r"(?!\d)(?:(?:st|nd|rd|th|er|eme|o|a)\b|\.)?"
_DAY = rf"(?P<day>{_NUMBER}){_ORDINAL}"
_FIRST = rf"(?P<first>{_NUMBER}){_ORDINAL}"
_YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)(?!\d|[.,]\d\d\d)"
_OF = r"(?:of\s|de\s|del\s|di\s|d')?"
_TO = (
    r"[ ,]{0,2}(?:-|/|&|to|and|until|till|through|thru|bis zum|bis|und|au|et|al|a|y|e|ao)"
    r"\s{0,2}(?:the |le |el |il )?"
)
_MONTH_AND_YEAR = rf"[\s-]{{0,3}}{_OF}{_MONTH}(?:[ .,/-]{{0,3}}{_OF}{_YEAR})?"

_ISO = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?P<s>[-/.])(?P<number>0?[1-9]|1[0-2])(?P=s)(?P<day>{_NUMBER})(?!\d|[-/.]\d)"
)
_YEAR_FIRST = re.compile(rf"(?P<year>(?:19|20)\d\d)[\s,-]{{1,2}}{_MONTH}\.?[\s-]{_DAY}")
_NUMERIC = re.compile(
    r"(?P<day>\d\d?)(?P<s>[./-])\s?(?P<number>\d\d?)(?P=s)\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\d%€$]|[./-]\d)"
)
_NUMERIC_RANGE = re.compile(
    r"(?P<first>\d\d?)\.?\s?(?:-|bis|und)\s?(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?(?P<year>20\d\d"
    r"|\d\d)?(?!\d)"
)
_SHORT = re.compile(
    r"(?P<day>\d\d?)(?:\.\s?(?P<number>\d\d?)\.(?!\d|\s?(?:19|20)\d\d)|/(?P<other>\d\d?)(?![\d/%]))"
)
_NAMED = re.compile(_DAY + _MONTH_AND_YEAR)
_NAMED_RANGE = re.compile(_FIRST + _TO + _DAY + _MONTH_AND_YEAR)
_MONTH_FIRST = re.compile(
    rf"{_MONTH}\.?[\s-]{{1,2}}(?:the\s)?{_FIRST}(?:\s?(?:-|to|and|&"
    rf"|through)\s?{_DAY}(?![:\d]))?(?:[ ,-]{{1,3}}{_YEAR})?"
)
_MONTH_YEAR = re.compile(rf"{_MONTH}(?:[ .,/-]{{0,2}}{_OF}{_YEAR})?")
_END_OF = re.compile(rf"(?:^|\W)(?:{'|'.join(calendar.END_OF)})\s?(?:the |de |d'|do |del )?$")
_MIDDLE_OF = re.compile(rf"(?:^|\W)(?:{'|'.join(calendar.MIDDLE_OF)})[\s-]?(?:the |de |di )?$")
_LOOK_BACK = 24
_SOON = timedelta(days=240)


def from_digit(original: str, text: str, start: int, reading: Reading) -> list[Raw]:
    """The date or range of dates that begins with the digit at `start` of the plain text."""
    if _inside(text, start):
        return []
    forms = _YEAR_FORMS if text[start : start + 4].isdigit() else _DAY_FORMS
    for pattern, form in forms:
        match = pattern.match(text, start)
        if match is not None and (found := form(match, original, reading)):
            return found
    return []


def from_month(original: str, text: str, start: int, reading: Reading) -> list[Raw]:
    """The date, range or month that begins with the month's name at `start` of the plain text."""
    match = _MONTH_FIRST.match(text, start)
    if match is not None and _may_lead(match, original):
        return _month_first(match)
    match = _MONTH_YEAR.match(text, start)
    return _month(match, text, original, reading) if match is not None else []


def _inside(text: str, start: int) -> bool:
    """Whether the digit belongs to what stands before it: a number, an address, a sum of money."""
    before, further = text[start - 1 : start], text[start - 2 : start - 1]
    if before in {"$", "€", "£", "#"}:
        return True
    return (before in {".", ",", ":"} and further.isdigit()) or (before == "/" and further.isalnum())


def _may_lead(match: re.Match[str], original: str) -> bool:
    name = match["month"]
    if name not in calendar.MONTH_FIRST:
        return False
    capital = original[match.start()].isupper()
    return capital or bool(match["year"]) or name not in calendar.MONTHS_THAT_ARE_WORDS


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'"))
    if number >= 100:
        return number
    return number + (2000 if number < 70 else 1900)


def _iso(match: re.Match[str], _original: str, _reading: Reading) -> list[Raw]:
    return [Raw(*match.span(), _year(match["year"]), int(match["number"]), int(match["day"]))]


def _year_first(match: re.Match[str], _original: str, _reading: Reading) -> list[Raw]:
    return [Raw(*match.span(), _year(match["year"]), calendar.MONTHS[match["month"]], int(match["day"]))]


def _numeric(match: re.Match[str], _original: str, reading: Reading) -> list[Raw]:
    day, month = int(match["day"]), int(match["number"])
    year = _year(match["year"])
    if month > 12 or (day <= 12 and match["s"] != "." and _month_leads(day, month, year, reading)):
        day, month = month, day
    return [Raw(*match.span(), _year(match["year"]), month, day)] if _exists(month, day) else []


def _month_leads(first: int, second: int, year: int | None, reading: Reading) -> bool:
    """Whether 3/4 is the 4th of March: where only one reading lies soon after the item's date, that one."""
    if reading.today is None or year is None or not 1 <= second <= 12:
        return reading.month_first
    soon = [
        timedelta(0) <= date(year, month, day) - reading.today <= _SOON
        for month, day in ((first, second), (second, first))
        if first and second
    ]
    return reading.month_first if len(soon) < 2 or soon[0] == soon[1] else soon[0]


def _numeric_range(match: re.Match[str], _original: str, _reading: Reading) -> list[Raw]:
    month, year = int(match["number"]), _year(match["year"])
    if not _exists(month, int(match["first"])) or not _exists(month, int(match["day"])):
        return []
    weak = year is None
    return [
        Raw(match.start(), match.end("first"), year, month, int(match["first"]), FIRST, weak),
        Raw(match.start("day"), match.end(), year, month, int(match["day"]), LAST, weak),
    ]


def _short(match: re.Match[str], _original: str, reading: Reading) -> list[Raw]:
    day, month = int(match["day"]), int(match["number"] or match["other"])
    if match["other"] and (month > 12 or (day <= 12 and reading.month_first)):
        day, month = month, day
    return [Raw(*match.span(), None, month, day, weak=True)] if _exists(month, day) else []


def _named(match: re.Match[str], original: str, reading: Reading) -> list[Raw]:
    if _is_word(match, original, reading):
        return []
    return [Raw(*match.span(), _year(match["year"]), calendar.MONTHS[match["month"]], int(match["day"]))]


def _named_range(match: re.Match[str], original: str, reading: Reading) -> list[Raw]:
    if _is_word(match, original, reading):
        return []
    year, month = _year(match["year"]), calendar.MONTHS[match["month"]]
    return [
        Raw(match.start(), match.end("first"), year, month, int(match["first"]), FIRST),
        Raw(match.start("day"), match.end(), year, month, int(match["day"]), LAST),
    ]


def _is_word(match: re.Match[str], original: str, reading: Reading) -> bool:
    """Whether "3 out" or "5 set" are just words."""
    name = match["month"]
    if match["year"] or name not in calendar.DAY_BEFORE_IS_NO_DATE:
        return False
    return not original[match.start("month")].isupper() and reading.lang in {"", "en"}


def _month_first(match: re.Match[str]) -> list[Raw]:
    year, month = _year(match["year"]), calendar.MONTHS[match["month"]]
    if match["day"] is None:
        return [Raw(*match.span(), year, month, int(match["first"]))]
    return [
        Raw(match.start(), match.end("first"), year, month, int(match["first"]), FIRST),
        Raw(match.start("day"), match.end(), year, month, int(match["day"]), LAST),
    ]


def _month(match: re.Match[str], text: str, original: str, reading: Reading) -> list[Raw]:
    """A month without a day: the end of it, or its middle; vague unless words say which part is meant."""
    year, month = _year(match["year"]), calendar.MONTHS[match["month"]]
    start = match.start()
    lead = max(0, start - _LOOK_BACK)
    part = _END_OF.search(text, lead, start)
    if part is not None:
        return [Raw(_begin(part, text), match.end(), year, month, 0, DAY)]
    part = _MIDDLE_OF.search(text, lead, start)
    if part is not None and original[start].isupper() | (reading.lang not in {"", "en"}):
        return [Raw(_begin(part, text), match.end(), year, month, 15, DAY)]
    return [Raw(start, match.end(), year, month, 0, MONTH)] if year else []


def _begin(part: re.Match[str], text: str) -> int:
    return part.start() if text[part.start()].isalnum() else part.start() + 1


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


_Form = Callable[[re.Match[str], str, Reading], list[Raw]]
_YEAR_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = ((_ISO, _iso), (_YEAR_FIRST, _year_first))
_DAY_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (_NAMED, _named),
    (_NAMED_RANGE, _named_range),
    (_NUMERIC, _numeric),
    (_NUMERIC_RANGE, _numeric_range),
    (_SHORT, _short),
)

"""Dates that are told from the item's date: "in two weeks", "next Friday", "Ende des Monats"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from tributary_entities.domain.extract.opportunities.moments import Raw
from tributary_entities.domain.extract.opportunities.vocabulary import calendar


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMBER = rf"(?P<number>\d{{1,3}}|{_any(calendar.NUMBERS)})"
_UNIT = rf"(?P<unit>{_any(calendar.UNIT_OF)})\b"
_NOT_SINCE = (
    r"(?!\s(?:of|after|from|following|nach|ab|apres|suivant|despues|dopo|dalla|apos|ago|old|before)\b)"
)
_IN = re.compile(
    rf"(?:{_any(calendar.IN)})\s(?:(?:the next|less than|about|just|only|nur|den nachsten|von|de|a"
    rf"|moins de|meno di)\s)?"
    rf"{_NUMBER}\s{_UNIT}{_NOT_SINCE}"
)
_LEFT = re.compile(rf"{_NUMBER}\s{_UNIT}\s(?:{_any(calendar.LEFT)}|to go)\b")
_STILL = re.compile(rf"(?:{_any(calendar.STILL)})\s{_NUMBER}\s{_UNIT}")
_OF_MONTH = re.compile(
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?\s(?:of|des|du|de|del|do)\s?(?:(?:this|the|dieses"
    r"|este|ce|questo)\s)?"
    r"(?P<next>next |nachsten |kommenden |proximo |prossimo )?(?:months?|monats|mois|mes"
    r"|mese)\b(?P<after>\s(?:prochain|proximo|prossimo|que viene))?"
)
_ORDINAL_DAY = re.compile(
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)\b(?!\s(?:of|annual|edition|century|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|[a-z]{4,}))"
)
_AHEAD = re.compile(rf"(?P<day>{_any(calendar.DAYS_AHEAD)})\b")
_WEEKDAY = re.compile(
    rf"(?:(?:{_any(calendar.NEXT)})\s)?(?P<name>{_any(calendar.WEEKDAYS)})(?:s|abend|nacht|mittag|morgen)?\b"
)
_END = re.compile(
    rf"(?:{_any(calendar.END_OF)})\s"
    r"(?:(?:the|this|des|der|dieses|du|de la|de l'|del|della|do|da|de|di)\s)?"
    rf"(?P<next>(?:{_any(calendar.NEXT[:1])}|nachsten|kommenden)\s)?(?P<period>{_any(calendar.PERIOD_OF)})\b"
)
_END_WORD = re.compile(rf"(?P<end>{_any(calendar.COMPOUND_ENDS)})\b")


def from_word(text: str, start: int, word: str, today: date) -> Raw | None:
    """The date that the relative words at `start` of the plain text name; None where they name none."""
    for pattern, form in _FORMS.get(word, ()):
        match = pattern.match(text, start)
        if match is not None:
            return form(match, today)
    return None


def from_number(text: str, start: int, today: date) -> Raw | None:
    """The date of a count of days that are left ("3 days left"), or of a day of this or the next month."""
    match = _LEFT.match(text, start)
    if match is not None:
        return _later(match, today)
    match = _OF_MONTH.match(text, start)
    if match is not None:
        return _of_month(match, today, int(bool(match["next"] or match["after"])))
    match = _ORDINAL_DAY.match(text, start) if text[max(0, start - 4) : start] == "the " else None
    return _of_month(match, today, int(int(match["day"]) < today.day)) if match is not None else None


def _of_month(match: re.Match[str], today: date, months: int) -> Raw | None:
    first = _shifted(today.replace(day=1), months, "month")
    day = int(match["day"])
    return _raw(match, first.replace(day=day)) if day <= monthrange(first.year, first.month)[1] else None


def _raw(match: re.Match[str], at: date, *, tentative: bool = False) -> Raw:
    return Raw(*match.span(), at.year, at.month, at.day, tentative=tentative, relative=True)


def _later(match: re.Match[str], today: date) -> Raw:
    word = match["number"]
    number = int(word) if word.isdigit() else calendar.NUMBERS[word]
    return _raw(match, _shifted(today, number, calendar.UNIT_OF[match["unit"]]))


def _shifted(today: date, number: int, unit: str) -> date:
    if unit == "month":
        months = today.month - 1 + number
        year, month = today.year + months // 12, months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    days = {"hour": number // 24, "day": number, "week": 7 * number, "fortnight": 14 * number}[unit]
    return today + timedelta(days=days)


def _ahead(match: re.Match[str], today: date) -> Raw:
    return _raw(match, today + timedelta(days=calendar.DAYS_AHEAD[match["day"]]))


def _weekday(match: re.Match[str], today: date) -> Raw:
    """The first such day after today."""
    ahead = (calendar.WEEKDAYS[match["name"]] - today.weekday() - 1) % 7 + 1
    return _raw(match, today + timedelta(days=ahead), tentative=True)


def _end(match: re.Match[str], today: date) -> Raw:
    return _raw(match, _end_of(calendar.PERIOD_OF[match["period"]], today, bool(match["next"])))


def _end_word(match: re.Match[str], today: date) -> Raw:
    return _raw(match, _end_of(calendar.COMPOUND_ENDS[match["end"]], today, following=False))


def _end_of(period: str, today: date, following: bool) -> date:
    """The last day of the week, month or year that today lies in, or of the following one."""
    if period == "year":
        return date(today.year + following, 12, 31)
    if period == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * following)
    at = _shifted(today.replace(day=1), int(following), "month")
    return at.replace(day=monthrange(at.year, at.month)[1])


_Form = Callable[[re.Match[str], date], Raw]


def _evenings() -> list[str]:
    """German has one word for the evening of a day: Freitagabend."""
    return [day + part for day in calendar.WEEKDAYS for part in ("abend", "nacht", "mittag", "morgen")]


def _forms() -> dict[str, list[tuple[re.Pattern[str], _Form]]]:
    forms: dict[str, list[tuple[re.Pattern[str], _Form]]] = {}
    tables: tuple[tuple[list[str], re.Pattern[str], _Form], ...] = (
        (calendar.IN, _IN, _later),
        ([*calendar.STILL], _STILL, _later),
        ([*calendar.DAYS_AHEAD], _AHEAD, _ahead),
        ([*calendar.NEXT, *calendar.WEEKDAYS, *_evenings()], _WEEKDAY, _weekday),
        ([*calendar.END_OF], _END, _end),
        ([*calendar.COMPOUND_ENDS], _END_WORD, _end_word),
    )
    for words, pattern, form in tables:
        for word in dict.fromkeys(re.split(r"[\s'-]", word)[0] for word in words):
            forms.setdefault(word, []).append((pattern, form))
    return forms


_FORMS = _forms()
STARTS = frozenset(_FORMS)
"""The words that a relative date may begin with."""

"""Dates as people write them in six languages."""

from collections.abc import Callable
from datetime import date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OF = {"es": " de ", "pt": " de "}
SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def written(day: date, lang: str, form: str) -> str:
    """Write a day in one of the forms of wordings.json; "none" is for wordings without a date."""
    return _FORMS[form](day, lang)


def _month(day: date, lang: str) -> str:
    return MONTHS[lang].split()[day.month - 1]


def _day_month(day: date, lang: str) -> str:
    dot = "." if lang == "de" else ""
    return f"{day.day}{dot}{OF.get(lang, ' ')}{_month(day, lang)}"


def _day_month_year(day: date, lang: str) -> str:
    return f"{_day_month(day, lang)}{OF.get(lang, ' ')}{day.year}"


def _ordinal(day: date, lang: str) -> str:
    return f"{day.day}{SUFFIXES.get(day.day, 'th')} of {_month(day, lang)} {day.year}"


_FORMS: dict[str, Callable[[date, str], str]] = {
    "iso": lambda day, _: day.isoformat(),
    "day_month": _day_month,
    "day_month_year": _day_month_year,
    "month_day": lambda day, lang: f"{_month(day, lang)} {day.day}",
    "month_day_year": lambda day, lang: f"{_month(day, lang)} {day.day}, {day.year}",
    "ordinal": _ordinal,
    "weekday": lambda day, lang: f"{WEEKDAYS[day.weekday()]}, {_month(day, lang)} {day.day}",
    "numeric_dot": lambda day, _: f"{day:%d.%m.%Y}",
    "numeric_slash": lambda day, _: f"{day:%d/%m/%Y}",
    "none": _day_month_year,
}

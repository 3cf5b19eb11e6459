"""Dates in texts: found by their form in six languages, with the time and zone next to them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from tributary_entities.domain.extract.opportunities import date_forms, relative, times
from tributary_entities.domain.extract.opportunities.moments import DAY, FIRST, LAST, Moment, Raw, Reading
from tributary_entities.domain.extract.opportunities.vocabulary import calendar
from tributary_entities.domain.extract.opportunities.words import Words

MOST_DATES = 300
"""Dates of one text that are read."""

_PAST = timedelta(days=14)
"""A date without a year is the next one after the item's date; one this much before it still counts."""

_LONG_PAST = timedelta(days=150)
"""And this much, where the text names no later date than that."""

_NEXT_TO = 8
"""Characters between a day of the week and its date."""

_ARTICLE = r"(?![a-z])\s{0,2}(?:the |le |el |il |o |den |dem )?(?:[a-z]{2,10}(?:-feira)?[.,]{0,2} )?"
_JOINED = re.compile(
    r"[\s,)]{0,2}(?:-|to|until|till|through|bis zum|bis|auf den|auf|au|al|ao|a|hasta el|hasta|fino al|ate"
    r"|→|->)" + _ARTICLE
)
_LEADS_ON = re.compile(r"\s(?:on|of|of the|do dia|do|del dia|del|de|du|le|am|des|dia|del giorno)\s")
_COUPLED = re.compile(r"[\s,)]{0,2}(?:and|und|et|y|e)" + _ARTICLE)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra)\b.{0,14}$", re.DOTALL)
_STARTS = relative.STARTS | calendar.MONTHS.keys()


def find_dates(original: str, words: Words, reading: Reading) -> list[Moment]:
    """The dates of a text, in its order. `words` are those of the plain form of `original`."""
    raws = _precise(words.text, list(islice(_scan(original, words, reading), MOST_DATES)))
    latest = _latest_given(raws)
    moments = [m for raw in raws if (m := _moment(raw, reading.today, latest)) is not None]
    starts = [moment.start for moment in moments[1:]] + [len(original)]
    timed = [_with_clock(original, words.text, *pair) for pair in zip(moments, starts, strict=False)]
    return _joined(words.text, timed)


def _scan(original: str, words: Words, reading: Reading) -> Iterator[Raw]:
    after = 0
    text = words.text
    for word, start in zip(words.words, words.starts, strict=True):
        if start < after or not (word[0].isdecimal() or word in _STARTS):
            continue
        for raw in _at(original, text, start, word, reading):
            after = max(after, raw.end)
            yield raw


def _at(original: str, text: str, start: int, word: str, reading: Reading) -> list[Raw]:
    found: list[Raw] = []
    if word[0].isdecimal():
        found = date_forms.from_digit(original, text, start, reading)
    elif word in calendar.MONTHS:
        found = date_forms.from_month(original, text, start, reading)
    if found or reading.today is None:
        return found
    number = word[0].isdecimal()
    near = relative.from_number(text, start, reading.today) if number else None
    near = near or relative.from_word(text, start, word, reading.today)
    return [near] if near else []


def _precise(text: str, raws: list[Raw]) -> list[Raw]:
    """Without the days of the week that only repeat the date next to them."""
    kept = []
    for index, raw in enumerate(raws):
        before = raws[index - 1] if index else None
        following = raws[index + 1] if index + 1 < len(raws) else None
        beside = (before is not None and _beside(text, before, raw)) or (
            following is not None and _beside(text, raw, following)
        )
        if not (raw.tentative and beside):
            kept.append(raw)
    return kept


def _beside(text: str, first: Raw, second: Raw) -> bool:
    if first.tentative and second.tentative:
        return False
    between = text[first.end : second.start]
    return len(between) <= _NEXT_TO and "\n" not in between


def _latest_given(raws: list[Raw]) -> date | None:
    days = [day for raw in raws if raw.year and not raw.relative and (day := _day(raw, raw.year)) is not None]
    return max(days, default=None)


def _moment(raw: Raw, today: date | None, latest: date | None) -> Moment | None:
    at = _day(raw, raw.year) if raw.year else _guessed(raw, today, latest)
    return Moment(raw.start, raw.end, at, raw.role, weak=raw.weak) if at is not None else None


def _guessed(raw: Raw, today: date | None, latest: date | None) -> date | None:
    """The day in the year that fits: the next one after the item's date, not after the text's latest date."""
    if today is None:
        return _last_before(raw, latest) if latest is not None else None
    years = (today.year - 1, today.year, today.year + 1, today.year + 2)
    days = [day for year in years if (day := _day(raw, year)) is not None]
    ahead = next((day for day in days if day >= today - _PAST), None)
    if ahead is not None and latest is not None and today <= latest < ahead and len(days) > 1:
        earlier = _last_before(raw, latest)
        return earlier if earlier is not None and earlier >= today - _LONG_PAST else ahead
    return ahead


def _last_before(raw: Raw, latest: date) -> date | None:
    days = [day for year in (latest.year, latest.year - 1) if (day := _day(raw, year)) is not None]
    return next((day for day in days if day <= latest), None)


def _day(raw: Raw, year: int) -> date | None:
    """Day 0 is the month's last one."""
    last = monthrange(year, raw.month)[1]
    return date(year, raw.month, raw.day or last) if raw.day <= last else None


def _with_clock(original: str, text: str, moment: Moment, following: int) -> Moment:
    """The date with the time beside it; one that leads on to the date at `following` is not its own."""
    if moment.role == FIRST:
        return moment
    clock = times.after(original, text, moment.end)
    if clock is not None and not _LEADS_ON.fullmatch(text, clock.end, following):
        moment = replace(moment, end=clock.end, clock=clock.at, zone=clock.zone)
    if moment.clock is None and (lead := times.before(original, text, moment.start)) is not None:
        moment = replace(moment, start=lead.start, clock=lead.at, zone=lead.zone or moment.zone)
    return moment


def _joined(text: str, moments: list[Moment]) -> list[Moment]:
    """The same dates, those that begin and end a range marked so."""
    for index in range(len(moments) - 1):
        first, second = moments[index], moments[index + 1]
        if first.role == second.role == DAY and _are_joined(text, first, second):
            moments[index] = replace(first, role=FIRST, at=_before(first.at, second.at))
            moments[index + 1] = replace(second, role=LAST)
    return moments


def _are_joined(text: str, first: Moment, second: Moment) -> bool:
    """Whether the dates are a range, or one stands for the other: struck out, with the new one behind it."""
    struck = text[first.end : second.start].isspace() and "\n" not in text[first.end : second.start]
    if struck or _JOINED.fullmatch(text, first.end, second.start):
        return True
    coupled = _COUPLED.fullmatch(text, first.end, second.start)
    return coupled is not None and _BETWEEN.search(text, max(0, first.start - 24), first.start) is not None


def _before(first: date, last: date) -> date:
    """The first day moved to the year that puts it before the last one."""
    if first <= last:
        return first
    day = min(first.day, monthrange(last.year, first.month)[1])
    moved = date(last.year, first.month, day)
    return moved if moved <= last else date(last.year - 1, first.month, min(day, 28))

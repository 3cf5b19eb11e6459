"""Times of day and their zones, next to a date."""

import re
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

from tributary_entities.domain.extract.findings import ANYWHERE_ON_EARTH
from tributary_entities.domain.extract.opportunities.vocabulary import calendar, zones

_DAY_ENDS = time(23, 59)
_NOON = r"noon|midday|mittags?|midi|mediodia|mezzogiorno|meio[- ]dia"
_ENDS = (
    r"midnight|mitternacht|minuit|medianoche|mezzanotte|meia[- ]noite"
    r"|close of business|cob|end of business|eob|end of day|eod"
)
_CLOCK = (
    rf"(?:(?:12\s)?(?P<word>{_NOON}|{_ENDS})\b"
    r"|(?P<hour>2[0-4]|[01]?\d)(?!\d)"
    r"(?:(?P<mark>:|\.|\s?h\s?|\su)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d))?"
    r"(?:\s?(?:(?P<half>[ap])\.?\s?m\b|(?P<oclock>uhr|hrs?|hours|heures|horas|h)\b))?)\.?"
    rf"(?:\s?\(?(?:{_NOON}|{_ENDS})\b\)?)?"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ZONE = (
    rf"(?:(?P<earth>{zones.EARTH})\b"
    r"|(?:utc|gmt)?\s?(?P<sign>[+-])\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?(?!\d|[-./]\d)"
    rf"|(?:{zones.OF_TIME})(?P<of>{_any(zones.CITIES)})\b"
    rf"|(?P<iana>(?:{zones.REGIONS})/[a-z_]{{3,20}}(?:/[a-z_]{{3,20}})?)\b"
    rf"|(?P<city>{_any(zones.CITIES)}),?\s(?:{zones.TIME_WORDS})\b"
    rf"|(?P<name>{_any(zones.ABBREVIATIONS)})\b(?!'))"
)
_AT = (
    r"(?:(?P<at>at|by|until|till|before|um|bis|a|hasta|alle|ore|las|as|la|les|ate|jusqu'a|no later than"
    r"|at the latest)\s+)"
)
_AFTER = re.compile(rf"[ \t]{{0,3}}[,;(@|t-]?[ \t]{{0,2}}{_AT}{{0,3}}{_CLOCK}(?:[\s,(\[]{{0,3}}{_ZONE})?")
_ZONE_AFTER = re.compile(rf"[ ,;(\[]{{1,3}}{_ZONE}")
_SHORT_DAYS = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|mi|fr|sa|so|lun|mer|jeu|ven|sam|dim)\.?"
_BEFORE = re.compile(
    rf"(?<![\d.,:/])(?:(?P<at>ore|alle|las|as)\s)?{_CLOCK}(?:[\s,(\[]{{0,3}}{_ZONE})?[\s,)\]]{{0,3}}"
    rf"(?:(?:on|of|am|le|del|el|il|em|de|do|dia|giorno|the|den|dem|des"
    rf"|{_any(calendar.WEEKDAYS)}|{_SHORT_DAYS}),?\s+){{0,3}}$"
)
_ALL = re.compile(
    rf"\b(?:all\s(?:deadlines?|times?|dates?)|deadlines?\sare|times?\s(?:is|are)|timezone:?|time\szone:?)"
    rf"[^.\n]{{0,60}}?\b{_ZONE}"
)
_HINTS = ("all deadlines", "all times", "all dates", "deadlines are", "times are", "timezone", "time zone")
_FULL_NAMES = frozenset(
    {"eastern", "central", "pacific", "us eastern", "us central", "us mountain", "us pacific"}
)
"""Names of zones that are written in small letters, as "et" and "est" are not: those are words then."""

_HOUR_FOLLOWS = frozenset({"ore", "alle", "las", "as"})
"""After these a bare number is an hour: "ore 12"."""

_LONGEST_BEFORE = 48


class Clock(NamedTuple):
    """A time of day with its zone; either may be missing. It stands at `start` to `end` of the text."""

    start: int
    end: int
    at: time | None
    zone: str


def after(original: str, text: str, position: int) -> Clock | None:
    """The time or zone that follows the position at once; `text` is the plain form of `original`."""
    match = _AFTER.match(text, position)
    if match is not None and _is_time(match):
        return Clock(match.start(), match.end(), _time(match), _zone(match, original))
    match = _ZONE_AFTER.match(text, position)
    if match is not None and (match["sign"] is None or match["name"]):
        zone = _zone(match, original)
        return Clock(match.start(), match.end(), None, zone) if zone else None
    return None


def before(original: str, text: str, position: int) -> Clock | None:
    """The time, perhaps with a zone, that leads to the position; `text` is the plain form of `original`."""
    match = _BEFORE.search(text, max(0, position - _LONGEST_BEFORE), position)
    if match is None or not _is_time(match):
        return None
    return Clock(match.start(), match.end(), _time(match), _zone(match, original))


def zone_for_all(original: str, text: str) -> str:
    """The zone that a plain text states for all of its deadlines."""
    if not any(hint in text for hint in _HINTS):
        return ""
    match = _ALL.search(text)
    return _zone(match, original) if match else ""


def _is_time(match: re.Match[str]) -> bool:
    """A point between digits is a time only where a word says so, as in "um 12.30" or "12.30 Uhr"."""
    if match["mark"] == ".":
        return _marked(match) or bool(match["at"])
    return _marked(match) or match["mark"] is not None or match["at"] in _HOUR_FOLLOWS


def _marked(match: re.Match[str]) -> bool:
    return bool(match["word"] or match["half"] or match["oclock"])


def _time(match: re.Match[str]) -> time:
    word = match["word"]
    if word:
        return time(12, 0) if re.match(_NOON, word) else _DAY_ENDS
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return _DAY_ENDS if hour == 24 else time(hour, minute)


def _zone(match: re.Match[str], original: str) -> str:
    if match["earth"]:
        return ANYWHERE_ON_EARTH
    if match["iana"]:
        return "/".join(
            "_".join(word.capitalize() for word in part.split("_")) for part in match["iana"].split("/")
        )
    if match["sign"]:
        return f"{match['sign']}{int(match['hours']):02}:{match['minutes'] or '00'}"
    city = match["of"] or match["city"]
    if city:
        return zones.CITIES[city]
    name = match["name"]
    written = name and (name in _FULL_NAMES or original[match.start("name") : match.end("name")].isupper())
    return zones.ABBREVIATIONS[name] if written else ""

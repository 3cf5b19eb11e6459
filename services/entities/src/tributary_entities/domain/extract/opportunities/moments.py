"""What a date in a text is, and how to read dates that their form leaves open."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

DAY, MONTH, FIRST, LAST = "day", "month", "first", "last"
"""What a date is: a single day, a month without a day, or an end of a range of days."""


class Reading(NamedTuple):
    """How to read dates that their form leaves open.

    `today` is the item's date, if known; `month_first` reads 3/4 as 4 March; `lang` is the text's language,
    two letters or empty.
    """

    today: date | None = None
    month_first: bool = False
    lang: str = ""


class Raw(NamedTuple):
    """Characters `start` to `end` name a day, perhaps without its year. `weak` as in `Moment`.

    `tentative` is a day of the week, which a date next to it makes precise; `relative` days follow from the
    item's date and say nothing about other dates.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    role: str = DAY
    weak: bool = False
    tentative: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Characters `start` to `end` of the text name this day.

    `role` is DAY, MONTH (then `at` is its last day), FIRST or LAST. `weak` ones may be no dates at all: they
    count only where a word right before them asks for one.
    """

    start: int
    end: int
    at: date
    role: str = DAY
    clock: time | None = None
    zone: str = ""
    weak: bool = False

    @property
    def value(self) -> date | datetime:
        """The day, with the time where the text names one."""
        return datetime.combine(self.at, self.clock) if self.clock is not None else self.at

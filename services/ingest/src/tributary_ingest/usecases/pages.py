"""Pages of lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tributary_kit import paging

T = TypeVar("T")
Key = str | int

PAGE_BYTES = 4 * 1024 * 1024 - 64 * 1024
"""What the rows of one page may take, so that they fit into one message of 4 MiB."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list; `next_token` continues it and is empty at its end."""

    rows: list[T]
    next_token: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which page is asked for, as the wire has it: 0 and an empty text mean the usual size and the start."""

    size: int = 0
    token: str = ""


def cut(
    kind: str,
    ask: Ask,
    read: Callable[[int, Key | None], Sequence[T]],
    key: Callable[[T], Key],
    weigh: Callable[[T], int],
) -> Page[T]:
    """The page of the list `kind`, its filters included in the name; shorter than asked for if it must be.

    `read(limit, after)` gives rows in order, `after` being the key of the last row before the page or None;
    `weigh` tells the most bytes that a row takes. Raises Invalid or InvalidPageToken.
    """
    size = paging.page_size(ask.size)
    rows = list(read(size + 1, start(kind, ask.token)))
    page = fitting(rows[:size], weigh)
    more = len(rows) > len(page)
    return Page(page, paging.encode(kind, [key(page[-1])]) if more else "")


def fitting(rows: list[T], weigh: Callable[[T], int]) -> list[T]:
    """As many of the rows as fit into one message; at least the first."""
    total = 0
    for count, row in enumerate(rows):
        total += weigh(row)
        if total > PAGE_BYTES and count:
            return rows[:count]
    return rows


def start(kind: str, token: str) -> Key | None:
    """The key in a token of the list `kind`, None at its start. Raises InvalidPageToken."""
    if not token:
        return None
    value = paging.decode(kind, token)[0]
    return value if isinstance(value, (str, int)) else None

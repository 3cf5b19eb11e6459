"""Pages of lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tributary_kit import paging

T = TypeVar("T")
Key = str | int


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
    kind: str, ask: Ask, read: Callable[[int, Key | None], Sequence[T]], key: Callable[[T], Key]
) -> Page[T]:
    """The page of the list `kind`, its filters included in the name.

    `read(limit, after)` gives rows in order, `after` being the key of the last row before the page or None.
    Raises Invalid or InvalidPageToken.
    """
    size = paging.page_size(ask.size)
    after = start(kind, ask.token)
    rows = list(read(size + 1, after))
    more = len(rows) > size
    return Page(rows[:size], paging.encode(kind, [key(rows[size - 1])]) if more else "")


def start(kind: str, token: str) -> Key | None:
    """The key in a token of the list `kind`, None at its start. Raises InvalidPageToken."""
    if not token:
        return None
    value = paging.decode(kind, token)[0]
    return value if isinstance(value, (str, int)) else None

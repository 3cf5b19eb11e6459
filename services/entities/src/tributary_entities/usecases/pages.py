"""Pages of a list, made from a port's keyset."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tributary_kit import paging
from tributary_kit.errors import InvalidPageToken

T = TypeVar("T")
_Part = str | int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list; the token continues it and is empty at the end."""

    rows: list[T]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Which page of which list: `kind` names the list and its filters."""

    kind: str
    size: int
    token: str

    def after(self, *types: type[_Part]) -> list[_Part] | None:
        """The parts of the key to continue after, of these types; None for the first page.

        Raises InvalidPageToken.
        """
        if not self.token:
            return None
        parts = paging.decode(self.kind, self.token)
        if len(parts) != len(types) or not all(map(_fits, parts, types)):
            raise InvalidPageToken("The page token is damaged.", field="page_token")
        return parts  # type: ignore[return-value]  # each part was checked against its type

    def page(self, fetch: Callable[[int], Sequence[T]], key: Callable[[T], Sequence[_Part]]) -> Page[T]:
        """Fetches one row more than asked for, to know whether the list goes on. Raises Invalid."""
        size = paging.page_size(self.size)
        rows = list(fetch(size + 1))
        more = len(rows) > size
        rows = rows[:size]
        return Page(rows, paging.encode(self.kind, list(key(rows[-1]))) if more else "")


def _fits(part: object, wanted: type[_Part]) -> bool:
    if isinstance(part, str):
        return wanted is str and "\0" not in part
    return isinstance(part, int) and not isinstance(part, bool) and wanted is int and abs(part) < 2**63

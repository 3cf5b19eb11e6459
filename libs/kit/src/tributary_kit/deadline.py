"""The caller's time, carried through the call so that work stops when it is over."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tributary_kit.errors import DeadlineExceeded


class Cancellation:
    """Set by another thread when nobody waits for the work any more."""

    __slots__ = ("cancelled",)

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Ends the time of the work that this belongs to. May be called from any thread."""
        self.cancelled = True


_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
_cancellation: ContextVar[Cancellation | None] = ContextVar("cancellation", default=None)


@contextmanager
def limit(seconds: float | None) -> Iterator[None]:
    """Gives the work inside at most `seconds`; never more than is left already. None adds no limit."""
    outer = _deadline.get()
    mine = None if seconds is None else time.monotonic() + seconds
    token = _deadline.set(min((d for d in (outer, mine) if d is not None), default=None))
    try:
        yield
    finally:
        _deadline.reset(token)


def begin(seconds: float | None, cancellation: Cancellation) -> None:
    """Starts the time of a call that has a context of its own; `cancellation` may end it early."""
    _deadline.set(None if seconds is None else time.monotonic() + seconds)
    _cancellation.set(cancellation)


def remaining() -> float | None:
    """Seconds left, never negative; None without a deadline. 0.0 when the work was cancelled."""
    cancellation = _cancellation.get()
    if cancellation is not None and cancellation.cancelled:
        return 0.0
    deadline = _deadline.get()
    return None if deadline is None else max(0.0, deadline - time.monotonic())


def check() -> None:
    """Raises DeadlineExceeded when the time is over."""
    if remaining() == 0.0:
        raise DeadlineExceeded("The time allowed for this call is over.")

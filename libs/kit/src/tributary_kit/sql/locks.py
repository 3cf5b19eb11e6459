"""One writer at a time for a SQLite file, in the order of asking."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from tributary_kit import deadline
from tributary_kit.errors import DeadlineExceeded, Unavailable

_registry: dict[str, "WriterLock"] = {}
_registry_lock = threading.Lock()


class WriterLock:
    """A fair lock: threads get it in the order they came, and nobody waits longer than allowed.

    SQLite itself lets the waiting writers of one file poll, so that a busy thread can starve the others.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._owner: int | None = None
        self._waiting: deque[tuple[int, threading.Event]] = deque()

    @contextmanager
    def held(self, patience: float) -> Iterator[None]:
        """Holds the lock. Waits for `patience` seconds at most, less when the caller's time is shorter.

        Raises Unavailable or DeadlineExceeded when the wait was in vain.
        """
        self._acquire(patience)
        try:
            yield
        finally:
            self._release()

    def _acquire(self, patience: float) -> None:
        me, turn, seconds = threading.get_ident(), threading.Event(), _shortest(patience)
        with self._mutex:
            if self._owner is None:
                self._owner = me
                return
            if self._owner == me:
                raise RuntimeError("A write transaction is open in this thread already.")
            self._waiting.append((me, turn))
        if not turn.wait(seconds) and not self._withdraw(me, turn):
            deadline.check()
            raise Unavailable("The database is busy with other writes.")

    def _withdraw(self, me: int, turn: threading.Event) -> bool:
        """Leaves the queue; True when the turn came at the last moment and the lock is ours after all."""
        with self._mutex:
            if turn.is_set():
                return True
            self._waiting.remove((me, turn))
            return False

    def _release(self) -> None:
        with self._mutex:
            if not self._waiting:
                self._owner = None
                return
            self._owner, turn = self._waiting.popleft()
            turn.set()


class Slots:
    """Counts connections out, so that waiting for one obeys the caller's deadline."""

    def __init__(self, size: int) -> None:
        self._free = threading.BoundedSemaphore(size)

    @contextmanager
    def taken(self, patience: float) -> Iterator[None]:
        """Holds a slot. Raises Unavailable or DeadlineExceeded when none came free in time."""
        if not self._free.acquire(timeout=_shortest(patience)):
            deadline.check()
            raise Unavailable("All connections to the database are in use.")
        try:
            yield
        finally:
            self._free.release()


def writer_lock(path: str) -> WriterLock:
    """The lock of the file at `path`, the same one for everybody in this process."""
    with _registry_lock:
        return _registry.setdefault(path, WriterLock())


def _shortest(patience: float) -> float:
    left = deadline.remaining()
    if left == 0.0:
        raise DeadlineExceeded("The time allowed for this call is over.")
    return patience if left is None else min(patience, left)

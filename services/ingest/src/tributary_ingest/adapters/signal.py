"""Wakes threads of this process when something was stored."""

import threading


class ThreadSignal:
    """See usecases.read_items.Signal."""

    def __init__(self) -> None:
        self._changed = threading.Condition()

    def stored(self) -> None:
        """Something was stored and committed."""
        with self._changed:
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Returns when something is stored, or after `seconds`."""
        with self._changed:
            self._changed.wait(seconds)

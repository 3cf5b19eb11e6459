"""From the threads that answer calls to the event loop that fetches."""

import asyncio
import contextvars
from collections.abc import Coroutine
from typing import Any, TypeVar

from tributary_kit import deadline
from tributary_kit.errors import DeadlineExceeded

T = TypeVar("T")


class Bridge:
    """Runs coroutines on `loop` for a thread that waits for them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, T], *, keep_going: bool = False) -> T:
        """The work's result. Raises DeadlineExceeded when the caller's time is over before.

        The work itself is then given up, or goes on unseen with `keep_going`. It runs in its own context:
        work that is half done must not be cut off in the middle of a transaction by the caller's deadline.
        """
        future = contextvars.Context().run(asyncio.run_coroutine_threadsafe, work, self._loop)
        try:
            return future.result(deadline.remaining())
        except TimeoutError:
            if not keep_going:
                future.cancel()
            raise DeadlineExceeded("The address did not answer in the time allowed.") from None

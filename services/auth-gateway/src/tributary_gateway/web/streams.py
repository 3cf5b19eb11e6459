"""How many event streams one user has open. Each takes a thread of ingest, so nobody may take them all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tributary_kit.errors import RateLimited
from tributary_kit.principal import Principal


class Streams:
    """Counts open streams by user, in this process. For use in one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def one(self, principal: Principal) -> Iterator[None]:
        """One stream more while the block runs. Raises RateLimited when the user has the most allowed."""
        user = (principal.tenant, principal.subject)
        if self._open[user] >= self._most:
            raise RateLimited(
                f"You have {self._most} event streams open already, the most that a user may have.",
                remedy="Close one of them, or raise TRIBUTARY_GATEWAY_STREAMS_PER_USER.",
            )
        self._open[user] += 1
        try:
            yield
        finally:
            self._open[user] -= 1
            if not self._open[user]:
                del self._open[user]

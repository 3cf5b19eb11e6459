"""Where failed logins are counted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tributary_gateway.domain.throttle import Failures


class FailureStore(Protocol):
    """Failed logins by key: an account or an address. Synchronous; shared by all replicas."""

    def get(self, keys: Sequence[str]) -> dict[str, Failures]:
        """The counts of those keys that have any."""

    def add(self, keys: Sequence[str], now: datetime) -> None:
        """Counts one failure more for each key, and drops counts that are forgotten by now."""

    def clear(self, key: str) -> None:
        """Sets the count to none."""

"""Which users' access tokens are worth nothing any more, although they have not expired yet."""

from tributary_kit.clock import Clock

from tributary_gateway.domain.tokens import ACCESS_LIFETIME
from tributary_gateway.ports.user_store import UserStore

# The services allow a token a little more than its lifetime, because clocks differ.
_MARGIN = ACCESS_LIFETIME / 5


class Stopped:
    """Disabled and deleted users, as last read from the store. Asking it costs nothing."""

    def __init__(self, users: UserStore, clock: Clock) -> None:
        self._users = users
        self._clock = clock
        self._ids: frozenset[str] = frozenset()

    def __contains__(self, user_id: str) -> bool:
        return user_id in self._ids

    def read(self) -> None:
        """Looks into the store. Raises Unavailable and keeps what it knew when the store is away."""
        self._ids = self._users.stopped_since(self._clock.now() - ACCESS_LIFETIME - _MARGIN)

"""Which access tokens are worth nothing any more, although they have not expired yet."""

from collections.abc import Mapping

from tributary_kit.clock import Clock
from tributary_kit.errors import Unavailable

from tributary_gateway.domain.tokens import ACCESS_LIFETIME
from tributary_gateway.ports.user_store import UserStore

# The services allow a token a little more than its lifetime, because clocks differ.
_MARGIN = ACCESS_LIFETIME / 5


class Stopped:
    """The generations that users began of late, as last read from the store. Asking it costs nothing."""

    def __init__(self, users: UserStore, clock: Clock) -> None:
        self._users = users
        self._clock = clock
        self._generations: Mapping[str, int] | None = None

    @property
    def is_known(self) -> bool:
        """Whether the store was ever read."""
        return self._generations is not None

    def least(self, user_id: str) -> int:
        """The lowest generation whose tokens count. Raises Unavailable before the store was ever read."""
        self.check()
        return (self._generations or {}).get(user_id, 0)

    def check(self) -> None:
        """Raises Unavailable before the store was ever read."""
        if not self.is_known:
            raise Unavailable("The gateway's database is not ready.")

    def read(self) -> None:
        """Looks into the store. Raises Unavailable and keeps what it knew when the store is away."""
        self._generations = self._users.generations_since(self._clock.now() - ACCESS_LIFETIME - _MARGIN)

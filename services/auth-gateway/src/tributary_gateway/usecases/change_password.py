"""Change one's own password."""

from dataclasses import dataclass

from tributary_kit.clock import Clock
from tributary_kit.errors import Conflict, Invalid, Unauthenticated

from tributary_gateway.domain.tokens import TokenPair
from tributary_gateway.domain.user import User, changed, check_password
from tributary_gateway.ports.password_hasher import PasswordHasher
from tributary_gateway.ports.user_store import UserStore
from tributary_gateway.usecases.log_in import LogIn


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """The use case and what it needs. A wrong current password counts as a failed login."""

    users: UserStore
    log_in: LogIn
    hasher: PasswordHasher
    clock: Clock

    def __call__(self, tenant: str, user_id: str, current: str, new: str, address: str) -> TokenPair:
        """Ends all sessions and tokens of the user, and gives those of a new session.

        Raises NotFound, Invalid, RateLimited after repeated failures, or Conflict when somebody else changed
        the user meanwhile.
        """
        check_password(new)
        user = self._identified(self.users.get(tenant, user_id), current, address)
        hashed = self.hasher.hash(new)

        def renewed(now: User) -> User:
            if now != user:
                raise Conflict("Somebody else changed this user meanwhile.", remedy="Log in and try again.")
            return changed(now, self.clock.now(), password_hash=hashed)

        return self.log_in.begin(self.users.change(tenant, user_id, renewed))

    def _identified(self, user: User, current: str, address: str) -> User:
        try:
            return self.log_in.identify(user.email, current, address)
        except Unauthenticated:
            raise Invalid("The current password is wrong.", field="current_password") from None

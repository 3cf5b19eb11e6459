"""Make the first administrator, so that a fresh installation can be entered."""

import secrets
from dataclasses import dataclass

from tributary_kit.clock import Clock
from tributary_kit.principal import DEFAULT_TENANT

from tributary_gateway.ports.password_hasher import PasswordHasher
from tributary_gateway.ports.user_store import UserStore
from tributary_gateway.usecases.manage_users import new_user


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """The use case and what it needs."""

    users: UserStore
    hasher: PasswordHasher
    clock: Clock

    def __call__(self, email: str, password: str) -> bool:
        """Makes an admin if there is no user at all; whether it did. Raises Invalid."""
        return self.users.add_first(
            new_user(self.hasher, self.clock, DEFAULT_TENANT, email, password, "admin")
        )


def random_password() -> str:
    """A password of 120 bits that is safe to select by a double click."""
    return secrets.token_hex(15)

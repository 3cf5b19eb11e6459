"""Create, read, change and delete users of the caller's tenant."""

from collections.abc import Sequence
from dataclasses import dataclass

from tributary_kit import paging
from tributary_kit.clock import Clock
from tributary_kit.errors import InvalidPageToken
from tributary_kit.ids import new_id

from tributary_gateway.domain.user import User, changed, check_password, check_role, normal_email
from tributary_gateway.ports.password_hasher import PasswordHasher
from tributary_gateway.ports.user_store import UserStore


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of a user; None leaves it."""

    role: str | None = None
    password: str | None = None
    disabled: bool | None = None


@dataclass(frozen=True, slots=True)
class ManageUsers:
    """The use cases and what they need. What takes rights away ends the user's sessions and tokens."""

    users: UserStore
    hasher: PasswordHasher
    clock: Clock

    def create(self, tenant: str, email: str, password: str, role: str) -> User:
        """A new user. Raises Invalid or AlreadyExists."""
        user = new_user(self.hasher, self.clock, tenant, email, password, role)
        self.users.add(user)
        return user

    def get(self, tenant: str, user_id: str) -> User:
        """Raises NotFound."""
        return self.users.get(tenant, user_id)

    def page(self, tenant: str, size: int, token: str) -> tuple[Sequence[User], str]:
        """Users in the order of their making, and the token of the next page, empty at the end."""
        size = paging.page_size(size)
        after = _after(paging.decode(_kind(tenant), token)) if token else ""
        users = self.users.page(tenant, after, size + 1)
        more = len(users) > size
        return users[:size], paging.encode(_kind(tenant), [users[size - 1].id]) if more else ""

    def change(self, tenant: str, user_id: str, change: Change) -> User:
        """The user after the change. Raises NotFound, Invalid, or Conflict for the last active admin."""
        role = None if change.role is None else check_role(change.role)
        # Hashed before the row is locked, because it takes long.
        hashed = None if change.password is None else self.hasher.hash(check_password(change.password))
        return self.users.change(
            tenant,
            user_id,
            lambda user: changed(
                user, self.clock.now(), role=role, disabled=change.disabled, password_hash=hashed
            ),
        )

    def delete(self, tenant: str, user_id: str) -> None:
        """Deletes a user; its tokens stop working. Raises NotFound, or Conflict for the last active admin."""
        self.users.delete(tenant, user_id, self.clock.now())


def new_user(hasher: PasswordHasher, clock: Clock, tenant: str, email: str, password: str, role: str) -> User:
    """A user that is not stored yet. Raises Invalid."""
    email, role = normal_email(email), check_role(role)
    hashed = hasher.hash(check_password(password))
    now = clock.now()
    return User(new_id("usr"), tenant, email, role, hashed, False, now, now)


def _kind(tenant: str) -> str:
    return f"users:{tenant}"


def _after(key: list[str | int | float | None]) -> str:
    if len(key) != 1 or not isinstance(key[0], str):
        raise InvalidPageToken("The page token is damaged.", field="page_token")
    return key[0]

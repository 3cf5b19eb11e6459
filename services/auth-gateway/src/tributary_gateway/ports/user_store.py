"""Where users are kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tributary_gateway.domain.user import User


class UserStore(Protocol):
    """Users of all tenants. Synchronous; every call may raise Unavailable or DeadlineExceeded."""

    def add(self, user: User) -> None:
        """Stores a new user. Raises AlreadyExists when the e-mail is taken, in whatever tenant."""

    def is_empty(self) -> bool:
        """Whether there is no user at all."""

    def add_first(self, user: User) -> bool:
        """Stores the user if there is none at all; of several callers at once exactly one succeeds."""

    def get(self, tenant: str, user_id: str) -> User:
        """Raises NotFound, also when the user is of another tenant."""

    def by_email(self, email: str) -> User | None:
        """The user with this normal e-mail, of any tenant."""

    def page(self, tenant: str, after: str, size: int) -> Sequence[User]:
        """At most `size` users of the tenant in order of id, those after the id `after`."""

    def change(self, tenant: str, user_id: str, change: Callable[[User], User]) -> User:
        """Stores what `change` makes of the user, and gives it; nobody else changes the user meanwhile.

        A greater generation is known to `generations_since` from then on. Raises NotFound, what `change`
        raises, or Conflict when no active admin would be left.
        """

    def delete(self, tenant: str, user_id: str, now: datetime) -> None:
        """Deletes the user; `generations_since` knows one that the user never had.

        Raises NotFound, or Conflict when no active admin would be left.
        """

    def generations_since(self, moment: datetime) -> Mapping[str, int]:
        """By id, the generation of each user that began one at or after `moment`, deleted users included."""

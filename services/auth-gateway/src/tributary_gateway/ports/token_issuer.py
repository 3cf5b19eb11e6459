"""Who makes access tokens."""

from typing import Protocol

from tributary_gateway.domain.user import User


class TokenIssuer(Protocol):
    """Signs access tokens of fifteen minutes."""

    def issue(self, user: User) -> str:
        """An access token for this user with the role it has now."""

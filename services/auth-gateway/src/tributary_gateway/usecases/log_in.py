"""Log in with e-mail and password.

Nothing in the answer or in its time tells an unknown account from a wrong password.
"""

import hashlib
import math
from contextlib import suppress
from dataclasses import dataclass, replace

from tributary_kit.clock import Clock
from tributary_kit.errors import Invalid, NotFound, RateLimited, Unauthenticated

from tributary_gateway.domain import session as sessions
from tributary_gateway.domain.throttle import ACCOUNT_FREE, ADDRESS_FREE, wait
from tributary_gateway.domain.tokens import ACCESS_LIFETIME, TokenPair
from tributary_gateway.domain.user import MAX_PASSWORD, User, normal_email
from tributary_gateway.ports.failure_store import FailureStore
from tributary_gateway.ports.password_hasher import PasswordHasher
from tributary_gateway.ports.session_store import SessionStore
from tributary_gateway.ports.token_issuer import TokenIssuer
from tributary_gateway.ports.user_store import UserStore

REFUSED = "The e-mail address or the password is wrong."


class RetryLater(RateLimited):
    """Too many failed logins; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many failed logins.", remedy=f"Wait {seconds} seconds before you try again.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class LogIn:
    """The use case and what it needs."""

    users: UserStore
    sessions: SessionStore
    failures: FailureStore
    hasher: PasswordHasher
    issuer: TokenIssuer
    clock: Clock

    def __call__(self, email: str, password: str, address: str) -> TokenPair:
        """Tokens for a new session. Raises Unauthenticated, or RateLimited after repeated failures."""
        user = self.identify(email, password, address)
        if self.hasher.is_outdated(user.password_hash):
            self._rehash(user, password)
        return self.begin(user)

    def identify(self, email: str, password: str, address: str) -> User:
        """Whose password this is. Raises Unauthenticated, or RateLimited after repeated failures."""
        keys = (_key("account", email.strip().lower()), _key("address", address))
        self._admit(*keys)
        user = self._match(email, password)
        if user is None:
            self.failures.add(keys, self.clock.now())
            raise Unauthenticated(REFUSED, remedy="Check both and try again.")
        self.failures.clear(keys[0])
        return user

    def begin(self, user: User) -> TokenPair:
        """Tokens for a new session of a user who was identified."""
        now = self.clock.now()
        session, token = sessions.begin(user, now)
        self.sessions.add(session, now)
        return token_pair(self.issuer.issue(user), token)

    def _admit(self, account: str, address: str) -> None:
        now, counts = self.clock.now(), self.failures.get((account, address))
        pause = max(
            wait(counts.get(account), ACCOUNT_FREE, now), wait(counts.get(address), ADDRESS_FREE, now)
        )
        if pause:
            raise RetryLater(math.ceil(pause.total_seconds()))

    def _match(self, email: str, password: str) -> User | None:
        user = self._find(email)
        # An unknown or disabled account is checked against a hash nobody can meet: the same work.
        hashed = user.password_hash if user and not user.disabled else ""
        return user if self.hasher.verify(hashed, password[: MAX_PASSWORD + 1]) else None

    def _find(self, email: str) -> User | None:
        try:
            return self.users.by_email(normal_email(email))
        except Invalid:
            return None

    def _rehash(self, user: User, password: str) -> None:
        hashed = self.hasher.hash(password)

        def renewed(now: User) -> User:
            # Somebody may have set another password meanwhile.
            return replace(now, password_hash=hashed) if now.password_hash == user.password_hash else now

        with suppress(NotFound):
            self.users.change(user.tenant, user.id, renewed)


def token_pair(access_token: str, refresh_token: str) -> TokenPair:
    """Both tokens with their lifetimes in seconds."""
    access, refresh = ACCESS_LIFETIME.total_seconds(), sessions.REFRESH_LIFETIME.total_seconds()
    return TokenPair(access_token, int(access), refresh_token, int(refresh))


def _key(kind: str, name: str) -> str:
    # Hashed, so that the table of failures is no list of who tried to log in, and its keys have one length.
    return hashlib.sha256(f"{kind}:{name}".encode("utf-8", "surrogatepass")).hexdigest()

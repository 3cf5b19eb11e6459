"""Renew an access token, or end the session that a refresh token belongs to."""

from dataclasses import dataclass

from tributary_kit.clock import Clock
from tributary_kit.errors import NotFound, Unauthenticated

from tributary_gateway.domain import session as sessions
from tributary_gateway.domain.session import Session, Verdict
from tributary_gateway.domain.tokens import TokenPair
from tributary_gateway.domain.user import User
from tributary_gateway.ports.session_store import SessionStore
from tributary_gateway.ports.token_issuer import TokenIssuer
from tributary_gateway.ports.user_store import UserStore
from tributary_gateway.usecases.log_in import token_pair

# Every lost race means that someone else rotated or revoked; the next look decides.
_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Refresh:
    """The use case and what it needs."""

    users: UserStore
    sessions: SessionStore
    issuer: TokenIssuer
    clock: Clock

    def __call__(self, token: str, client: str) -> TokenPair:
        """New tokens for a refresh token, which is used up by it.

        The same `client` may show the token it used last once more within ten seconds, because the answer may
        have been lost, and gets the same successor. Any other reuse ends the session. Raises Unauthenticated.
        """
        for _ in range(_LOOKS):
            session = self.sessions.get(sessions.session_id(token))
            if session is None:
                break
            if (pair := self._judge(session, token, client)) is not None:
                return pair
        raise _refusal()

    def _judge(self, session: Session, token: str, client: str) -> TokenPair | None:
        now = self.clock.now()
        verdict = sessions.decide(session, token, client, now)
        if verdict is Verdict.REFUSE:
            raise _refusal()
        if verdict is Verdict.REVOKE:
            self.sessions.revoke(session.id)
            raise _refusal()
        user = self._user(session)
        if verdict is Verdict.ROTATE and not self.sessions.replace(
            session, sessions.rotated(session, token, client, now)
        ):
            return None
        return token_pair(self.issuer.issue(user), sessions.successor(session, token))

    def _user(self, session: Session) -> User:
        try:
            user = self.users.get(session.tenant, session.user_id)
        except NotFound:
            raise _refusal() from None
        if user.disabled or user.generation != session.generation:
            self.sessions.revoke(session.id)
            raise _refusal()
        return user


@dataclass(frozen=True, slots=True)
class LogOut:
    """Ends the session that a refresh token names. Says nothing about whether there was one."""

    sessions: SessionStore

    def __call__(self, token: str) -> None:
        """Revokes the session; an unknown or old token does no harm and is no error."""
        self.sessions.revoke(sessions.session_id(token))


def _refusal() -> Unauthenticated:
    return Unauthenticated("The refresh token is not valid.", remedy="Log in again.")

"""Where sessions are kept."""

from datetime import datetime
from typing import Protocol

from tributary_gateway.domain.session import Session


class SessionStore(Protocol):
    """Sessions by id. Synchronous; every call may raise Unavailable or DeadlineExceeded."""

    def add(self, session: Session, now: datetime) -> None:
        """Stores a new session and drops those that ended before `now`."""

    def get(self, session_id: str) -> Session | None:
        """The session, revoked and expired ones included while they are still kept."""

    def replace(self, before: Session, after: Session) -> bool:
        """Stores `after` if the session still has the current hash of `before` and is not revoked."""

    def revoke(self, session_id: str) -> None:
        """Ends one session; does nothing when there is none."""

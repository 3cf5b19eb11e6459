"""Sessions: one login, continued by refresh tokens that are each used once.

A refresh token is `<session id>.<random part>`. Only hashes of tokens are kept. The first random part is
random indeed; each later one is an HMAC of its forerunner under the session's own key. So an answer that was
lost on its way can be given again, though nothing was kept that a thief of the database could use.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from tributary_gateway.domain.user import User

REFRESH_LIFETIME = timedelta(days=7)
RETRY_GRACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Session:
    """The state of one login. `previous_*` tell of the token used last, until the next one is used.

    `generation` is the user's when the session began; the session is over when the user's is another.
    """

    id: str
    tenant: str
    user_id: str
    generation: int
    key: bytes
    current_hash: str
    expires_at: datetime
    previous_hash: str = ""
    previous_client: str = ""
    rotated_at: datetime | None = None
    revoked: bool = False


class Verdict(Enum):
    """What to do with a refresh token that was shown."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REFUSE = "refuse"
    REVOKE = "revoke"


def begin(user: User, now: datetime) -> tuple[Session, str]:
    """A new session of this user and its first refresh token."""
    session_id = secrets.token_urlsafe(16)
    token = f"{session_id}.{secrets.token_urlsafe(32)}"
    key = secrets.token_bytes(32)
    expires_at = now + REFRESH_LIFETIME
    session = Session(session_id, user.tenant, user.id, user.generation, key, token_hash(token), expires_at)
    return session, token


def decide(session: Session, token: str, client: str, now: datetime) -> Verdict:
    """Judges a token that names this session. Whoever can name a session has held one of its tokens."""
    shown = token_hash(token)
    if session.revoked or now >= session.expires_at:
        return Verdict.REFUSE
    if hmac.compare_digest(shown, session.current_hash):
        return Verdict.ROTATE
    if hmac.compare_digest(shown, session.previous_hash) and _is_retry(session, client, now):
        return Verdict.REPEAT
    return Verdict.REVOKE


def rotated(session: Session, token: str, client: str, now: datetime) -> Session:
    """The session after `token` was used by `client`."""
    return replace(
        session,
        current_hash=token_hash(successor(session, token)),
        previous_hash=token_hash(token),
        previous_client=client,
        rotated_at=now,
        expires_at=now + REFRESH_LIFETIME,
    )


def successor(session: Session, token: str) -> str:
    """The token that follows `token`: always the same one."""
    mac = hmac.digest(session.key, token.encode(), "sha256")
    return f"{session.id}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def session_id(token: str) -> str:
    """The session that a token names; empty when it has not the form of one."""
    name, dot, rest = token.partition(".")
    return name if dot and rest else ""


def token_hash(token: str) -> str:
    """What is kept of a token. Tokens are random, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _is_retry(session: Session, client: str, now: datetime) -> bool:
    in_time = session.rotated_at is not None and now - session.rotated_at <= RETRY_GRACE
    return in_time and client == session.previous_client

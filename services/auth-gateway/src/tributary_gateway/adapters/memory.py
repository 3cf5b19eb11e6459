"""The stores in memory: the reference that the SQL ones are held against."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tributary_kit.errors import AlreadyExists, Conflict, NotFound

from tributary_gateway.domain.session import Session
from tributary_gateway.domain.throttle import FORGOTTEN_AFTER, Failures, one_more
from tributary_gateway.domain.user import User


class MemoryUserStore:
    """Users in a dictionary."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users: dict[str, User] = {}
        self._generations: dict[str, tuple[int, datetime]] = {}

    def is_empty(self) -> bool:
        return not self._users

    def add(self, user: User) -> None:
        with self._lock:
            if any(other.email == user.email for other in self._users.values()):
                raise AlreadyExists("There is a user with this e-mail address.", field="email")
            self._users[user.id] = user

    def add_first(self, user: User) -> bool:
        with self._lock:
            if self._users:
                return False
            self._users[user.id] = user
            return True

    def get(self, tenant: str, user_id: str) -> User:
        user = self._users.get(user_id)
        if user is None or user.tenant != tenant:
            raise NotFound("There is no such user.")
        return user

    def by_email(self, email: str) -> User | None:
        return next((user for user in self._users.values() if user.email == email), None)

    def page(self, tenant: str, after: str, size: int) -> Sequence[User]:
        found = (user for user in self._users.values() if user.tenant == tenant and user.id > after)
        return sorted(found, key=lambda user: user.id)[:size]

    def change(self, tenant: str, user_id: str, change: Callable[[User], User]) -> User:
        with self._lock:
            before = self.get(tenant, user_id)
            changed = change(before)
            self._require_admin({**self._users, user_id: changed}, tenant)
            self._users[user_id] = changed
            if changed.generation > before.generation:
                self._generations[user_id] = (changed.generation, changed.updated_at)
            return changed

    def delete(self, tenant: str, user_id: str, now: datetime) -> None:
        with self._lock:
            gone = self.get(tenant, user_id)
            rest = {key: user for key, user in self._users.items() if key != user_id}
            self._require_admin(rest, tenant)
            self._users = rest
            self._generations[user_id] = (gone.generation + 1, now)

    def generations_since(self, moment: datetime) -> Mapping[str, int]:
        begun = list(self._generations.items())
        return {user_id: generation for user_id, (generation, at) in begun if at >= moment}

    def _require_admin(self, after: dict[str, User], tenant: str) -> None:
        def admins(users: dict[str, User]) -> int:
            mine = (user for user in users.values() if user.tenant == tenant)
            return sum(user.role == "admin" and not user.disabled for user in mine)

        if admins(self._users) and not admins(after):
            raise Conflict("This is the last active administrator.", remedy="Make another one first.")


class MemorySessionStore:
    """Sessions in a dictionary."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}

    def add(self, session: Session, now: datetime) -> None:
        with self._lock:
            self._sessions = {key: old for key, old in self._sessions.items() if old.expires_at >= now}
            self._sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        return self._sessions.get(session_id)

    def replace(self, before: Session, after: Session) -> bool:
        with self._lock:
            kept = self._sessions.get(before.id)
            if kept is None or kept.revoked or kept.current_hash != before.current_hash:
                return False
            self._sessions[before.id] = after
            return True

    def revoke(self, session_id: str) -> None:
        with self._lock:
            if session_id in self._sessions:
                self._sessions[session_id] = replace(self._sessions[session_id], revoked=True)


class MemoryFailureStore:
    """Failed logins in a dictionary."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: dict[str, Failures] = {}

    def get(self, keys: Sequence[str]) -> dict[str, Failures]:
        return {key: self._failures[key] for key in keys if key in self._failures}

    def add(self, keys: Sequence[str], now: datetime) -> None:
        with self._lock:
            oldest = now - FORGOTTEN_AFTER
            self._failures = {key: old for key, old in self._failures.items() if old.last_at > oldest}
            self._failures |= {key: one_more(self._failures.get(key), now) for key in keys}

    def clear(self, key: str) -> None:
        self._failures.pop(key, None)

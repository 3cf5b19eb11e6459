"""Users in SQL."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import false, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from tributary_kit.errors import AlreadyExists, Conflict, NotFound
from tributary_kit.sql.engine import Database

from tributary_gateway.adapters.sql.tables import GenerationRow, UserRow
from tributary_gateway.domain.user import User

_NAMES = [field.name for field in fields(User)]


class SqlUserStore:
    """See the port. Tables `user_account` and `user_generation`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_empty(self) -> bool:
        with self._database.session() as session:
            return session.scalar(select(UserRow.id).limit(1)) is None

    def add(self, user: User) -> None:
        try:
            with self._database.write_session() as session:
                session.add(UserRow(**asdict(user)))
        except IntegrityError:
            raise AlreadyExists("There is a user with this e-mail address.", field="email") from None

    def add_first(self, user: User) -> bool:
        try:
            with self._database.write_session() as session:
                if session.scalar(select(UserRow.id).limit(1)) is not None:
                    return False
                session.add(UserRow(**asdict(user)))
        except IntegrityError:
            return False
        return True

    def get(self, tenant: str, user_id: str) -> User:
        with self._database.session() as session:
            return _user(_row(session, tenant, user_id))

    def by_email(self, email: str) -> User | None:
        with self._database.session() as session:
            row = session.scalar(select(UserRow).where(UserRow.email == email))
            return None if row is None else _user(row)

    def page(self, tenant: str, after: str, size: int) -> Sequence[User]:
        query = (
            select(UserRow)
            .where(UserRow.tenant == tenant, UserRow.id > after)
            .order_by(UserRow.id)
            .limit(size)
        )
        with self._database.session() as session:
            return [_user(row) for row in session.scalars(query)]

    def change(self, tenant: str, user_id: str, change: Callable[[User], User]) -> User:
        with self._database.write_session() as session:
            admins = _admins(session, tenant)
            row = _row(session, tenant, user_id, lock=True)
            before = _user(row)
            changed = change(before)
            if admins == {user_id} and (changed.disabled or changed.role != "admin"):
                raise _last_admin()
            for name in _NAMES:
                setattr(row, name, getattr(changed, name))
            if changed.generation > before.generation:
                _begin(session, user_id, changed.generation, changed.updated_at)
            return changed

    def delete(self, tenant: str, user_id: str, now: datetime) -> None:
        with self._database.write_session() as session:
            admins = _admins(session, tenant)
            row = _row(session, tenant, user_id, lock=True)
            if admins == {user_id}:
                raise _last_admin()
            _begin(session, user_id, row.generation + 1, now)
            session.delete(row)

    def generations_since(self, moment: datetime) -> Mapping[str, int]:
        with self._database.session() as session:
            rows = session.scalars(select(GenerationRow).where(GenerationRow.begun_at >= moment))
            return {row.user_id: row.generation for row in rows}


def _admins(session: Session, tenant: str) -> set[str]:
    """The active admins, locked, so that two of them cannot take each other's rights at the same time."""
    query = select(UserRow.id).where(
        UserRow.tenant == tenant, UserRow.role == "admin", UserRow.disabled == false()
    )
    return set(session.scalars(query.order_by(UserRow.id).with_for_update()))


def _row(session: Session, tenant: str, user_id: str, *, lock: bool = False) -> UserRow:
    query = select(UserRow).where(UserRow.id == user_id, UserRow.tenant == tenant)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound("There is no such user.")
    return row


def _begin(session: Session, user_id: str, generation: int, now: datetime) -> None:
    session.merge(GenerationRow(user_id=user_id, generation=generation, begun_at=now))


def _user(row: UserRow) -> User:
    return User(**{name: getattr(row, name) for name in _NAMES})


def _last_admin() -> Conflict:
    return Conflict("This is the last active administrator.", remedy="Make another one first.")

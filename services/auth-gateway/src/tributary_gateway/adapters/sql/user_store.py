"""Users in SQL."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import delete, false, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from tributary_kit.errors import AlreadyExists, Conflict, NotFound
from tributary_kit.sql.engine import Database

from tributary_gateway.adapters.sql.tables import StoppedRow, UserRow
from tributary_gateway.domain.user import User

_NAMES = [field.name for field in fields(User)]


class SqlUserStore:
    """See the port. Tables `user_account` and `stopped_user`."""

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
            changed = change(_user(row))
            if admins == {user_id} and (changed.disabled or changed.role != "admin"):
                raise _last_admin()
            for name in _NAMES:
                setattr(row, name, getattr(changed, name))
            return changed

    def delete(self, tenant: str, user_id: str) -> None:
        with self._database.write_session() as session:
            admins = _admins(session, tenant)
            row = _row(session, tenant, user_id)
            if admins == {user_id}:
                raise _last_admin()
            session.delete(row)

    def stop(self, user_id: str, at: datetime) -> None:
        with self._database.write_session() as session:
            session.merge(StoppedRow(user_id=user_id, stopped_at=at))

    def resume(self, user_id: str) -> None:
        with self._database.write_session() as session:
            session.execute(delete(StoppedRow).where(StoppedRow.user_id == user_id))

    def stopped_since(self, moment: datetime) -> frozenset[str]:
        with self._database.session() as session:
            found = session.scalars(select(StoppedRow.user_id).where(StoppedRow.stopped_at >= moment))
            return frozenset(found)


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


def _user(row: UserRow) -> User:
    return User(**{name: getattr(row, name) for name in _NAMES})


def _last_admin() -> Conflict:
    return Conflict("This is the last active administrator.", remedy="Make another one first.")

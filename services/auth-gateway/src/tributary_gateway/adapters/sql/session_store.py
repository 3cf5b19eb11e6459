"""Sessions in SQL."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import delete, false, select, update
from tributary_kit.sql.engine import Database

from tributary_gateway.adapters.sql.tables import SessionRow
from tributary_gateway.domain.session import Session

_NAMES = [field.name for field in fields(Session)]


class SqlSessionStore:
    """See the port. Table `session`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, session: Session, now: datetime) -> None:
        with self._database.write_session() as orm:
            orm.execute(delete(SessionRow).where(SessionRow.expires_at < now))
            orm.add(SessionRow(**asdict(session)))

    def get(self, session_id: str) -> Session | None:
        with self._database.session() as orm:
            row = orm.scalar(select(SessionRow).where(SessionRow.id == session_id))
            return None if row is None else Session(**{name: getattr(row, name) for name in _NAMES})

    def replace(self, before: Session, after: Session) -> bool:
        unchanged = (
            SessionRow.id == before.id,
            SessionRow.current_hash == before.current_hash,
            SessionRow.revoked == false(),
        )
        with self._database.write() as connection:
            changed = connection.execute(update(SessionRow).where(*unchanged).values(asdict(after)))
            return changed.rowcount == 1

    def revoke(self, session_id: str) -> None:
        with self._database.write() as connection:
            connection.execute(update(SessionRow).where(SessionRow.id == session_id).values(revoked=True))

"""Opens a database together with its schema."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database


@contextmanager
def opened(
    url: str, script_location: str, *, pool_size: int = 1, upgrade: bool | None = None
) -> Iterator[Database]:
    """The database, closed at the end of the block.

    Its schema is upgraded first where `upgrade` says so; None upgrades SQLite, which nobody else does, and
    leaves PostgreSQL to the operator. Raises Invalid or Unavailable.
    """
    with closing(Database(url, pool_size=pool_size)) as database:
        if database.dialect == "sqlite" if upgrade is None else upgrade:
            migrate.upgrade(database, script_location)
        yield database


def upgrade_schema(url: str, script_location: str) -> None:
    """Upgrades the schema of the database at `url`, whatever its engine. Raises Invalid or Unavailable."""
    with opened(url, script_location, upgrade=True):
        pass

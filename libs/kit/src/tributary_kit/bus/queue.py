"""The table of the `db` bus: `bus_message`, in a database of its own or in one that is shared."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tributary_kit.clock import Clock
from tributary_kit.sql import migrate, opening
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages, message_table
from tributary_kit.sql.types import NAMING

MIGRATIONS = "tributary_kit.bus:migrations"
_POOL = 2

metadata = sa.MetaData(naming_convention=NAMING)
table = message_table(metadata, "bus_message")


def queue_in(database: Database, clock: Clock) -> Messages:
    """The queue in `database`, whose schema `sql.migrate.upgrade(database, MIGRATIONS)` makes."""
    return Messages(database, table, clock)


@contextmanager
def opened(url: str, clock: Clock, *, upgrade: bool | None) -> Iterator[Messages | None]:
    """The queue in the database at `url`, closed at the end; None where that is empty: messages go by call.

    `upgrade` as for every database: see `sql.opening`.
    """
    if not url:
        yield None
        return
    with opening.opened(url, MIGRATIONS, pool_size=_POOL, upgrade=upgrade) as database:
        yield queue_in(database, clock)


def upgrade_schema(url: str) -> None:
    """Upgrades the schema of the queue where there is one. Raises Invalid or Unavailable."""
    if url:
        opening.upgrade_schema(url, MIGRATIONS)


def check_at_head(messages: Messages | None) -> None:
    """Raises Unavailable while there is a queue whose schema is older than this release needs."""
    if messages is not None:
        migrate.check_at_head(messages.database, MIGRATIONS)

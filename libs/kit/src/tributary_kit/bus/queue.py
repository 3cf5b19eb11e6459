"""The table of the `db` bus: `bus_message`, in a database of its own or in one that is shared."""

import sqlalchemy as sa

from tributary_kit.clock import Clock
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages, message_table
from tributary_kit.sql.types import NAMING

MIGRATIONS = "tributary_kit.bus:migrations"

metadata = sa.MetaData(naming_convention=NAMING)
table = message_table(metadata, "bus_message")


def queue_in(database: Database, clock: Clock) -> Messages:
    """The queue in `database`, whose schema `sql.migrate.upgrade(database, MIGRATIONS)` makes."""
    return Messages(database, table, clock)

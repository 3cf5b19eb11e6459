"""The whole store on one database."""

from tributary_entities.adapters.sql.reader import SqlReader
from tributary_entities.adapters.sql.writer import SqlWriter


class SqlStore(SqlReader, SqlWriter):
    """Fulfils EntityStore."""

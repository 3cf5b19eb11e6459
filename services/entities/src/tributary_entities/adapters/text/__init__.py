"""Search in names, on each engine by its own index."""

from tributary_kit.sql.engine import Database

from tributary_entities.adapters.text import postgres_tsvector, sqlite_fts5
from tributary_entities.adapters.text.alias_index import AliasIndex


def text_index(database: Database) -> AliasIndex:
    """The index that belongs to the database's engine."""
    engine = sqlite_fts5 if database.dialect == "sqlite" else postgres_tsvector
    return AliasIndex(database, engine.matches)

"""The migrations, all together, are what the tables declare."""

from tributary_gateway.adapters.sql.tables import Base
from tributary_kit.sql import migrate
from tributary_kit.sql.compare import diff
from tributary_kit.sql.engine import Database

MIGRATIONS = "tributary_gateway:migrations"


def test_the_sum_of_migrations_is_the_metadata(database_url):
    database = Database(database_url)
    migrate.upgrade(database, MIGRATIONS)
    assert diff(database, Base.metadata) == []
    migrate.check_at_head(database, MIGRATIONS)
    migrate.downgrade(database, MIGRATIONS, "base")
    migrate.upgrade(database, MIGRATIONS)
    database.close()


def test_files_are_named_by_the_rule():
    assert migrate.file_name_faults(MIGRATIONS) == []

"""Databases are opened with their schema, where the settings want it so."""

import pytest
import sqlalchemy as sa
from tributary_kit.bus.queue import MIGRATIONS
from tributary_kit.sql import migrate
from tributary_kit.sql.opening import opened, upgrade_schema


def test_unset_upgrades_sqlite_only(database_url):
    with opened(database_url, MIGRATIONS) as database:
        upgraded = migrate.current(database, MIGRATIONS) is not None
        assert upgraded == (database.dialect == "sqlite")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_setting_decides(database_url, wanted):
    with opened(database_url, MIGRATIONS, upgrade=wanted) as database:
        assert (migrate.current(database, MIGRATIONS) is not None) == wanted


def test_a_schema_is_upgraded_by_its_url(database_url):
    upgrade_schema(database_url, MIGRATIONS)
    with opened(database_url, MIGRATIONS, upgrade=False) as database, database.read() as connection:
        assert sa.inspect(connection).has_table("bus_message")

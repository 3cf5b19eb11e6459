"""What a database promises, on each engine."""

import pytest
import sqlalchemy as sa
from tributary_kit.sql.engine import Database


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)")
    yield database
    database.close()


def names(database):
    with database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT name FROM thing ORDER BY id")]


def test_a_write_is_seen_by_the_next_read(database):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO thing VALUES (1, 'one')")
    assert names(database) == ["one"]


def test_an_error_takes_the_whole_write_back(database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:  # noqa: PT012
        connection.exec_driver_sql("INSERT INTO thing VALUES (1, 'one')")
        raise ZeroDivisionError
    assert names(database) == []


def test_a_read_cannot_write(database):
    with pytest.raises(sa.exc.DBAPIError), database.read() as connection:
        connection.exec_driver_sql("INSERT INTO thing VALUES (1, 'one')")
    assert names(database) == []

"""What only a file can do to us."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from tributary_kit import deadline
from tributary_kit.errors import DeadlineExceeded, Unavailable
from tributary_kit.sql.engine import Database


def ask(database):
    with database.read() as connection:
        connection.execute(sa.text("SELECT 1"))


@pytest.fixture
def database(sqlite_url):
    database = Database(sqlite_url)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)")
    yield database
    database.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_is_set_up(database, pragma, value):
    for transaction in (database.read(), database.write()):
        with transaction as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_read_keeps_its_snapshot(database):
    with database.read() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM thing").scalar() == 0
        with database.write() as writer:
            writer.exec_driver_sql("INSERT INTO thing VALUES (1, 'one')")
        assert reader.exec_driver_sql("SELECT count(*) FROM thing").scalar() == 0
    with database.read() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM thing").scalar() == 1


def test_a_write_within_a_write_is_refused_at_once(database):
    with database.write(), pytest.raises(RuntimeError), database.write():
        pass


def test_two_databases_of_one_file_share_the_turn(database, sqlite_url):
    other = Database(sqlite_url)
    with database.write(), pytest.raises(RuntimeError), other.write():
        pass
    other.close()


def test_another_process_that_writes_too_long_is_waited_for_within_the_deadline(database, sqlite_url):
    foreign = sqlite3.connect(sa.make_url(sqlite_url).database, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(DeadlineExceeded), deadline.limit(0.1), database.write():
        pass
    foreign.execute("ROLLBACK")
    foreign.close()
    with database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000  # the short one is over


def test_a_full_disk_is_unavailable_and_heals(database):
    def fill(rows):
        with database.write() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {rows}")
            connection.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
                " INSERT INTO thing (name) SELECT hex(randomblob(500)) FROM n"
            )

    with pytest.raises(Unavailable, match="disk"):
        fill(5)
    fill(100_000)


def test_a_damaged_file_is_unavailable(tmp_path):
    path = tmp_path / "bad.db"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(Unavailable, match="damaged"):
        ask(Database(f"sqlite:///{path}"))


def test_the_folder_is_made_for_the_owner_alone(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/home/here.db")
    ask(database)
    database.close()
    assert Path(tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_many_may_open_a_new_file_at_once(tmp_path):
    databases = [Database(f"sqlite:///{tmp_path}/new.db") for _ in range(8)]

    def mode(database):
        with database.read() as connection:
            return connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()

    with ThreadPoolExecutor(len(databases)) as pool:
        assert set(pool.map(mode, databases)) == {"wal"}
    for database in databases:
        database.close()

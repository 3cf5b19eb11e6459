"""What only a server can do to us."""

import threading

import pytest
import sqlalchemy as sa
from tributary_kit import deadline
from tributary_kit.errors import Conflict, DeadlineExceeded, Unavailable
from tributary_kit.sql.engine import Database


@pytest.fixture
def database(postgres_url):
    database = Database(postgres_url, pool_size=3)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE pair (id INTEGER PRIMARY KEY, n INTEGER)")
        connection.exec_driver_sql("INSERT INTO pair VALUES (1, 0), (2, 0)")
    yield database
    database.close()


def kill_all(url):
    other = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_idle_connections_that_died_are_replaced_unnoticed(database, postgres_url):
    database.ping()
    kill_all(postgres_url)
    database.ping()


def test_a_connection_lost_within_a_transaction_is_unavailable_and_the_next_works(database, postgres_url):
    with pytest.raises(Unavailable) as caught, database.write() as connection:  # noqa: PT012
        connection.exec_driver_sql("UPDATE pair SET n = 1")
        kill_all(postgres_url)
        connection.exec_driver_sql("UPDATE pair SET n = 2")
    assert "server" not in caught.value.message
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT max(n) FROM pair").scalar() == 0


def test_a_deadlock_is_a_conflict(database):
    meet = threading.Barrier(2)
    caught = []

    def cross(first, second):
        try:
            with database.write() as connection:
                connection.exec_driver_sql(f"UPDATE pair SET n = n + 1 WHERE id = {first}")
                meet.wait()
                connection.exec_driver_sql(f"UPDATE pair SET n = n + 1 WHERE id = {second}")
        except Conflict as error:
            caught.append(error)

    threads = [threading.Thread(target=cross, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(caught) == 1


def test_the_server_stops_work_whose_caller_has_gone(database, postgres_url):
    with pytest.raises(DeadlineExceeded), deadline.limit(0.2), database.read() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(60)")
    other = sa.create_engine(postgres_url, poolclass=sa.pool.NullPool)
    with other.connect() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND state = 'active'"
        assert connection.exec_driver_sql(query.replace("%", "%%")).scalar() == 0


def test_a_deadline_does_not_leak_into_the_next_transaction(database):
    with deadline.limit(0.5), database.read() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() != "0"
    with database.read() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "0"

"""What only a server can do to us."""

import socket
import threading
import time
from contextlib import suppress

import pytest
import sqlalchemy as sa
from tributary_kit import deadline
from tributary_kit.errors import Conflict, DeadlineExceeded, Unavailable
from tributary_kit.sql.engine import Database


def ask(database):
    with database.read() as connection:
        connection.execute(sa.text("SELECT 1"))


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
    ask(database)
    kill_all(postgres_url)
    ask(database)


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


class Relay:
    """The same database at another port, behind a relay that falls silent while `frozen` is set."""

    def __init__(self, url):
        self.target = sa.make_url(url)
        self.frozen, self.ended = threading.Event(), threading.Event()
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(0.02)
        self.url = self.target.set(port=listener.getsockname()[1]).render_as_string(hide_password=False)
        self.sockets, self.threads = [listener], []
        self.run(self.accept, listener)

    def run(self, *call):
        self.threads.append(threading.Thread(target=call[0], args=call[1:]))
        self.threads[-1].start()

    def accept(self, listener):
        while not self.ended.is_set():
            with suppress(TimeoutError):
                client, _ = listener.accept()
                server = socket.create_connection((self.target.host, self.target.port))
                self.sockets += [client, server]
                self.run(self.copy, client, server)
                self.run(self.copy, server, client)

    def copy(self, source, sink):
        source.settimeout(0.02)
        while not self.ended.is_set():
            with suppress(TimeoutError):
                data = source.recv(65536)
                if not data:
                    return
                if not self.frozen.is_set():
                    sink.sendall(data)

    def close(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        for open_socket in self.sockets:
            open_socket.close()


@pytest.fixture
def relay(postgres_url):
    relay = Relay(postgres_url)
    yield relay
    relay.close()


@pytest.mark.parametrize("moment", ["idle", "busy"])
def test_a_server_that_falls_silent_cannot_hold_the_caller(relay, moment):
    database = Database(relay.url)
    ask(database)
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline.limit(0.2), database.write() as connection:  # noqa: PT012
        if moment == "busy":
            connection.exec_driver_sql("SELECT 1")
        relay.frozen.set()
        connection.exec_driver_sql("SELECT 1")
    assert time.monotonic() - began < 5
    relay.frozen.clear()
    ask(database)
    database.close()

"""The engines of the test kit: real, new each time, and gone when their session is."""

import os
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import psycopg
import pytest
import sqlalchemy as sa
from tributary_testkit import engines

STARTS = """
import os, sys, time
from tributary_testkit import engines
session = engines.Session()
print(session.folder, engines.postgres_url(), flush=True)
sys.stdin.read()
"""


def connect(url):
    return psycopg.connect(
        sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    )


def test_postgres_has_pgvector(postgres_url):
    with connect(postgres_url) as connection:
        connection.execute("CREATE EXTENSION vector")
        assert connection.execute("SELECT '[1,2]'::vector <-> '[1,3]'").fetchone() == (1.0,)


def test_each_database_is_new(database_url, tmp_path):
    engine = sa.make_url(database_url).get_backend_name()
    other = engines.fresh_database(engine, tmp_path)
    assert other != database_url
    engines.drop_database(other)


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_a_prepared_database_is_a_copy(engine, tmp_path):
    prepared = []

    def prepare(url):
        prepared.append(url)
        fill(url)

    urls = [engines.fresh_database(engine, tmp_path, prepare) for _ in range(2)]
    assert len(prepared) == 1
    for url in urls:
        assert url != prepared[0]
        run(url, "INSERT INTO thing VALUES (2)")
        assert run(url, "SELECT count(*) FROM thing").scalar() == 2
        engines.drop_database(url)
    engines.drop_database(prepared[0])


def fill(url):
    run(url, "CREATE TABLE thing (id INTEGER)")
    run(url, "INSERT INTO thing VALUES (1)")


def run(url, statement):
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        result = connection.exec_driver_sql(statement)
        return result.freeze()() if result.returns_rows else None


def test_a_given_postgres_that_does_not_answer_is_a_failure(monkeypatch, tmp_path):
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:1/none")
    with pytest.raises(psycopg.OperationalError):
        engines.fresh_database("postgresql", tmp_path)


@pytest.mark.parametrize("end", ["close", "kill"])
def test_the_server_ends_with_its_session_and_leaves_nothing(end):
    ours = ("TRIBUTARY_TEST_SESSION", "TEST_POSTGRES_URL")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    program = STARTS + "session.close()" if end == "close" else STARTS
    command = [sys.executable, "-c", program]
    process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment, text=True)
    folder, url = process.stdout.readline().split()
    connect(url).close()
    if end == "kill":
        process.kill()
    process.communicate()
    until = time.monotonic() + 20
    while Path(folder).exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError):
        connect(url)

"""What a database promises, on each engine."""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tributary_kit import deadline, logs
from tributary_kit.errors import DeadlineExceeded, Unavailable
from tributary_kit.sql import slow
from tributary_kit.sql.engine import Database
from tributary_kit.sql.types import (
    NAMING,
    STRICT,
    BigInt,
    Double,
    Flag,
    Json,
    UtcDateTime,
    one_of,
    text_check,
)


def ask(database):
    with database.read() as connection:
        connection.execute(sa.text("SELECT 1"))


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text, unique=True)
    kind: Mapped[str] = mapped_column(sa.Text, default="round")
    revision: Mapped[int] = mapped_column(sa.Integer, default=1)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    facts: Mapped[object] = mapped_column(Json, nullable=True)
    good: Mapped[bool | None] = mapped_column(Flag)
    score: Mapped[float | None] = mapped_column(Double)
    parent: Mapped[int | None] = mapped_column(sa.ForeignKey("thing.id"), type_=BigInt)
    __table_args__ = (text_check("name", most=10), one_of("kind", ("round", "flat")), STRICT)


THING = Thing.__table__


@pytest.fixture
def database(database_url):
    database = Database(database_url, pool_size=4)
    with database.write() as connection:
        Base.metadata.create_all(connection)
    yield database
    database.close()


def add(database, **values):
    with database.write() as connection:
        connection.execute(THING.insert(), [{"kind": "round", "revision": 1, **values}])


def names(database):
    with database.read() as connection:
        return list(connection.scalars(sa.select(THING.c.name).order_by(THING.c.id)))


def endless(database):
    """A statement that runs for minutes unless it is stopped."""
    if database.dialect == "postgresql":
        return sa.text("SELECT pg_sleep(100)")
    return sa.text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


def test_a_write_is_seen_by_the_next_read(database):
    add(database, id=1, name="one")
    assert names(database) == ["one"]


def test_an_error_takes_the_whole_write_back(database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:  # noqa: PT012
        connection.execute(THING.insert(), [{"id": 1, "name": "one", "kind": "round", "revision": 1}])
        raise ZeroDivisionError
    assert names(database) == []


def test_a_read_cannot_write(database):
    with pytest.raises(sa.exc.DBAPIError), database.read() as connection:
        connection.execute(THING.insert(), [{"id": 1, "name": "one", "kind": "round", "revision": 1}])
    add(database, id=2, name="two")
    assert names(database) == ["two"]


def test_sessions_read_and_write_models(database):
    with database.write_session() as session:
        session.add(Thing(id=1, name="one", good=True))
    with database.session() as session:
        thing = session.get(Thing, 1)
    assert (thing.name, thing.good, thing.kind) == ("one", True, "round")


def test_values_come_back_as_they_were(database):
    seen = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=timezone(timedelta(hours=2)))
    facts = {"a": [1, 2.5, None, True, "ü"], "b": {}}
    add(database, id=2**40, name="ü" * 10, seen_at=seen, facts=facts, good=False, score=0.1)
    with database.session() as session:
        thing = session.get(Thing, 2**40)
    assert (thing.seen_at, thing.facts, thing.good, thing.score) == (seen, facts, False, 0.1)
    assert thing.seen_at.tzinfo is UTC


def test_moments_compare_in_the_database(database):
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for i in range(3):
        add(database, id=i, name=f"n{i}", seen_at=first + timedelta(microseconds=i))
    query = sa.select(THING.c.id).where(THING.c.seen_at > first)
    with database.read() as connection:
        assert sorted(connection.scalars(query)) == [1, 2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 11},
        {"name": "a\0b"},
        {"name": "n", "kind": "square"},
        {"name": "n", "parent": 99},
        {"name": "n", "revision": "many"},
        {"name": "n", "seen_at": datetime(2024, 1, 1)},  # noqa: DTZ001
        {"name": "n", "facts": {"a": "\0"}},
    ],
)
def test_wrong_values_are_refused(database, wrong):
    with pytest.raises((sa.exc.StatementError, ValueError)):
        add(database, id=1, **wrong)
    assert names(database) == []


def test_a_repeated_key_is_an_integrity_error(database):
    add(database, id=1, name="one")
    with pytest.raises(sa.exc.IntegrityError):
        add(database, id=2, name="one")


def test_threads_do_not_lose_each_others_writes(database):
    add(database, id=1, name="one", revision=0)

    def count():
        for _ in range(10):
            with database.write() as connection:
                query = sa.select(THING.c.revision).with_for_update()
                now = connection.scalars(query).one()
                connection.execute(THING.update().values(revision=now + 1))

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert connection.scalars(sa.select(THING.c.revision)).one() == 60


def test_a_statement_stops_when_the_time_is_over(database):
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline.limit(0.2), database.read() as connection:
        connection.execute(endless(database))
    assert time.monotonic() - began < 10
    assert names(database) == []


def test_time_spent_earlier_in_the_transaction_counts(database):
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline.limit(0.6), database.write() as connection:  # noqa: PT012
        connection.execute(sa.select(1))
        time.sleep(0.4)
        connection.execute(endless(database))
    assert time.monotonic() - began < 10


def test_no_statement_starts_after_the_time(database):
    with pytest.raises(DeadlineExceeded), deadline.limit(0), database.read() as connection:
        connection.execute(sa.select(1))
    with database.read() as connection:
        assert connection.scalar(sa.select(1)) == 1


def test_waiting_for_a_turn_obeys_the_deadline(database):
    """SQLite has one writer, PostgreSQL as many as there are connections."""
    held = [database.write() for _ in range(1 if database.dialect == "sqlite" else 4)]
    let_go, holding = threading.Event(), threading.Barrier(len(held) + 1)

    def hold(transaction):
        with transaction:
            holding.wait()
            let_go.wait()

    threads = [threading.Thread(target=hold, args=(transaction,)) for transaction in held]
    for thread in threads:
        thread.start()
    holding.wait()
    with pytest.raises(DeadlineExceeded), deadline.limit(0.1):
        add(database, id=1, name="one")
    let_go.set()
    for thread in threads:
        thread.join()
    add(database, id=1, name="one")
    assert names(database) == ["one"]


def test_slow_statements_are_logged_without_their_values(database, capsys, monkeypatch):
    logs.configure("warning", "test")
    monkeypatch.setattr(slow, "SLOW_SECONDS", -1)
    before = slow.SLOW._value.get()
    add(database, id=1, name="hidden")
    out = capsys.readouterr().out
    assert "slow statement" in out
    assert "INSERT INTO thing" in out
    assert "hidden" not in out
    assert slow.SLOW._value.get() > before


def test_ping_and_close(database):
    ask(database)
    database.close()
    ask(database)


def test_an_unreachable_server_is_unavailable():
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable) as caught:
        ask(database)
    assert "127.0.0.1" not in caught.value.message

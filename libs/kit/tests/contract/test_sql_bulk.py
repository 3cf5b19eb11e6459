"""Many rows at once, on each engine."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from tributary_kit.sql.bulk import insert_columns, run_columns, upsert_columns
from tributary_kit.sql.engine import Database
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Json, UtcDateTime

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

metadata = sa.MetaData(naming_convention=NAMING)
THING = sa.Table(
    "thing",
    metadata,
    sa.Column("id", BigInt, primary_key=True),
    sa.Column("tenant", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    sa.Column("seen_at", UtcDateTime),
    sa.Column("facts", Json),
    sa.UniqueConstraint("tenant", "name"),
    **STRICT,
)
COUNT = (
    THING.update()
    .where(THING.c.tenant == sa.bindparam("of_tenant"), THING.c.id == sa.bindparam("of_id"))
    .values(revision=THING.c.revision + sa.bindparam("more"), seen_at=sa.bindparam("seen"))
)


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield database
    database.close()


def three(**columns):
    return {"id": range(1, 4), "tenant": ["ours"] * 3, "name": ["a", "b", "c"], **columns}


def found(database, *names):
    with database.read() as connection:
        columns = [THING.c[name] for name in names]
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(THING.c.id))]


def write(database, function, *arguments, **options):
    with database.write() as connection:
        return function(connection, *arguments, **options)


def test_values_are_written_as_their_types_say(database):
    given = three(seen_at=[NOON, NOON, None], facts=[["x"], {"y": 1}, None])
    assert write(database, insert_columns, THING, given) == 3
    assert found(database, "seen_at", "facts") == [(NOON, ["x"]), (NOON, {"y": 1}), (None, None)]


def test_values_that_live_only_while_they_are_read_are_not_mixed_up(database):
    class Lazy:
        """A column whose values are made anew each time; freed ones share an address."""

        def __len__(self):
            return 500

        def __getitem__(self, index):
            if index >= len(self):
                raise IndexError
            return [index]

    given = {
        "id": range(500),
        "tenant": ["ours"] * 500,
        "name": [str(number) for number in range(500)],
        "facts": Lazy(),
    }
    write(database, insert_columns, THING, given)
    assert found(database, "facts") == [([number],) for number in range(500)]


def test_rows_that_are_known_are_passed_over(database):
    write(database, insert_columns, THING, {"id": [9], "tenant": ["ours"], "name": ["b"]})
    assert write(database, insert_columns, THING, three(), known=("tenant", "name")) == 2
    assert found(database, "id", "name") == [(1, "a"), (3, "c"), (9, "b")]


def test_a_repeated_row_is_refused_where_none_may_be_known(database):
    write(database, insert_columns, THING, three())
    with pytest.raises(sa.exc.IntegrityError):
        write(database, insert_columns, THING, three())


def test_only_a_newer_row_wins(database):
    write(database, insert_columns, THING, three(revision=[2, 2, 2]))
    newer = three(name=["A", "B", "C"], revision=[1, 2, 3])
    assert write(database, upsert_columns, THING, newer, key=("id",), newer="revision") == 1
    assert found(database, "name", "revision") == [("a", 2), ("b", 2), ("C", 3)]


def test_rows_are_changed_by_a_statement_of_ones_own(database):
    write(database, insert_columns, THING, three())
    change = {"seen": [NOON, NOON], "of_id": [1, 3], "more": [4, 5], "of_tenant": ["ours", "theirs"]}
    assert write(database, run_columns, COUNT, change) == 1
    assert found(database, "revision", "seen_at") == [(5, NOON), (1, None), (1, None)]


def test_no_rows_are_no_work(database):
    nothing = {"id": [], "tenant": [], "name": []}
    assert write(database, insert_columns, THING, nothing) == 0
    assert write(database, upsert_columns, THING, nothing, key=("id",), newer="revision") == 0


def test_columns_of_different_length_are_refused(database):
    with pytest.raises(ValueError, match="shorter"):
        write(database, insert_columns, THING, three(tenant=["ours"]))

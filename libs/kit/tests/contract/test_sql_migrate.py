"""Schemas over time, on each engine."""

import logging
import subprocess
import sys
import threading
from textwrap import dedent

import pytest
import sqlalchemy as sa
from tributary_kit.bus import queue
from tributary_kit.errors import Unavailable
from tributary_kit.ids import new_id
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.types import NAMING, STRICT, text_check

FIRST = """
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
    )
"""


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def service(tmp_path, monkeypatch):
    """Writes a package with migrations; gives back where they lie."""
    package = new_id("sample").lower()
    folder = tmp_path / package / "migrations"
    (folder / "versions").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / package / "__init__.py").touch()
    (folder / "env.py").write_text("from tributary_kit.sql.migrate import run_env\n\nrun_env()\n")

    def write(*bodies, names=()):
        for number, body in enumerate(bodies, 1):
            name = names[number - 1] if names else f"{number:04}_pre_step.py"
            down = f'"{number - 1:04}"' if number > 1 else None
            text = "import time\nimport sqlalchemy as sa\nfrom alembic import op\n"
            text += f'revision = "{number:04}"\ndown_revision = {down}\n'
            text += f"def upgrade():\n    pass\n{body}\n"
            (folder / "versions" / name).write_text(text)
        migrate.head.cache_clear()
        return f"{package}:migrations"

    return write


def tables(database):
    with database.read() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_a_schema_is_made_and_checked(database, service):
    location = service(FIRST, '    op.add_column("parent", sa.Column("b", sa.Text))')
    with pytest.raises(Unavailable, match="0002 is needed"):
        migrate.check_at_head(database, location)
    migrate.upgrade(database, location, "0001")
    assert migrate.current(database, location) == "0001"
    with pytest.raises(Unavailable, match="revision 0001"):
        migrate.check_at_head(database, location)
    migrate.upgrade(database, location)
    migrate.upgrade(database, location)
    migrate.check_at_head(database, location)
    assert {"parent", "child", migrate.version_table(location)} == tables(database)


def test_an_older_release_runs_on_a_newer_schema(database, service):
    migrate.upgrade(database, service(FIRST))
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE {migrate.version_table(service(FIRST))} SET version_num = '0009'")
    migrate.upgrade(database, service(FIRST))
    migrate.check_at_head(database, service(FIRST))


def test_a_failed_revision_leaves_nothing_and_can_be_repeated(database, service):
    half = '    op.create_table("half", sa.Column("id", sa.Integer))\n    op.execute("nonsense")'
    location = service(FIRST, half)
    with pytest.raises(sa.exc.DBAPIError):
        migrate.upgrade(database, location)
    assert "half" not in tables(database)
    assert migrate.current(database, location) == ("0001" if database.dialect == "postgresql" else None)
    migrate.upgrade(database, service(FIRST, half.replace("nonsense", "SELECT 1")))
    assert migrate.current(database, location) == "0002"


def test_replicas_that_migrate_at_once_do_it_once(database, service, database_url, tmp_path):
    location = service(FIRST.replace("    op", "    time.sleep(0.2)\n    op", 1))
    program = dedent(f"""
        from tributary_kit.sql import engine, migrate
        migrate.upgrade(engine.Database({database_url!r}), {location!r})
    """)
    command = [sys.executable, "-c", program]
    replicas = [subprocess.Popen(command, env={"PYTHONPATH": str(tmp_path)}) for _ in range(2)]
    assert [replica.wait(60) for replica in replicas] == [0, 0]
    assert "parent" in tables(database)


def test_threads_that_migrate_at_once_do_it_once(database, service, database_url):
    location = service(FIRST)
    others = [Database(database_url) for _ in range(3)]
    threads = [threading.Thread(target=migrate.upgrade, args=(other, location)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    migrate.check_at_head(database, location)


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(database, service):
    migrate.upgrade(database, service(FIRST))
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO parent VALUES (1, 'x')")
        connection.exec_driver_sql("INSERT INTO child VALUES (1, 1)")
    rebuild = '    with op.batch_alter_table("parent") as t:\n        t.alter_column("a", nullable=False)'
    migrate.upgrade(database, service(FIRST, rebuild))
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 1
    with database.write() as connection, pytest.raises(sa.exc.IntegrityError), connection.begin_nested():
        connection.exec_driver_sql("INSERT INTO child VALUES (2, 99)")


def test_a_migration_that_breaks_a_foreign_key_is_refused(database, service):
    breaks = '    op.execute("INSERT INTO child VALUES (1, 99)")'
    with pytest.raises((sa.exc.IntegrityError, RuntimeError)):
        migrate.upgrade(database, service(FIRST, breaks))
    with database.read() as connection:
        assert migrate.current(database, service(FIRST)) in (None, "0001")
        if "child" in tables(database):
            assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 0


def test_the_logging_stays_as_it_is(database, service):
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("alembic").level)
    migrate.upgrade(database, service(FIRST))
    assert (root.level, list(root.handlers), logging.getLogger("alembic").level) == before


def test_an_index_can_be_built_beside_the_traffic(postgres_url, service):
    database = Database(postgres_url)
    concurrently = """
    with op.get_context().autocommit_block():
        op.create_index("ix_a", "parent", ["a"], postgresql_concurrently=True)
    op.add_column("parent", sa.Column("b", sa.Text))
    """
    migrate.upgrade(database, service(FIRST, concurrently))
    assert migrate.current(database, service(FIRST, concurrently)) == "0002"
    database.close()


def test_a_locked_table_is_tried_again_and_then_given_up(postgres_url, service, monkeypatch):
    monkeypatch.setattr(migrate, "_LOCK_TIMEOUT", "50ms")
    monkeypatch.setattr(migrate, "_LOCK_PAUSE", 0.05)
    database = Database(postgres_url)
    migrate.upgrade(database, service(FIRST))
    location = service(FIRST, '    op.add_column("parent", sa.Column("b", sa.Text))')
    with database.write() as connection:
        connection.exec_driver_sql("LOCK TABLE parent")
        with pytest.raises(Unavailable, match="busy"):
            migrate.upgrade(database, location)
    migrate.upgrade(database, location)
    database.close()


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["0001_pre_a.py", "0002_post_b.py"], None),
        (["0001_a.py", "0002_post_b.py"], "0001_a.py"),
        (["0001_pre_a.py", "0003_pre_b.py"], "0003_pre_b.py"),
        (["0001_pre_a.py", "0002_pre_B.py"], "0002_pre_B.py"),
    ],
)
def test_file_names_follow_the_rule(service, names, fault):
    assert migrate.file_name_faults(service("", "", names=names)) == ([fault] if fault else [])


def test_the_queues_migrations_make_what_its_metadata_declares(database):
    migrate.upgrade(database, queue.MIGRATIONS)
    assert migrate.diff(database, queue.metadata) == []
    assert migrate.file_name_faults(queue.MIGRATIONS) == []
    migrate.downgrade(database, queue.MIGRATIONS, "base")
    assert "bus_message" not in tables(database)


def thing(*, strict=STRICT, most=9, index="id", **name):
    metadata = sa.MetaData(naming_convention=NAMING)
    column = {"type_": sa.Text, "nullable": False, "server_default": "x", **name}
    sa.Table("owner", metadata, sa.Column("id", sa.Integer, primary_key=True), **STRICT)
    sa.Table(
        "thing",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", **column),
        sa.Column("owner", sa.ForeignKey("owner.id", ondelete="CASCADE")),
        text_check("name", most=most) if most else sa.UniqueConstraint("name"),
        sa.Index("ix_thing_name", index, "name"),
        **strict,
    )
    return metadata


@pytest.mark.parametrize(
    "change",
    [
        {"type_": sa.Integer, "server_default": "1", "most": None},
        {"nullable": True},
        {"server_default": "y"},
        {"most": None},
        {"most": 8},
        {"index": "owner"},
    ],
)
def test_differences_are_found(database, change):
    with database.write() as connection:
        thing().create_all(connection)
    assert migrate.diff(database, thing()) == []
    found = migrate.diff(database, thing(**change))
    assert found
    assert all(line.startswith(("- thing", "+ thing")) for line in found)


def test_a_table_too_many_is_found_unless_ignored(database):
    with database.write() as connection:
        thing().create_all(connection)
        connection.exec_driver_sql("CREATE TABLE search_data (id INTEGER)")
    assert migrate.diff(database, thing())
    assert migrate.diff(database, thing(), ignore=["search_*"]) == []


def test_a_table_that_is_not_strict_is_found(sqlite_url):
    database = Database(sqlite_url)
    with database.write() as connection:
        thing(strict={}).create_all(connection)
    assert migrate.diff(database, thing()) == ["+ thing: strict"]
    database.close()

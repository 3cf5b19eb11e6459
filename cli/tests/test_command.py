"""The command as a process: helps, exit codes, and what it imports."""

import subprocess
import sys

import pytest
from tributary_cli import session
from tributary_cli.main import hoist

HEAVY = (
    "httpx2",
    "rich",
    "grpc",
    "sqlalchemy",
    "tributary_ingest",
    "tributary_entities",
    "tributary_gateway",
)
IMPORTS = f"""
import sys
import tributary_cli.main
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def tributary(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "tributary_cli", *arguments], capture_output=True, text=True, **options
    )


def test_nothing_heavy_is_imported_for_the_help():
    shown = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_the_help_names_every_command_and_the_exit_codes():
    shown = tributary("--help").stdout
    for word in ("up", "doctor", "sources", "feeds", "items", "entities", "demo", "parse", "Exit codes"):
        assert word in shown


def test_nobody_there_is_one_block_on_stderr_and_exit_code_4(tmp_path):
    answer = tributary("feeds", "list", "--json", "--url", "http://127.0.0.1:1", "--home", str(tmp_path))
    assert answer.returncode == 4
    assert answer.stdout == ""
    assert "tributary up" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_wrong_usage_is_exit_code_2():
    assert tributary("feeds", "nonsense").returncode == 2


def test_doctor_on_a_machine_where_nothing_runs_says_how_to_start(tmp_path):
    answer = tributary("doctor", "--json", "--url", "http://127.0.0.1:1", "--home", str(tmp_path / "new"))
    assert answer.returncode == 0
    assert "tributary up" in answer.stdout
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("given", "hoisted"),
    [
        (["feeds", "list", "--url", "u"], ["--url", "u", "feeds", "list"]),
        (["up", "--home=/x", "--split"], ["--home=/x", "up", "--split"]),
        (["entities", "search", "--", "--url", "u"], ["entities", "search", "--", "--url", "u"]),
        (["feeds", "list", "--url"], ["--url", "feeds", "list"]),
    ],
)
def test_root_options_may_stand_anywhere(given, hoisted):
    assert hoist(given) == hoisted


def test_a_command_finds_the_product_that_runs_in_the_home(tmp_path, monkeypatch):
    monkeypatch.delenv("TRIBUTARY_URL", raising=False)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "gateway.url").write_text("http://127.0.0.1:4711\n")
    session.choose(None, tmp_path)
    assert session.choice().url == "http://127.0.0.1:4711"
    session.choose("http://example.org/", tmp_path)
    assert session.choice().url == "http://example.org"

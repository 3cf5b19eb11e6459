"""A service's command: what it does for which words, and how it ends."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from tributary_kit import command
from tributary_kit.errors import Unavailable
from tributary_kit.settings import CommonSettings

async def serving(settings, stop, started):
    print("serving", flush=True)
    await stop.wait()
    print("drained", flush=True)

def health(name):
    if name == "readiness":
        raise Unavailable("readiness: no.")
    return f"{name}: ok"

command.run(
    "tributary-some",
    "Does something.",
    serve=lambda: command.serve("some", CommonSettings, serving),
    migrate=lambda: command.migrate("some", CommonSettings, lambda settings: print("migrated")),
    health=health,
)
"""
SLOW = "import time\nfrom tributary_kit import command\n" + (
    'def slow():\n    print("importing", flush=True)\n    time.sleep(60)\n'
    'command.run("p", "s", serve=slow, migrate=slow, health=str)'
)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_health_is_one_line_and_a_status():
    good, bad = run("health", "liveness"), run("health")
    assert (good.returncode, good.stdout, good.stderr) == (0, "liveness: ok\n", "")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr == "error: readiness: no. Try again in a few seconds.\n"


@pytest.mark.parametrize("words", [["other"], ["health", "other"], ["migrate", "now"]])
def test_wrong_usage_shows_how(words):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: tributary-some [COMMAND]" in done.stderr


def test_help_and_version():
    assert "startup, liveness or readiness" in run("--help").stdout
    assert run("--version", TRIBUTARY_REVISION="abc123").stdout.endswith(" (revision abc123)\n")


def test_migrate_ends_and_says_so():
    done = run("migrate", TRIBUTARY_LOG_LEVLE="x")
    assert (done.returncode, done.stderr) == (0, "")
    warning, migrated, told = done.stdout.splitlines()
    assert '"nearest":"TRIBUTARY_LOG_LEVEL"' in warning
    assert (migrated, "schema is up to date" in told) == ("migrated", True)


def test_a_wrong_setting_is_one_line():
    done = run(TRIBUTARY_LOG_LEVEL="loud")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: TRIBUTARY_LOG_LEVEL: ")
    assert len(done.stderr.splitlines()) == 1


def test_serving_ends_well_on_a_signal():
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "serving\n"
        process.terminate()
        assert process.communicate(timeout=20) == ("drained\n", None)
        assert process.returncode == 0


def test_a_signal_before_serving_ends_it_even_where_nobody_handles_signals():
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "importing\n"
        process.terminate()
        process.communicate(timeout=20)
        # Ended by itself, not by the kernel, which spares the first process of a container.
        assert process.returncode == 128 + signal.SIGTERM


def test_health_imports_little():
    """A container runtime runs it every few seconds."""
    code = (
        "import sys, tributary_ingest.__main__, tributary_gateway.__main__\n"
        "heavy = {'grpc', 'pydantic', 'sqlalchemy', 'asyncio', 'fastapi', 'http'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

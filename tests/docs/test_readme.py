"""Every command of the README, run as a newcomer would."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tributary_testkit.product import wait_for

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
START, TEST = "make run", "make test"
ADDRESS = "http://127.0.0.1:8080"


def blocks() -> list[str]:
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[dict[str, str]]:
    """`make run` on an empty home and a free port, its demo loaded; gives the environment to call it from."""
    home = tmp_path / "home"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRIBUTARY_")}
    ours = {"TRIBUTARY_HOME": str(home), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment = {**inherited, **ours, "TRIBUTARY_GATEWAY_LISTEN": "127.0.0.1:0"}
    said = tmp_path / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            START.split(), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=out, process_group=0
        )
    try:
        wait_for(lambda: "Demo loaded" in said.read_text(), 90, "the demo is loaded", said.read_text)
        url = re.search(r"answers at (http://\S+?),", said.read_text())
        assert url
        yield {**environment, "TRIBUTARY_URL": url[1]}
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def test_the_commands_work_in_their_order(started: dict[str, str]) -> None:
    commands = "\n".join(block for block in blocks() if block not in (START, TEST))
    script = "set -euo pipefail\n" + commands.replace(ADDRESS, started["TRIBUTARY_URL"])
    done = subprocess.run(["bash", "-xc", script], cwd=ROOT, env=started, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "The Guardian" in done.stdout
    assert "Which items say so" in done.stdout


def test_the_readme_names_the_two_commands_and_the_gate_runs_the_second() -> None:
    assert blocks()[0] == START
    assert TEST in blocks()
    assert TEST in (ROOT / ".ci/run").read_text().splitlines()


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`tributary ([a-z-]+(?: [a-z-]+)?)", README))))
def test_commands_in_the_text_exist(words: str) -> None:
    command = [str(ROOT / ".venv/bin/tributary"), *words.split(), "--help"]
    assert subprocess.run(command, capture_output=True).returncode == 0

"""At least 40 kills, a share on each engine with each bus. `make chaos` does 300 and more."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 10


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bus", ["inline", "db"])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(engine: str, bus: str) -> None:
    command = ["-m", "tests.chaos", "--kills", str(KILLS), "--engine", engine, "--bus", bus]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr

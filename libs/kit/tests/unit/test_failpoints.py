"""Failpoints kill at the named point, at the named passage, and otherwise never."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
from tributary_kit import failpoints
for number in range(3):
    failpoints.hit("after-commit")
    failpoints.hit("after")
    print(number, flush=True)
"""


@pytest.mark.parametrize(
    ("armed", "printed", "status"),
    [
        ("after-commit", "", -signal.SIGKILL),
        ("after-commit:3", "0\n1\n", -signal.SIGKILL),
        ("after:2", "0\n", -signal.SIGKILL),
        ("after-commit:9", "0\n1\n2\n", 0),
        ("elsewhere", "0\n1\n2\n", 0),
        ("", "0\n1\n2\n", 0),
    ],
)
def test_a_failpoint_kills(armed, printed, status):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"TRIBUTARY_FAILPOINT": armed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == (printed, status)

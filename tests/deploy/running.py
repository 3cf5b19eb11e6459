"""Programs, what they said, and waiting for what they do."""

import shlex
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Failed(Exception):
    """What was promised does not hold, or a program failed; the text says what was seen."""


def attempt(
    *words: str | Path,
    folder: Path = ROOT,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    seconds: float = 1200,
) -> "subprocess.CompletedProcess[str]":
    """The program's status and outputs. Raises Failed when it lasts over `seconds`."""
    command = [str(word) for word in words]
    try:
        return subprocess.run(
            command, cwd=folder, env=env, input=stdin, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{shlex.join(command)}: not done after {seconds:.0f} s") from None


def run(
    *words: str | Path,
    folder: Path = ROOT,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    seconds: float = 1200,
    stderr: bool = False,
) -> str:
    """What the program wrote to stdout, and to stderr if asked. Raises Failed with both when it fails."""
    done = attempt(*words, folder=folder, env=env, stdin=stdin, seconds=seconds)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise Failed(f"{shlex.join(map(str, words))}: status {done.returncode}\n{said}")
    return done.stdout + (done.stderr if stderr else "")


def refusal(*words: str, stdin: str | None = None) -> str:
    """The last line that a program says as it refuses. Raises Failed when it does not refuse."""
    done = attempt(*words, stdin=stdin)
    check(done.returncode, f"{shlex.join(words)} was expected to fail, but said:\n{done.stdout}")
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def check(holds: object, what: str) -> None:
    """Raises Failed with `what` unless it holds."""
    if not holds:
        raise Failed(what)


def until(what: str, seconds: float, look: Callable[[], Any]) -> Any:
    """The first true answer of `look`, which may fail meanwhile. Raises Failed after `seconds`."""
    end, last = time.monotonic() + seconds, ""
    while True:
        try:
            if answer := look():
                return answer
        except Failed as failed:
            last = str(failed)
        check(time.monotonic() < end, f"{what}: not within {seconds:.0f} s. {last}".rstrip())
        time.sleep(1)

"""Runs programs, each with a time limit, and says what they said when they fail."""

import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


class Failed(Exception):
    """A program failed, or something expected did not happen; the text says what was seen."""


def run(*command: str, stdin: str | None = None, seconds: float = 300, stderr: bool = False) -> str:
    """What a program prints, to stderr too if asked. Raises Failed when it fails, or lasts over `seconds`."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{shlex.join(command)}: not done after {seconds:.0f} s") from None
    if done.returncode:
        raise Failed(f"{shlex.join(command)}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout + (done.stderr if stderr else "")


def refusal(*command: str, stdin: str | None = None) -> str:
    """What a program says as it refuses. Raises Failed when it does not refuse."""
    try:
        said = run(*command, stdin=stdin)
    except Failed as refused:
        return str(refused)
    raise Failed(f"{shlex.join(command)} was expected to fail, but said:\n{said}")


def until(what: str, seconds: float, look: Callable[[], Any]) -> Any:
    """The first true answer of `look`, which may fail meanwhile. Raises Failed after `seconds`."""
    end, last = time.monotonic() + seconds, ""
    while True:
        try:
            if answer := look():
                return answer
        except Failed as failed:
            last = str(failed)
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {seconds:.0f} s. {last}".rstrip())
        time.sleep(1)

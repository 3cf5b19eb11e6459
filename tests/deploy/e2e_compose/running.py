"""Programs, what they said, and telling how far the run is."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """What was promised does not hold; the text says what."""


def run(*words: str | Path, folder: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What the program wrote to stdout. Raises Failed with both outputs when it fails."""
    done = attempt(*words, folder=folder, env=env)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise Failed(f"{' '.join(map(str, words))}: status {done.returncode}\n{said}")
    return done.stdout


def attempt(
    *words: str | Path, folder: Path | None = None, env: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """The program's status and outputs."""
    return subprocess.run(
        [str(word) for word in words], cwd=folder, env=env, capture_output=True, text=True, timeout=1200
    )


def check(holds: object, what: str) -> None:
    """Raises Failed with `what` unless it holds."""
    if not holds:
        raise Failed(what)


@dataclass
class Step:
    """What was tried, whether it went well, the seconds it took, and what was found."""

    what: str
    ok: bool = False
    seconds: float = 0.0
    found: str = ""


STEPS: list[Step] = []


@contextmanager
def step(what: str) -> Iterator[Step]:
    """Keeps and tells what was tried, how it went and how long it took."""
    current, began = Step(what), time.monotonic()
    STEPS.append(current)
    try:
        yield current
        current.ok = True
    finally:
        current.seconds = round(time.monotonic() - began, 1)
        found = f": {current.found}" if current.found else ""
        say(f"{'ok' if current.ok else 'FAILED':7}{current.seconds:7.1f} s  {what}{found}")


def say(line: str) -> None:
    """One line of progress, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

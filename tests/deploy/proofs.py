"""What was seen, step by step: printed, as JSON for programs, in docs/explanation/proof.md for people."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tributary_testkit.machine import describe

from tests.deploy.running import ROOT, Failed, run

PAGE = ROOT / "docs/explanation/proof.md"


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


def act(what: str, do: Callable[[], str]) -> None:
    """A step that is one call; what it returns is what was found."""
    with step(what) as current:
        current.found = do()


def say(line: str) -> None:
    """One line of progress, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def seen_on(*programs: str) -> str:
    """Day, machine, versions of programs, commit; in words."""
    commit = run("git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*").strip()
    versions = ", ".join(programs)
    return f"Seen {datetime.now(UTC).date()} on: {describe()}. {versions}, commit {commit}."


def as_json(where: str, figures: Mapping[str, Any]) -> str:
    """All steps and figures."""
    steps = [asdict(step) for step in STEPS]
    return json.dumps({"about": where, "steps": steps, "figures": figures}, indent=1)


def write(part: str, where: str, page: Path = PAGE) -> None:
    """Replaces what the page has between the marks of `part`. Raises Failed when it has none."""
    rows = "".join(f"| {step.what} | {step.seconds:.0f} | {_cell(step.found)} |\n" for step in STEPS)
    table = f"\n{where}\n\n| what held | s | seen |\n| --- | --- | --- |\n{rows}\n"
    marked = re.compile(rf"(<!-- {part}: [^\n]*-->\n).*(<!-- end of {part} -->)", re.DOTALL)
    text, found = marked.subn(lambda marks: marks[1] + table + marks[2], page.read_text())
    if not found:
        raise Failed(f"{page} has no marks of {part}")
    page.write_text(text)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())

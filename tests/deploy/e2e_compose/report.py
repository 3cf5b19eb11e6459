"""What was seen: as JSON for programs, as a table in docs/explanation/proof.md for people."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tributary_testkit.machine import describe

from .running import STEPS, Failed, attempt, run
from .stack import ROOT

PAGE = ROOT / "docs/explanation/proof.md"
BEGIN, END = "<!-- compose: made by make e2e-compose E2E=write -->", "<!-- end of compose -->"


def about() -> dict[str, str]:
    """Where it ran."""
    commit = attempt("git", "describe", "--always", "--dirty", "--abbrev=10", folder=ROOT).stdout.strip()
    return {
        "day": str(datetime.now(UTC).date()),
        "machine": describe(),
        "docker": run("docker", "version", "--format", "{{.Server.Version}}").strip(),
        "compose": run("docker", "compose", "version", "--short").strip(),
        "commit": commit,
    }


def as_json(where: dict[str, str], figures: dict[str, Any]) -> str:
    """All steps and figures."""
    return json.dumps(
        {"about": where, "steps": [asdict(step) for step in STEPS], "figures": figures}, indent=1
    )


def write(where: dict[str, str], page: Path = PAGE) -> None:
    """Replaces the page's part about Compose. Raises Failed when it has none."""
    before, _, rest = page.read_text().partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise Failed(f"{page} lacks the lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n{_table(where)}{END}{after}")


def _table(where: dict[str, str]) -> str:
    rows = "".join(f"| {step.what} | {step.seconds:.0f} | {_cell(step.found)} |\n" for step in STEPS)
    seen = f"Seen {where['day']} on: {where['machine']}. Docker {where['docker']}, Compose {where['compose']}"
    head = "| what was tried | s | seen |\n| --- | --- | --- |"
    return f"\n{seen}, commit {where['commit']}.\n\n{head}\n{rows}\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())

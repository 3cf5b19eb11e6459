"""What was seen, act by act: printed as it happens, kept for the page of proofs."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tributary_testkit.machine import describe

from tests.deploy.e2e_k8s.shell import ROOT, Failed

PAGE = ROOT / "docs/explanation/proof.md"
BEGIN, END = "<!-- kubernetes: made by make e2e-k8s -->", "<!-- end of kubernetes -->"


@dataclass
class Seen:
    """One act: what was tried, whether it went well, how long it took, what was seen."""

    what: str
    ok: bool
    seconds: float
    seen: str


@dataclass
class Report:
    """All acts of a run. Acts after a failed one of the same scene are not tried."""

    about: str
    rows: list[Seen] = field(default_factory=list)

    def act(self, what: str, do: Callable[[], str]) -> None:
        """Does it and keeps what it says. Raises Failed as `do` does, after keeping that too."""
        print(f"… {what}", flush=True)
        began = time.monotonic()
        try:
            seen, ok = do(), True
        except Failed as failed:
            seen, ok = str(failed), False
        self.rows.append(Seen(what, ok, round(time.monotonic() - began, 1), seen))
        print(f"{'ok  ' if ok else 'FAIL'} {what} ({self.rows[-1].seconds:.0f} s): {seen}", flush=True)
        if not ok:
            raise Failed(f"{what}: {seen}")

    @property
    def failures(self) -> int:
        return sum(not row.ok for row in self.rows)

    def as_json(self) -> str:
        return json.dumps({"about": self.about, "acts": [asdict(row) for row in self.rows]}, indent=1)

    def write(self, page: Path = PAGE) -> None:
        """Replaces the page's part about Kubernetes."""
        before, _, rest = page.read_text().partition(BEGIN)
        _, found, after = rest.partition(END)
        if not found:
            raise Failed(f"{page} lacks the lines {BEGIN} and {END}")
        page.write_text(f"{before}{BEGIN}\n{self._table()}{END}{after}")

    def _table(self) -> str:
        rows = "".join(
            f"| {row.what} | {'yes' if row.ok else '**no**'} | {row.seconds:.0f} | {_cell(row.seen)} |\n"
            for row in self.rows
        )
        today = datetime.now(UTC).date()
        return (
            f"\nSeen {today} on: {describe()}. {self.about}\n\n"
            f"| what | well | s | seen |\n| --- | --- | --- | --- |\n{rows}\n"
        )


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())

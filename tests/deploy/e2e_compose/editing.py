"""From a saved edit to the changed answer, with compose.dev.yaml."""

from statistics import median
from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import check

from .quiet import is_quiet, judged
from .stack import Door, Stack

SECONDS = 3.0
EDITS = 3
UNKNOWN = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
# Service, file, text in it, and the path whose answer shows the text.
PLACES = (
    ("auth-gateway", "services/auth-gateway/src/tributary_gateway/web/failures.py",
     "There is nothing at this address.", "/nothing"),
    ("entities", "services/entities/src/tributary_entities/usecases/look_up.py",
     "There is no such entity.", f"/api/v1/entities/ent_{UNKNOWN}"),
    ("ingest", "services/ingest/src/tributary_ingest/adapters/sql/source_store.py",
     "There is no such source.", f"/api/v1/sources/src_{UNKNOWN}"),
)  # fmt: skip


def prove(stack: Stack) -> dict[str, Any]:
    """Starts the stack with the sources of its folder, and edits them. Raises Failed when it is slow."""
    stack.options = ("--file", "docker-compose.yml", "--file", "compose.dev.yaml")
    with step("start the stack that reloads") as told:
        told.found = f"built and up in {stack.up('--build'):.0f} s"
    door, measured = Door(stack), {}
    for service, name, text, path in PLACES:
        with step(f"edit {service}: the answer changes in {SECONDS:g} s") as told:
            quiet = is_quiet()
            measured[service] = sorted(_edits(stack, door, name, text, path))
            told.found = judged(measured[service], median(measured[service]), SECONDS, quiet)
    return measured


def _edits(stack: Stack, door: Door, name: str, text: str, path: str) -> list[float]:
    file = stack.folder / name
    original = file.read_text()
    check(text in original, f"{name} has no line {text}")

    def seconds_until(line: str) -> float:
        file.write_text(original.replace(text, line))
        return door.until(lambda: bool(door.ask("GET", path)[1].get("detail") == line), line)

    taken = [seconds_until(f"This was edit {number}.") for number in range(EDITS)]
    seconds_until(text)
    return taken

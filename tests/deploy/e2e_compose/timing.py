"""How fast containers start and stop, and how much memory they hold."""

import re
import time
from datetime import datetime
from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import Failed, check, run

from .quiet import is_quiet, judged
from .stack import SERVICES, Stack

READY_S = 3.0
RESIDENT_MB = 120
STARTS = 3
# Processes of the container, this one excepted. Pages shared with others count fully.
_RESIDENT = """
import json, os, pathlib, re
total = 0
for process in pathlib.Path("/proc").glob("[0-9]*"):
    if process.name != str(os.getpid()):
        found = re.search(r"VmRSS:\\s+(\\d+)", (process / "status").read_text())
        total += int(found[1]) * 1024 if found else 0
print(json.dumps(total))
"""


def prove(stack: Stack) -> dict[str, Any]:
    """Stops and starts each service a few times. Raises Failed when even the best start is too slow."""
    told: dict[str, Any] = {}
    for service in SERVICES:
        with step(f"{service} stops with status 0") as current:
            quiet = is_quiet()
            runs = [_stop_and_start(stack, service) for _ in range(STARTS)]
            stop = sorted(run["stop_s"] for run in runs)
            current.found = f"after {min(stop):.1f} to {max(stop):.1f} s"
        with step(f"{service} is ready within {READY_S:g} s of its container's start") as current:
            ready = sorted(run["ready_s"] for run in runs)
            current.found = judged(ready, min(ready), READY_S, quiet)
        told[service] = {"ready_s": ready, "stop_s": stop, "quiet": quiet}
    return told


def memory(stack: Stack) -> dict[str, float]:
    """MB that each service holds resident. Raises Failed when the gateway's is too much."""
    with step(f"resident memory; the gateway's is at most {RESIDENT_MB} MB") as current:
        held = {service: stack.inside(service, _RESIDENT) / 1e6 for service in SERVICES}
        current.found = ", ".join(f"{service} {size:.0f} MB" for service, size in held.items())
        check(held["auth-gateway"] <= RESIDENT_MB, f"the gateway holds {held['auth-gateway']:.0f} MB")
    return held


def _stop_and_start(stack: Stack, service: str) -> dict[str, float]:
    container = stack.container(service)
    asked = time.time()
    run("docker", "stop", "--timeout", "35", container)
    state = stack.inspect(service)["State"]
    check(state["ExitCode"] == 0, f"{service} ended with status {state['ExitCode']} after SIGTERM")
    run("docker", "start", container)
    return {"stop_s": _moment(state["FinishedAt"]) - asked, "ready_s": _ready_after(stack, service)}


def _ready_after(stack: Stack, service: str) -> float:
    """Seconds between the start of the process and the end of the first good health check."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        state = stack.inspect(service)["State"]
        for probe in state["Health"]["Log"]:
            if probe["ExitCode"] == 0 and _moment(probe["End"]) > _moment(state["StartedAt"]):
                return _moment(probe["End"]) - _moment(state["StartedAt"])
        time.sleep(0.1)
    raise Failed(f"{service} is not healthy a minute after its start")


def _moment(text: str) -> float:
    """The engine's time, which has nanoseconds and may have an offset."""
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", text)).timestamp()

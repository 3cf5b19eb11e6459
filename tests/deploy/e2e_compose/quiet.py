"""Seconds are judged only where the machine has them to give."""

import time
from pathlib import Path

from tests.deploy.running import check

_STAT = Path("/proc/stat")
_WAIT_SECONDS = 60
_LOOK_SECONDS = 2.0


def is_quiet() -> bool:
    """Waits up to a minute until half of the machine is idle. Where that cannot be told, it is."""
    until = time.monotonic() + _WAIT_SECONDS
    while _STAT.exists() and _idle() < 0.5:
        if time.monotonic() > until:
            return False
    return True


def judged(seconds: list[float], best: float, limit: float, quiet: bool) -> str:
    """The seconds as text. Raises Failed when the best are too many, on a machine that was quiet."""
    shown = " / ".join(f"{value:.1f}" for value in seconds) + " s"
    check(not quiet or best <= limit, f"{shown}, more than {limit:g} s")
    return shown if quiet else f"{shown}; not judged, the machine was busy with other things"


def _idle() -> float:
    """The idle part of all cores in the next two seconds."""
    before = _ticks()
    time.sleep(_LOOK_SECONDS)
    spent = [now - then for now, then in zip(_ticks(), before, strict=True)]
    return (spent[3] + spent[4]) / max(1, sum(spent))


def _ticks() -> list[int]:
    """Ticks by kind since boot: user, nice, system, idle, waiting for disks …"""
    return [int(word) for word in _STAT.read_text().splitlines()[0].split()[1:9]]

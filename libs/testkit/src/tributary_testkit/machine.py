"""The machine in words, and what processes cost on it (Linux)."""

import os
import platform
import re
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def describe() -> str:
    """Processor, cores, memory, kernel, Python and how fast both are now, for reports of measurements."""
    models = [
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    # Without what a distribution adds to the kernel's version.
    kernel = re.split(r"[^\d.]", platform.release(), maxsplit=1)[0]
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} CPUs, {memory:.0f} GiB, "
        f"Linux {kernel}, Python {platform.python_version()}, "
        f"{_additions():.1f} CPU seconds for ten million additions"
    )


def _additions() -> float:
    """A yardstick, to compare one report's machine and Python with another's."""
    begun, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - begun


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds so far and resident memory now (MiB)."""

    cpu_seconds: float
    rss_mib: float


def cost(pid: int) -> Cost:
    """What one process costs, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    rss = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return Cost((int(fields[11]) + int(fields[12])) / TICKS, int(rss.split()[1]) / 1024)


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]

"""What `tributary doctor` looks at: one small function a check, each says what to do when it fails."""

import os
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from tributary_cli.home import LONGEST_SOCKET_PATH
from tributary_cli.session import Choice

OK, WARNING, FAILED = "ok", "warning", "failed"
MIN_FREE_BYTES = 1 << 30
MIN_SQLITE = (3, 35, 0)
MAX_CLOCK_SKEW = 5.0


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is (ok, warning, failed), what was found, what to do."""

    name: str
    state: str
    found: str
    remedy: str = ""

    def as_row(self) -> dict[str, str]:
        """The check for a table or JSON."""
        return asdict(self)


def run(choice: Choice) -> list[Check]:
    """All checks, the machine first, then the home, then the running product."""
    home = choice.home.resolve()
    local: list[Callable[[], Check]] = [
        _python,
        _sqlite,
        lambda: _disk(home),
        lambda: _home(home),
        lambda: _sockets(home),
    ]
    return [*(check() for check in local), *_product(choice)]


def _python() -> Check:
    version = sys.version.split()[0]
    return Check("python", OK if sys.version_info >= (3, 11) else FAILED, version, "")


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError:
        return Check("sqlite", FAILED, f"{version} without FTS5", "Use a Python whose SQLite has FTS5.")
    if sqlite3.sqlite_version_info < MIN_SQLITE:
        return Check("sqlite", FAILED, version, "Use a Python with SQLite 3.35 or newer.")
    return Check("sqlite", OK, f"{version} with FTS5")


def _existing(path: Path) -> Path:
    return next(parent for parent in (path, *path.parents) if parent.exists())


def _disk(home: Path) -> Check:
    free = shutil.disk_usage(_existing(home)).free
    found = f"{free / (1 << 30):.1f} GiB free"
    if free < MIN_FREE_BYTES:
        return Check("disk", WARNING, found, "Free some space, or move the home: --home.")
    return Check("disk", OK, found)


def _home(home: Path) -> Check:
    place = _existing(home)
    if not os.access(place, os.W_OK | os.X_OK):
        return Check(
            "home", FAILED, f"{place} is not writable", "Name another with --home or TRIBUTARY_HOME."
        )
    return Check("home", OK, str(home) if place == home else f"{home} (made by `tributary up`)")


def _sockets(home: Path) -> Check:
    if len(os.fsencode(str(home / "run" / "entities.sock"))) > LONGEST_SOCKET_PATH:
        return Check("sockets", WARNING, "the home is too deep for sockets; a folder in /tmp is used")
    return Check("sockets", OK, "fit under the home")


def _product(choice: Choice) -> Iterator[Check]:
    with httpx2.Client(base_url=choice.url, timeout=5.0) as http:
        try:
            alive, ready = http.get("/health/live"), http.get("/health/ready")
        except httpx2.TransportError:
            yield from _not_running(choice)
            return
    yield _answers(choice, alive)
    yield _clock(alive)
    yield from _parts(ready)


def _answers(choice: Choice, alive: httpx2.Response) -> Check:
    if alive.is_success:
        return Check("gateway", OK, f"answers at {choice.url}")
    return Check("gateway", FAILED, f"HTTP {alive.status_code} at {choice.url}", "Check --url.")


def _parts(ready: httpx2.Response) -> Iterator[Check]:
    """The database (its schema included) and each service, as the gateway sees them."""
    try:
        parts: dict[str, str] = ready.json()["checks"]
    except (ValueError, KeyError, TypeError):
        parts = {"services": f"HTTP {ready.status_code}"}
    for name, outcome in parts.items():
        remedy = "" if outcome == "ok" else f"Look for {name} in the log."
        yield Check(name, OK if outcome == "ok" else FAILED, outcome.replace("_", " "), remedy)


def _not_running(choice: Choice) -> Iterator[Check]:
    yield Check("gateway", WARNING, f"nothing answers at {choice.url}", "Start it: tributary up.")
    address = urlsplit(choice.url)
    with socket.socket() as probe:
        free = probe.connect_ex((address.hostname or "", address.port or 80)) != 0
    state = OK if free else FAILED
    yield Check(f"port {address.port}", state, "free" if free else "taken by something else", "")


def _clock(answer: httpx2.Response) -> Check:
    if "date" not in answer.headers:
        return Check("clock", WARNING, "the gateway states no time")
    skew = time.time() - parsedate_to_datetime(answer.headers["date"]).timestamp()
    if abs(skew) > MAX_CLOCK_SKEW:
        return Check("clock", FAILED, f"{skew:.0f} s off the gateway's", "Synchronise both clocks (NTP).")
    return Check("clock", OK, "agrees with the gateway's")

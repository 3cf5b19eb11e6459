"""Which Tributary a command talks to, chosen once by the root options."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tributary_kit import environment

from tributary_cli.home import Home

if TYPE_CHECKING:
    from tributary_cli.client import Client

DEFAULT_URL = "http://127.0.0.1:8080"
DEFAULT_HOME = Path(".tributary")


@dataclass(frozen=True, slots=True)
class Choice:
    """The URL of the gateway and the home on this machine."""

    url: str
    home: Path
    url_given: bool


_chosen: Choice | None = None


def choose(url: str | None, home: Path | None) -> None:
    """Remembers what the root options say; None means not given."""
    global _chosen
    url = url or os.environ.get("TRIBUTARY_URL")
    home = home or Path(environment.given().get("TRIBUTARY_HOME") or DEFAULT_HOME)
    _chosen = Choice((url or _running_in(home) or DEFAULT_URL).rstrip("/"), home, bool(url))


def _running_in(home: Path) -> str:
    """Where the product of this home answers now; empty when it does not run."""
    try:
        return Home(home).url_file.read_text().strip()
    except OSError:
        return ""


def choice() -> Choice:
    """What was chosen; the defaults when nothing was."""
    if _chosen is None:
        choose(None, None)
    assert _chosen is not None
    return _chosen


def connect() -> "Client":
    """A client of the chosen gateway. Imported late: it costs a third of a second."""
    from tributary_cli.client import Client
    from tributary_cli.logins import Logins

    chosen = choice()
    return Client(chosen.url, Logins(chosen.url, chosen.home))

"""The real product as a process, for tests of the whole: `tributary up`, its command and its HTTP.

with Product(tmp_path, environment={"TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8"}) as product:
    product.call("GET", "/feeds")             # as the first administrator
    product.run("sources", "add", url)        # the command, as a user would type it
    product.stop(); product.start()           # SIGTERM; the same home again
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

START_SECONDS = 60.0
STOP_SECONDS = 40.0
LOOK_EVERY_SECONDS = 0.02
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, whatever its status; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Product:
    """A running Tributary with a home of its own; a context manager."""

    def __init__(
        self,
        home: Path,
        *,
        options: Sequence[str] = ("--no-demo",),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`options` of `tributary up`, `environment` beside the usual one."""
        self.home = home
        self.url = ""
        self._options = options
        self._environment = {**_clean_environment(), "TRIBUTARY_HOME": str(home), **(environment or {})}
        self._environment["XDG_CONFIG_HOME"] = str(home / "config")
        self._process: subprocess.Popen[bytes] | None = None
        self._token = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self.stop()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.launch()
        self.wait_until_told()

    def launch(self) -> None:
        """Starts it and waits for nothing."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "log").open("ab") as log, (self.home / "said").open("ab") as said:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "tributary_cli", "up", "--listen", "127.0.0.1:0", *self._options],
                env=self._environment,
                stdout=log,
                stderr=said,
            )
        self._token = ""

    def wait_until_told(self) -> None:
        """Waits until it tells its address."""
        self.url = wait_for(self._announced, START_SECONDS, "the product answers", self.said)

    def _announced(self) -> str:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"tributary up ended with {self._process.returncode}:\n{self.said()}")
        lines = self.said().split("Tributary answers at ")[1:]
        return lines[-1].split(",")[0] if len(lines) > self._former_starts() else ""

    def _former_starts(self) -> int:
        return self.said().count("Stopped.")

    def stop(self) -> int:
        """Sends SIGTERM, waits for the end and returns its status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(STOP_SECONDS)

    @property
    def pid(self) -> int:
        """The process of `tributary up`."""
        assert self._process is not None
        return self._process.pid

    def said(self) -> str:
        """What it told people."""
        file = self.home / "said"
        return file.read_text() if file.exists() else ""

    def log(self) -> list[dict[str, Any]]:
        """The lines of its log."""
        return [json.loads(line) for line in (self.home / "log").read_text().splitlines()]

    def run(self, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Runs the command against it."""
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "tributary_cli", *arguments],
            env={**self._environment, "TRIBUTARY_URL": self.url},
            input=given,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )

    def popen(self, *arguments: str) -> subprocess.Popen[str]:
        """Starts the command against it, to be read while it runs."""
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "tributary_cli", *arguments],
            env={**self._environment, "TRIBUTARY_URL": self.url},
            stdout=subprocess.PIPE,
            text=True,
        )

    def lines(self, *arguments: str) -> Any:
        """What a command with --json writes. Raises AssertionError when it fails."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def call(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> Answer:
        """One request under /api/v1; as the first administrator unless a token, or "" for none, is given."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        bearer = self.token() if token is None else token
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        if isinstance(body, bytes):
            headers["Content-Type"] = "text/x-opml"
        return request(method, f"{self.url}/api/v1{path}", data, headers)

    def get(self, path: str) -> Any:
        """The JSON of a GET that must succeed."""
        answer = self.call("GET", path)
        assert answer.status == 200, answer.body
        return answer.json

    def all(self, path: str) -> list[Any]:
        """Every row of a list."""
        rows: list[Any] = []
        cursor = ""
        while True:
            page = self.get(f"{path}{'&' if '?' in path else '?'}limit=500&cursor={cursor}")
            rows += page["data"]
            cursor = page["next_cursor"]
            if not cursor:
                return rows

    def token(self) -> str:
        """An access token of the first administrator."""
        if not self._token:
            password = (self.home / "admin-password").read_text().strip()
            answer = self.log_in("admin@localhost", password)
            assert answer.status == 200, answer.body
            self._token = answer.json["access_token"]
        return self._token

    def log_in(self, email: str, password: str) -> Answer:
        """The answer to a login."""
        return self.call("POST", "/auth/login", {"email": email, "password": password}, token="")


def request(method: str, url: str, data: bytes | None, headers: Mapping[str, str]) -> Answer:
    """One HTTP request to loopback."""
    asked = urllib.request.Request(url, data, dict(headers), method=method)  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
            return Answer(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _lower(error.headers), error.read())


def wait_for(
    look: Callable[[], T],
    seconds: float,
    what: str,
    explain: Callable[[], str] = lambda: "",
    *,
    every: float = LOOK_EVERY_SECONDS,
) -> T:
    """Looks every so many seconds until it finds something true, and returns that."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"Not within {seconds} s: {what}.\n{explain()}")
        time.sleep(every)


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("TRIBUTARY_")}

"""One Compose project of the product: commands, containers, and its gateway from outside."""

import json
import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.deploy.running import ROOT, Failed, attempt, run

SERVICES = ("ingest", "entities", "auth-gateway")
IMAGES = (*SERVICES, "cli")
PARTS = (
    ".dockerignore", "Dockerfile", "LICENSE", "docker", "docker-compose.yml", "compose.dev.yaml", "compose",
    "pyproject.toml", "requirements.lock", "libs", "services", "cli",
)  # fmt: skip


def copy_of_the_tree(folder: Path) -> Path:
    """A copy of what images and stack are made from, which nobody edits meanwhile."""
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PARTS, folder=ROOT)
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Stack:
    """A project in `folder`. `options` come before the command, such as --env-file."""

    folder: Path
    project: str
    tag: str
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)

    def compose(self, *words: str) -> str:
        """Runs `docker compose`; returns its stdout. Raises Failed."""
        return run(*self._command(words), folder=self.folder, env=self._env())

    def refuses(self, *words: str) -> bool:
        """Whether `docker compose` fails with these words."""
        return attempt(*self._command(words), folder=self.folder, env=self._env()).returncode != 0

    def up(self, *words: str) -> float:
        """Starts the stack and waits until all of it is healthy; returns the seconds."""
        began = time.monotonic()
        self.compose("up", "--detach", "--wait", "--wait-timeout", "300", *words)
        return time.monotonic() - began

    def smoke(self) -> dict[str, Any]:
        """What the smoke test says. Raises Failed."""
        said: dict[str, Any] = json.loads(self.compose("run", "--rm", "smoke", "smoke", "--json"))
        return said

    def away(self) -> None:
        """Removes containers, networks and volumes."""
        attempt(
            *self._command(("--profile", "*", "down", "--volumes", "--timeout", "5")),
            folder=self.folder,
            env=self._env(),
        )
        self.options = ()

    def logs(self) -> str:
        """The last lines of everything."""
        return attempt(
            *self._command(("--profile", "*", "logs", "--tail", "25")), folder=self.folder, env=self._env()
        ).stdout

    def container(self, service: str) -> str:
        """The id of the service's container, running or not."""
        return self.compose("ps", "--all", "--quiet", service).strip()

    def inspect(self, service: str) -> dict[str, Any]:
        """What the engine knows of the service's container."""
        found: dict[str, Any] = json.loads(run("docker", "inspect", self.container(service)))[0]
        return found

    def inside(self, service: str, program: str) -> Any:
        """What a Python program printed as JSON in the service's container."""
        return json.loads(run("docker", "exec", self.container(service), "python", "-c", program))

    def _command(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return ("docker", "compose", "--project-name", self.project, *self.options, *words)

    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPOSE_")}
        return kept | {"TRIBUTARY_PORT": str(self.port), "TRIBUTARY_TAG": self.tag}


class Door:
    """The gateway at its published port, as the first administrator."""

    def __init__(self, stack: Stack) -> None:
        self._base = f"http://127.0.0.1:{stack.port}"
        read = "print(__import__('json').dumps(open('/run/secrets/tributary/admin-password').read().strip()))"
        login = {"email": "admin@localhost", "password": stack.inside("auth-gateway", read)}
        self._token = ""
        self._token = self.ask("POST", "/api/v1/auth/login", login)[1]["access_token"]

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """Status and JSON of the answer. Raises OSError when there is none."""
        request = urllib.request.Request(self._base + path, method=method)
        request.add_header("Content-Type", "application/json")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with urllib.request.urlopen(
                request, json.dumps(body).encode() if body is not None else None, timeout=10
            ) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.loads(refusal.read() or b"null")

    def get(self, path: str) -> Any:
        """The JSON of a good answer. Raises Failed."""
        status, told = self.ask("GET", path)
        if status != 200:
            raise Failed(f"GET {path}: {status} {told}")
        return told

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 30) -> float:
        """Seconds until it holds, an unreachable gateway being one where it does not. Raises Failed."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if holds():
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.02)
        raise Failed(f"After {seconds:g} s still not: {what}")

"""The REST API of an installed product, through a forwarded port on loopback."""

import base64
import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.deploy.e2e_k8s.namespace import Namespace
from tests.deploy.running import Failed, until


class Gateway:
    """A logged-in client."""

    def __init__(self, url: str, password: str) -> None:
        self._url, self._token = url, ""
        body = {"email": "admin@localhost", "password": password}
        self._token = self.call("POST", "/auth/login", body)["access_token"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON. Raises Failed when there is none."""
        headers = {"content-type": "application/json"}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._url}/api/v1{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except OSError as error:
            raise Failed(f"{method} {path}: {error}") from None

    def add_demo(self, name: str) -> dict[str, list[str]]:
        """Watches a bundled feed, waits until all its entities are there, and gives back the content."""
        self.call("POST", "/sources", {"url": f"demo:{name}", "name": name})
        content: dict[str, list[str]] = until(f"entities of {name}", 90, self._settled)
        return content

    def content(self) -> dict[str, list[str]]:
        """The ids of what the product holds; up to 500 of each."""
        return {
            name: sorted(row["id"] for row in self.call("GET", f"/{name}?limit=500")["data"])
            for name in ("sources", "feeds", "items", "entities", "relationships")
        }

    def _settled(self) -> dict[str, list[str]] | None:
        before = self.content()
        time.sleep(2)
        return before if before["entities"] and before == self.content() else None


def admin_password(ns: Namespace) -> str:
    data = ns.get("secret", "tributary-secrets")["data"]
    return base64.b64decode(data["admin-password"]).decode()


@contextmanager
def gateway(ns: Namespace) -> Iterator[Gateway]:
    """The gateway of the release in this namespace."""
    command = ["kubectl", "--namespace", ns.name, "port-forward", "service/tributary-auth-gateway", ":8080"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as forward:
        try:
            assert forward.stdout
            line = forward.stdout.readline()
            found = re.search(r"127\.0\.0\.1:(\d+)", line)
            if not found:
                raise Failed(f"kubectl port-forward says: {line}")
            yield Gateway(f"http://127.0.0.1:{found[1]}", admin_password(ns))
        finally:
            forward.terminate()

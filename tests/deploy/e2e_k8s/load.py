"""Load from a pod beside the product: every answer but 200 is a failed request."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.deploy.e2e_k8s.namespace import Namespace
from tests.deploy.e2e_k8s.pods import plain_pod
from tests.deploy.running import Failed, until

CLIENT = Path(__file__).with_name("load_client.py")
POD = "load"


@dataclass
class Tally:
    """What a load came to; complete after the `with` block."""

    requests: int = 0
    failed: int = 0
    errors: tuple[str, ...] = ()
    median_ms: float = 0
    p99_ms: float = 0
    longest_ms: float = 0
    seconds: float = 0

    def __str__(self) -> str:
        return (
            f"{self.failed} of {self.requests} requests failed in {self.seconds:.0f} s; "
            f"median {self.median_ms:.0f} ms, p99 {self.p99_ms:.0f} ms, longest {self.longest_ms:.0f} ms"
        )


@contextmanager
def load(ns: Namespace, cli: str, threads: int = 4, pause: float = 0.02) -> Iterator[Tally]:
    """Calls the gateway all the time of the block, and two seconds before and after."""
    ns.apply(_program(), _pod(cli, threads, pause))
    tally = Tally()
    try:
        until("the load has begun", 90, lambda: _told(ns).get("requests", 0) > 0)
        time.sleep(2)
        yield tally
        time.sleep(2)
        for name, value in _told(ns).items():
            setattr(tally, name, tuple(value) if name == "errors" else value)
    finally:
        ns.kubectl("delete", "pod", POD, "--grace-period=1", "--ignore-not-found")


def unfailing(tally: Tally) -> str:
    """The tally in words. Raises Failed when a request failed."""
    if tally.failed or not tally.requests:
        raise Failed(f"{tally}: {'; '.join(tally.errors)}")
    return str(tally)


def _told(ns: Namespace) -> dict[str, Any]:
    """The last line that the load printed. Raises Failed when it died."""
    said = ns.kubectl("logs", POD, "--tail=1")
    if not said.startswith("{"):
        raise Failed(f"the load says: {ns.kubectl('logs', POD, '--tail=8') or 'nothing'}")
    told: dict[str, Any] = json.loads(said)
    return told


def _program() -> dict[str, Any]:
    data = {"load_client.py": CLIENT.read_text()}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": POD}, "data": data}


def _pod(cli: str, threads: int, pause: float) -> dict[str, Any]:
    url = "http://tributary-auth-gateway:8080"
    pod = plain_pod(POD, cli, ["python", "/load/load_client.py", url, str(threads), str(pause)])
    pod["spec"]["containers"][0]["volumeMounts"] = [
        {"name": "load", "mountPath": "/load"},
        {"name": "secret", "mountPath": "/secret"},
    ]
    secret = {
        "secretName": "tributary-secrets",
        "items": [{"key": "admin-password", "path": "admin-password"}],
    }
    pod["spec"]["volumes"] = [
        {"name": "load", "configMap": {"name": POD}},
        {"name": "secret", "secret": secret},
    ]
    return pod

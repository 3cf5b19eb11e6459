"""A namespace of our own on the cluster, with kubectl and helm bound to it."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tests.deploy.running import Failed, attempt, run, until

POLICY = "k8s/policies/pinned-and-read-only.yaml"
LABELS = {
    "app.kubernetes.io/part-of": "tributary",
    "pod-security.kubernetes.io/enforce": "restricted",
}


class Namespace:
    """Kubectl and helm in one namespace."""

    def __init__(self, name: str) -> None:
        self.name = name

    def kubectl(self, *arguments: str, stdin: str | None = None, seconds: float = 300) -> str:
        return run("kubectl", "--namespace", self.name, *arguments, stdin=stdin, seconds=seconds)

    def helm(self, *arguments: str, seconds: float = 420) -> str:
        return run("helm", "--namespace", self.name, *arguments, seconds=seconds)

    def get(self, *what: str) -> Any:
        """Objects as kubectl's JSON has them."""
        return json.loads(self.kubectl("get", *what, "--output=json"))

    def apply(self, *objects: dict[str, Any]) -> None:
        self.kubectl("apply", "--filename=-", stdin="\n---\n".join(map(json.dumps, objects)))

    def pods(self, component: str) -> list[dict[str, Any]]:
        """The pods of a component that are ready and not leaving, oldest first."""
        rows = self.get("pods", f"--selector=app.kubernetes.io/component={component}")["items"]
        rows = [row for row in rows if _is_ready(row) and "deletionTimestamp" not in row["metadata"]]
        return sorted(rows, key=lambda row: str(row["metadata"]["creationTimestamp"]))

    def names(self, component: str) -> list[str]:
        return [pod["metadata"]["name"] for pod in self.pods(component)]

    def wait_for_pods(self, component: str, count: int, seconds: float = 120) -> list[str]:
        """The names of exactly `count` ready pods."""
        what = f"{count} ready pods of {component}"
        found: list[str] = until(what, seconds, lambda: _exactly(self.names(component), count))
        return found

    def python(self, pod: str, program: str) -> str:
        """What a Python program prints inside a pod's container."""
        return self.kubectl("exec", pod, "--", "python", "-c", program, seconds=60)


def _is_ready(pod: dict[str, Any]) -> bool:
    conditions = pod.get("status", {}).get("conditions", [])
    return any(row["type"] == "Ready" and row["status"] == "True" for row in conditions)


def _exactly(names: list[str], count: int) -> list[str] | None:
    return names if len(names) == count else None


@contextmanager
def namespace(purpose: str, keep: bool) -> Iterator[Namespace]:
    """A new namespace under Pod Security and our policy; what is new goes at the end unless `keep`."""
    is_new = attempt("kubectl", "get", "--filename", POLICY).returncode != 0
    run("kubectl", "apply", "--filename", POLICY)
    name = f"tributary-e2e-{purpose}-{secrets.token_hex(3)}"
    run("kubectl", "create", "namespace", name)
    run("kubectl", "label", "namespace", name, *(f"{key}={value}" for key, value in LABELS.items()))
    try:
        yield Namespace(name)
    finally:
        if not keep:
            with suppress(Failed):
                run("kubectl", "delete", "namespace", name, "--timeout=180s", seconds=200)
                if is_new:
                    run("kubectl", "delete", "--filename", POLICY)

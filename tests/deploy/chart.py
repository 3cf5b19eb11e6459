"""Renders the chart with the helms that `bin/tools` provides."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
CHART = ROOT / "charts/tributary"
TOOLS = Path(os.environ.get("TRIBUTARY_TOOLS") or ROOT / ".tools").absolute()
HELMS = ["helm3", "helm4"]
OLDEST, NEWEST = "1.30.0", "1.37.0"
# The chart renders these kinds only where the API server has them.
OPTIONAL = ["monitoring.coreos.com/v1", "gateway.networking.k8s.io/v1", "keda.sh/v1alpha1"]
# What CI sets, and the profiles for users, by name.
VALUES: dict[str, list[Path]] = {
    **{path.stem.removesuffix("-values"): [path] for path in sorted((CHART / "ci").glob("*-values.yaml"))},
    **{f"profile-{path.stem}": [path] for path in sorted((CHART / "values").glob("*.yaml"))},
}

Document = dict[str, Any]


class Refused(Exception):
    """A program said no; the text is all that it said."""


def run(program: str, *arguments: str, stdin: str | None = None, cwd: Path = ROOT) -> str:
    """What a program of `bin/tools` prints. Raises Refused when it fails."""
    command = [str(TOOLS / "bin" / program), *arguments]
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True)
    if done.returncode:
        raise Refused(f"{program} {' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return done.stdout


def render(
    *arguments: str, values: list[Path] | None = None, helm: str = "helm3", kubernetes: str = OLDEST
) -> str:
    """The chart as `helm template` prints it, hooks and tests included."""
    files = [word for path in values or [] for word in ("--values", str(path))]
    apis = [word for api in OPTIONAL for word in ("--api-versions", api)]
    command = ["template", "tributary", str(CHART), "--namespace", "feeds", "--kube-version", kubernetes]
    return run(helm, *command, *apis, *files, *arguments)


def documents(rendered: str) -> list[Document]:
    return [document for document in yaml.safe_load_all(rendered) if document]


def pod_of(document: Document) -> Document | None:
    """The pod's spec of a Pod, a Job or anything with a template."""
    spec: Document = document.get("spec", {})
    found: Document | None = spec if document["kind"] == "Pod" else spec.get("template", {}).get("spec")
    return found


def pods(rendered: list[Document]) -> Iterator[tuple[str, Document]]:
    """Name and pod's spec of everything that makes pods."""
    for document in rendered:
        if pod := pod_of(document):
            yield f"{document['kind']} {document['metadata']['name']}", pod


def containers(pod: Document) -> list[Document]:
    return [*pod.get("initContainers", []), *pod["containers"]]

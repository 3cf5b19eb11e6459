"""Two releases of the product: images and charts of this version, and of the next."""

import json
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.deploy.running import ROOT, Failed, run

IMAGES = ("ingest", "entities", "auth-gateway", "cli")
CHART = ROOT / "charts/tributary"


@dataclass(frozen=True)
class Release:
    """A chart, the version that it and its images carry, and whether the product's version differs."""

    version: str
    chart: Path


@contextmanager
def releases() -> Iterator[tuple[Release, Release]]:
    """This version and the next one, whose chart differs by its version alone."""
    this = str(yaml.safe_load((CHART / "Chart.yaml").read_text())["appVersion"])
    next_ = f"{this}-next"
    with tempfile.TemporaryDirectory() as folder:
        chart = Path(folder) / "tributary"
        shutil.copytree(CHART, chart, ignore=shutil.ignore_patterns("tests", "ci"))
        about = yaml.safe_load((chart / "Chart.yaml").read_text())
        about |= {"version": next_, "appVersion": next_}
        (chart / "Chart.yaml").write_text(yaml.safe_dump(about))
        yield Release(this, CHART), Release(next_, chart)


def build_and_bring(*versions: str) -> str:
    """Builds the images of these versions and makes them known to the cluster; their sizes."""
    for version in versions:
        for name in IMAGES:
            # The label makes each version an image of its own.
            build = ("docker", "build", "--quiet", "--target", name, "--build-arg", f"VERSION={version}")
            run(*build, "--tag", f"tributary/{name}:{version}", ".", seconds=1200)
    bring([f"tributary/{name}:{version}" for version in versions for name in IMAGES])
    sizes = run("docker", "image", "inspect", *(f"tributary/{name}:{versions[0]}" for name in IMAGES))
    megabytes = [round(row["Size"] / 1_000_000) for row in json.loads(sizes)]
    return ", ".join(f"{name} {size} MB" for name, size in zip(IMAGES, megabytes, strict=True))


def bring(images: list[str]) -> None:
    """Makes images known to the cluster's nodes: by `E2E_LOAD`, else by what the context's name tells of."""
    command = os.environ.get("E2E_LOAD") or _loader()
    if command:
        run(*shlex.split(command), *images, seconds=600)


def _loader() -> str:
    context = run("kubectl", "config", "current-context").strip()
    if context.startswith("kind-"):
        return f"kind load docker-image --name {context.removeprefix('kind-')}"
    if context == "minikube":
        return "minikube image load"
    if context == "docker-desktop":
        return ""
    raise Failed(
        f"How images reach the nodes of {context} is unknown. Set E2E_LOAD to a command that takes "
        "their names, such as a script that tags and pushes them."
    )

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

from tests.deploy.e2e_compose.stack import copy_of_the_tree
from tests.deploy.running import ROOT, Failed, run

IMAGES = ("ingest", "entities", "auth-gateway", "cli")
CHART = ROOT / "charts/tributary"
_MIGRATION = '''"""What a next release may bring."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{last}"


def upgrade() -> None:
    op.create_table("next_release", sa.Column("id", sa.Integer, primary_key=True))


def downgrade() -> None:
    op.drop_table("next_release")
'''


@dataclass(frozen=True)
class Release:
    """A chart, the version that it and its images carry, and the tree that they are built from."""

    version: str
    chart: Path
    tree: Path


@contextmanager
def releases() -> Iterator[tuple[Release, Release]]:
    """This tree as a release, and a next one whose services each have a migration more."""
    version = str(yaml.safe_load((CHART / "Chart.yaml").read_text())["appVersion"])
    with tempfile.TemporaryDirectory() as folder:
        this = _release(Path(folder) / "this", f"{version}-e2e")
        next_ = _release(Path(folder) / "next", f"{version}-e2e-next")
        for versions in next_.tree.glob("services/*/src/*/migrations/versions"):
            _add_migration(versions)
        yield this, next_


def _release(folder: Path, version: str) -> Release:
    tree, chart = copy_of_the_tree(folder / "tree"), folder / "tributary"
    shutil.copytree(CHART, chart, ignore=shutil.ignore_patterns("tests", "ci"))
    about = yaml.safe_load((chart / "Chart.yaml").read_text())
    about |= {"version": version, "appVersion": version}
    (chart / "Chart.yaml").write_text(yaml.safe_dump(about))
    return Release(version, chart, tree)


def _add_migration(versions: Path) -> None:
    last = max(path.name[:4] for path in versions.glob("[0-9]*.py"))
    number = f"{int(last) + 1:04}"
    (versions / f"{number}_pre_next_release.py").write_text(_MIGRATION.format(number=number, last=last))


def build_and_bring(*builds: Release) -> str:
    """Builds the images of these releases and makes them known to the cluster; the sizes of the first."""
    for release in builds:
        for name in IMAGES:
            options = ("--provenance=false", "--target", name, "--build-arg", f"VERSION={release.version}")
            tag = f"tributary/{name}:{release.version}"
            run("docker", "build", "--quiet", *options, "--tag", tag, ".", folder=release.tree)
    images = [f"tributary/{name}:{release.version}" for release in builds for name in IMAGES]
    bring(images)
    sizes = json.loads(run("docker", "image", "inspect", *images[: len(IMAGES)]))
    megabytes = [round(row["Size"] / 1_000_000) for row in sizes]
    run("docker", "image", "rm", *images)
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

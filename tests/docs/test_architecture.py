"""ARCHITECTURE.md against the repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text()
TREE = PAGE.split("```")[1]
SERVICES = {
    "ingest": ROOT / "services/ingest/src/tributary_ingest",
    "entities": ROOT / "services/entities/src/tributary_entities",
    "auth-gateway": ROOT / "services/auth-gateway/src/tributary_gateway",
}
ROOMS = {"api", "web", "migrations", "usecases", "adapters", "ports", "domain", "demo"}
FILES = {"__init__.py", "__main__.py", "app.py", "settings.py", "metrics.py", "py.typed"}


def tree_paths() -> list[str]:
    """The paths that the tree draws, by its indentation."""
    paths: list[str] = []
    stack: list[str] = []
    for line in TREE.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        stack[depth:] = [line.split()[0]]
        paths.append("".join(stack))
    return paths


def named_files() -> list[str]:
    """Every path with a slash in back quotes after the tree; `…` and addresses are none."""
    prose = PAGE.split("```")[2]
    return [word for word in re.findall(r"`([\w./-]+/[\w./-]*)`", prose) if not word.startswith("/")]


def exists(path: str) -> bool:
    """Paths are relative to the root, or to a service or the kit where the sentence has just named it."""
    places = [ROOT, *SERVICES.values(), ROOT / "libs/kit/src/tributary_kit"]
    return any((place / path).exists() for place in places)


@pytest.mark.parametrize("path", tree_paths())
def test_the_tree_is_real(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", sorted(set(named_files())))
def test_every_named_file_is_real(path: str) -> None:
    assert exists(path)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_no_folder_is_left_out_of_the_tree() -> None:
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    drawn = {path.split("/")[0] for path in tree_paths()}
    assert folders <= drawn


def test_the_kit_is_drawn_whole() -> None:
    kit = "libs/kit/src/tributary_kit/"
    rooms = {path.removeprefix(kit).split("/")[0] for path in tracked() if path.startswith(kit)}
    drawn = {path.removeprefix(kit).strip("/") for path in tree_paths() if path.startswith(kit)}
    assert rooms - {"__init__.py", "py.typed"} <= drawn


@pytest.mark.parametrize("service", SERVICES)
def test_services_have_no_other_rooms(service: str) -> None:
    base = str(SERVICES[service].relative_to(ROOT)) + "/"
    rooms = {path.removeprefix(base).split("/")[0] for path in tracked() if path.startswith(base)}
    assert rooms <= ROOMS | FILES

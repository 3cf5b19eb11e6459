"""python -m tests.deploy.e2e_compose [--short] [--only SCENE] [--write] [--json FILE]"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.deploy.proofs import as_json, say, seen_on, step, write
from tests.deploy.running import Failed, attempt, run

from . import editing, hardening, images, keeping, postgres, timing
from .stack import IMAGES, Door, Stack, copy_of_the_tree

SCENES = ("images", "sqlite", "postgres", "edit")


def main() -> int:
    """Runs everything; status 1 at the first thing that does not hold."""
    options = _options()
    where, figures = seen_on(*_versions()), {}
    try:
        figures = _prove_all(options.only or SCENES, options.short)
    except Failed as failure:
        say(f"\n{failure}")
        return 1
    finally:
        if options.json:
            options.json.write_text(as_json(where, figures))
    if options.write:
        write("compose", where)
    return 0


def _versions() -> list[str]:
    docker = run("docker", "version", "--format", "{{.Server.Version}}").strip()
    return [f"Docker {docker}", f"Compose {run('docker', 'compose', 'version', '--short').strip()}"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.deploy.e2e_compose", description=__doc__)
    parser.add_argument("--short", action="store_true", help="leave out what takes longest")
    parser.add_argument("--only", action="append", choices=SCENES, help="this scene alone")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/explanation/proof.md")
    parser.add_argument("--json", type=Path, help="write all that was seen to this file")
    return parser.parse_args()


def _prove_all(scenes: Sequence[str], short: bool) -> dict[str, Any]:
    name = f"tributary-e2e-{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix=name) as folder:
        stack = Stack(copy_of_the_tree(Path(folder)), project=name, tag=name)
        try:
            return {scene: _play(scene, stack, short) for scene in scenes}
        except Failed:
            say(stack.logs())
            raise
        finally:
            stack.away()
            _remove_images(name)


def _play(scene: str, stack: Stack, short: bool) -> Any:
    """One scene, from nothing to nothing; returns its figures. Raises Failed."""
    match scene:
        case "images":
            return images.prove(stack.folder, stack.tag, short)
        case "sqlite":
            figures = _on_sqlite(stack, short)
        case "postgres":
            postgres.refusal(stack)
            figures = postgres.prove(stack, short)
        case _:
            # Each edit takes seconds, but its images take a minute to build.
            figures = {} if short else editing.prove(stack)
    stack.away()
    return figures


def _on_sqlite(stack: Stack, short: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    with step("start from nothing, on SQLite") as told:
        figures["up_s"] = stack.up()
        told.found = f"all healthy after {figures['up_s']:.1f} s"
    with step("smoke") as told:
        steps = stack.smoke()["steps"]
        told.found = f"{len(steps)} steps in {sum(row['seconds'] for row in steps):.1f} s"
    figures["memory_mb"] = timing.memory(stack)
    figures["hardening"] = hardening.prove(stack)
    door = Door(stack)
    keeping.fill(door)
    keeping.after_restart(stack, door)
    if not short:
        keeping.after_down(stack, door)
    figures["upgrade"] = keeping.after_upgrade(stack, door)
    figures["start_and_stop"] = timing.prove(stack)
    return figures


def _remove_images(tag: str) -> None:
    known = run("docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split()
    made = [image for image in known for name in IMAGES if image.startswith(f"tributary/{name}:{tag}")]
    if made:
        attempt("docker", "rmi", *made)


sys.exit(main())

"""Nothing is lost when containers are started again, made anew, or replaced by the next release."""

from pathlib import Path
from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import check

from . import images
from .stack import SERVICES, Door, Stack

FEED = "demo:smoke.json?kept"
EMAIL = "kept@example.org"
# An answer that is not the same in the next release.
NOTHING = "There is nothing at this address."
FAILURES = "services/auth-gateway/src/tributary_gateway/web/failures.py"


def fill(door: Door) -> None:
    """Adds a source and a user; waits for entities. Raises Failed."""
    with step("fill the product: a source with its items and entities, a user"):
        source = door.ask("POST", "/api/v1/sources", {"url": FEED, "name": "Kept"})
        check(source[0] == 201, f"adding a source: {source}")
        user = {"email": EMAIL, "role": "viewer", "password": "kept-for-the-whole-run"}
        check(door.ask("POST", "/api/v1/users", user)[0] == 201, "a user cannot be added")
        door.until(lambda: len(door.get("/api/v1/entities?limit=200")["data"]) >= 4, "entities appear", 60)


def kept(door: Door) -> dict[str, list[str]]:
    """The ids of everything that must stay."""
    paths = ("sources", "feeds", "items", "entities", "users")
    return {
        path: sorted(row["id"] for row in door.get(f"/api/v1/{path}?limit=200")["data"]) for path in paths
    }


def after_restart(stack: Stack, door: Door) -> None:
    """Restarts all containers. The token from before is still good."""
    before = kept(door)
    with step("restart all containers: nothing is lost") as told:
        stack.compose("restart", *SERVICES, *_database(stack))
        told.found = f"all healthy again after {stack.up():.1f} s"
        _same(before, kept(door))


def after_down(stack: Stack, door: Door) -> None:
    """Takes the stack down, without its volumes, and up again."""
    before = kept(door)
    with step("down and up: nothing is lost") as told:
        stack.compose("--profile", "*", "down")
        told.found = f"up in {stack.up():.1f} s"
        _same(before, kept(door))


def after_upgrade(stack: Stack, door: Door) -> dict[str, Any]:
    """Builds the next release in the stack's folder, and puts it in the place of the running one."""
    before = kept(door)
    old = stack.tag
    with step("upgrade to other images: they answer, and nothing is lost") as told:
        _edit(stack.folder / FAILURES, NOTHING, "There is nothing here, in the next release.")
        stack.tag = f"{old}-next"
        build = sum(
            images.build(stack.folder, name, f"tributary/{name}:{stack.tag}") for name in (*SERVICES, "cli")
        )
        up = stack.up()
        told.found = f"four images built in {build:.1f} s, up in {up:.1f} s"
        answer = door.ask("GET", "/nothing")[1]["detail"]
        check("next release" in answer, f"the old release still answers: {answer}")
        _same(before, kept(door))
        _edit(stack.folder / FAILURES, "There is nothing here, in the next release.", NOTHING)
    return {"build_s": build, "up_s": up}


def _database(stack: Stack) -> list[str]:
    return ["postgres"] if stack.options else []


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    check(old in text, f"{file.name} has no line {old}")
    file.write_text(text.replace(old, new))


def _same(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    check(all(before.values()), f"there was nothing to keep: {before}")
    check(before == after, f"before: {before}; after: {after}")

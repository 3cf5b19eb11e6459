"""The images: built, small, the same when built again, and in need of nothing."""

import json
import os
import time
from pathlib import Path
from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import check, run

from .stack import IMAGES, SERVICES

BASE = "python:3.13-slim-trixie"
ABOVE_BASE_MB = 150
STAMP = (
    "VERSION=0.0.0+e2e",
    "REVISION=" + 40 * "e",
    "CREATED=2025-01-01T00:00:00Z",
    "SOURCE_DATE_EPOCH=1735689600",
)
# As if there were no shell at all.
_SHELLS = ("sh", "bash", "dash")
_LICENCES = """
from pathlib import Path
print(Path("/licenses/LICENSE").read_text(), *Path("/opt").rglob("demo/ATTRIBUTION.md"))
"""


def build(folder: Path, target: str, image: str, *options: str) -> float:
    """Builds an image; returns the seconds. Raises Failed."""
    began = time.monotonic()
    stamp = [word for arg in STAMP for word in ("--build-arg", arg)]
    words = ("docker", "build", "--quiet", "--provenance=false", "--target", target, "--tag", image)
    run(*words, *stamp, *options, folder)
    return time.monotonic() - began


def prove(folder: Path, tag: str, short: bool) -> dict[str, Any]:
    """Builds all images, and some or all again without the cache. Raises Failed."""
    with step("build the images") as told:
        seconds = {name: build(folder, name, f"tributary/{name}:{tag}") for name in IMAGES}
        told.found = ", ".join(f"{name} {spent:.0f} s" for name, spent in seconds.items())
    base = _inspect(_base())["Size"]
    with step("sizes above the base") as told:
        above = {name: (_inspect(f"tributary/{name}:{tag}")["Size"] - base) / 1e6 for name in IMAGES}
        told.found = ", ".join(f"{name} {size:.0f} MB" for name, size in above.items())
        for name, size in above.items():
            check(size <= ABOVE_BASE_MB, f"{name} is {size:.0f} MB above the base, more than {ABOVE_BASE_MB}")
    for name in IMAGES:
        _is_hardened(_inspect(f"tributary/{name}:{tag}")["Config"], name)
    with step("no image needs a shell"):
        for name in IMAGES:
            _works_without_shell(name, tag)
    with step("all images carry their licences"):
        for name in IMAGES:
            _carries_licences(name, tag)
    again = {}
    for name in IMAGES if not short else IMAGES[:1]:
        with step(f"{name} built without the cache is the same image") as told:
            again[name] = _same_again(folder, name, tag)
            told.found = again[name]["id"]
    return {
        "base": _base(),
        "base_mb": base / 1e6,
        "build_s": seconds,
        "above_base_mb": above,
        "again": again,
    }


def _base() -> str:
    return os.environ.get("PYTHON_IMAGE", BASE)


def _inspect(image: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("docker", "image", "inspect", image))[0]
    return found


def _is_hardened(config: dict[str, Any], name: str) -> None:
    program = "tributary" if name == "cli" else f"tributary-{name}"
    check(config["User"] == "10001:10001", f"{name} runs as {config['User']}")
    check(config["Entrypoint"] == [program], f"{name} starts {config['Entrypoint']}")
    if name in SERVICES:
        check(config["Healthcheck"]["Test"] == ["CMD", program, "health"], f"{name} has another health check")
    labels = {key.rpartition(".")[2]: value for key, value in config["Labels"].items()}
    for key, stamp in zip(("version", "revision", "created"), STAMP, strict=False):
        check(labels.get(key) == stamp.partition("=")[2], f"{name} is labelled with {key} {labels.get(key)}")


def _works_without_shell(name: str, tag: str) -> None:
    masked = [word for shell in _SHELLS for word in ("--volume", f"/dev/null:/usr/bin/{shell}:ro")]
    said = run(
        "docker", "run", "--rm", "--read-only", "--cap-drop", "ALL", "--network", "none", *masked,
        f"tributary/{name}:{tag}", "--help" if name == "cli" else "--version",
    )  # fmt: skip
    check(name == "cli" or STAMP[1].partition("=")[2] in said, f"{name} does not tell its revision: {said}")


def _carries_licences(name: str, tag: str) -> None:
    python = (
        "docker",
        "run",
        "--rm",
        "--network",
        "none",
        "--entrypoint",
        "python",
        f"tributary/{name}:{tag}",
    )
    said = run(*python, "-c", _LICENCES)
    check("Apache License" in said, f"{name} does not carry its licence")
    check(
        name in ("entities", "auth-gateway") or "ATTRIBUTION.md" in said,
        f"{name} has demo feeds without licences",
    )


def _same_again(folder: Path, name: str, tag: str) -> dict[str, Any]:
    first = _inspect(f"tributary/{name}:{tag}")
    image = f"tributary/{name}:{tag}-again"
    seconds = build(folder, name, image, "--no-cache")
    second = _inspect(image)
    run("docker", "rmi", image)
    check(first["RootFS"]["Layers"] == second["RootFS"]["Layers"], f"{name}: layers differ when built again")
    check(first["Id"] == second["Id"], f"{name}: same layers, but another digest when built again")
    return {"id": first["Id"], "seconds_without_cache": seconds}

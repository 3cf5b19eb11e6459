"""The commands and keys about deploying that the pages name are there."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from tributary_cli.main import app
from typer.main import get_command

from .chart import CHART, ROOT, documents, render
from .schema import knows, root

PAGES = sorted(
    [
        *(ROOT / "docs/how-to").glob("*.md"),
        *(ROOT / "k8s").rglob("*.md"),
        CHART / "README.md",
        CHART / "templates/NOTES.txt",
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
    ]
)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each command of the page's shell blocks; of NOTES.txt, all lines."""
    text = page.read_text()
    blocks = re.findall(r"```(?:sh|bash|shell|console)?\n(.*?)```", text, flags=re.DOTALL)
    for line in re.sub(r"\\\n", " ", "\n".join(blocks) if page.suffix == ".md" else text).splitlines():
        try:
            words = shlex.split(line.strip().removeprefix("$ "), comments=True)
        except ValueError:
            continue
        if words:
            yield words


def set_keys(page: Path) -> Iterator[str]:
    for words in commands(page):
        for option, given in pairwise(words):
            if re.fullmatch(r"--set(-string|-file|-json)?", option):
                yield from (pair.split("=")[0] for pair in re.split(r"(?<!\\),(?=[\w.\[\]-]+=)", given))


def named_keys(page: Path) -> Iterator[str]:
    """Dotted keys in back quotes that begin as a key of the values does."""
    for word in re.findall(r"`([a-zA-Z][\w-]*(?:\.[\w-]+)+)`", page.read_text()):
        if word.split(".")[0] in root()["properties"]:
            yield word


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_keys_are_in_the_schema(page: Path) -> None:
    assert [key for key in {*set_keys(page), *named_keys(page)} if not knows(key)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_make_targets_are_there(page: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text()))
    named = {word for words in commands(page) if words[0] == "make" for word in words[1:] if "=" not in word}
    in_prose = set(re.findall(r"`make ([a-z0-9-]+)", page.read_text()))
    assert named | in_prose <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_files_are_there(page: Path) -> None:
    options = {"-f", "--values", "--env-file", "-k", "--file", "--filename"}
    given = [
        value
        for words in commands(page)
        if words[0] in ("helm", "kubectl", "docker", "skaffold")
        for option, value in pairwise(words)
        if option in options and re.match(r"(charts|compose|k8s|docker|skaffold|Dockerfile)", value)
    ]
    assert [path for path in given if not (ROOT / path).exists()] == []


def test_the_services_that_compose_is_asked_for_are_there() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    run_words = [words for page in PAGES for words in commands(page) if words[:2] == ["docker", "compose"]]
    asked = {
        next(w for w in words[words.index("run") + 1 :] if not w.startswith("-"))
        for words in run_words
        if "run" in words
    }
    assert asked <= set(services)


def test_the_objects_that_kubectl_is_asked_for_are_there() -> None:
    """Of the form deploy/NAME, for the release `tributary` of the pages."""
    kinds = {
        "deploy": "Deployment",
        "deployment": "Deployment",
        "svc": "Service",
        "service": "Service",
        "job": "Job",
    }
    rendered = {(document["kind"], document["metadata"]["name"]) for document in documents(render())}
    text = "\n".join(page.read_text() for page in PAGES if page.suffix == ".md")
    asked = {
        (kinds[kind], name)
        for kind, name in re.findall(r"\b(deploy(?:ment)?|svc|service|job)/(tributary[\w-]*)", text)
    }
    assert asked
    assert asked <= rendered


def of_the_command(page: Path) -> Iterator[list[str]]:
    """The words after `tributary`, or after Compose's service `cli`."""
    for words in commands(page):
        if words[0] == "tributary":
            yield words[1:]
        elif words[:2] == ["docker", "compose"] and "cli" in words:
            yield words[words.index("cli") + 1 :]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_command_knows_its_words_and_options(page: Path) -> None:
    for words in of_the_command(page):
        known: Any = get_command(app)
        rest = [word.split("=")[0] for word in words[: words.index("|")] if word] if "|" in words else words
        while rest and hasattr(known, "commands") and not rest[0].startswith("-"):
            assert rest[0] in known.commands, words
            known, rest = known.commands[rest[0]], rest[1:]
        options = {option for parameter in known.params for option in parameter.opts} | {"--help", "-h"}
        assert {word.split("=")[0] for word in rest if word.startswith("--")} <= options, words

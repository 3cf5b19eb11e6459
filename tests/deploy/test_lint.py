"""The linters of others: helm, kubeconform, helm-unittest, helm-docs, hadolint, checkov, Compose's parser."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .chart import CHART, HELMS, NEWEST, OLDEST, ROOT, TOOLS, VALUES, render, run

LINTERS = TOOLS / "linters/bin"
COMPOSE = [["docker-compose.yml"], ["docker-compose.yml", "compose.dev.yaml"]]


def schemas() -> Path:
    (found,) = (TOOLS / "linters/lib").glob(
        "python3*/site-packages/kubernetes_validate/kubernetes-json-schema"
    )
    return found


def lint(program: str, *arguments: str) -> str:
    done = subprocess.run([LINTERS / program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kubernetes", [OLDEST, NEWEST])
@pytest.mark.parametrize("helm", HELMS)
@pytest.mark.parametrize("name", VALUES)
def test_helm_finds_nothing(name: str, helm: str, kubernetes: str) -> None:
    files = [word for path in VALUES[name] for word in ("--values", str(path))]
    run(helm, "lint", str(CHART), "--strict", "--kube-version", kubernetes, *files)


@pytest.mark.parametrize("kubernetes", [OLDEST, NEWEST])
@pytest.mark.parametrize("name", VALUES)
def test_the_api_server_would_know_every_field(name: str, kubernetes: str) -> None:
    rendered = render(values=VALUES[name], kubernetes=kubernetes)
    builtin = f"{schemas()}/{{{{.NormalizedKubernetesVersion}}}}-local{{{{.StrictSuffix}}}}/"
    places = [builtin, f"{ROOT}/tools/crds/"]
    options = [
        word
        for place in places
        for word in ("-schema-location", place + "{{.ResourceKind}}{{.KindSuffix}}.json")
    ]
    said = run(
        "kubeconform", "-strict", "-kubernetes-version", kubernetes, "-output", "json", "-summary", *options,
        stdin=rendered,
    )  # fmt: skip
    summary = json.loads(said)["summary"]
    assert summary["valid"] > 0
    assert summary["skipped"] == 0


def test_the_newest_kubernetes_is_the_newest_there_are_schemas_for() -> None:
    versions = {path.name.split("-")[0].removeprefix("v") for path in schemas().glob("v*-local-strict")}
    assert max(versions, key=lambda version: [int(part) for part in version.split(".")]) == NEWEST


def test_the_chart_passes_its_unit_tests() -> None:
    suites = sorted((CHART / "tests").glob("*_test.yaml"))
    assert suites
    print(run("helm-unittest", "--strict", "--file", "tests/*_test.yaml", str(CHART)))


def test_the_readme_of_the_chart_is_its_values(tmp_path: Path) -> None:
    copy = shutil.copytree(CHART, tmp_path / "tributary")
    run("helm-docs", "--chart-search-root", str(tmp_path))
    assert (copy / "README.md").read_text() == (CHART / "README.md").read_text(), "run make golden"


def test_hadolint_finds_nothing() -> None:
    lint("hadolint", "Dockerfile")


@pytest.mark.timeout(300)
def test_checkov_finds_nothing(tmp_path: Path) -> None:
    """In one run, as most of its time goes into starting. What is excepted stands in its configuration."""
    shutil.copy(ROOT / "Dockerfile", tmp_path)
    for name, values in VALUES.items():
        (tmp_path / f"{name}.yaml").write_text(render(values=values))
    said = lint(
        "checkov",
        *("--config-file", "tools/linters/checkov.yaml", "--output", "json", "--directory", str(tmp_path)),
    )
    passed = {found["check_type"]: found["summary"]["passed"] for found in json.loads(said)}
    assert set(passed) == {"kubernetes", "dockerfile"}
    assert all(passed.values())


@pytest.mark.parametrize("files", COMPOSE, ids=" ".join)
def test_compose_understands_its_files(files: list[str]) -> None:
    run("compose-spec", *files)

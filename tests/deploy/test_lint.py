"""The linters of others: helm, kubeconform, helm-unittest, helm-docs, hadolint, checkov, Compose's parser."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .chart import CHART, NEWEST, OLDEST, ROOT, TOOLS, VALUES, render, run
from .kubeconform import kubeconform, packaged_schemas

LINTERS = TOOLS / "linters/bin"
COMPOSE = [["docker-compose.yml"], ["docker-compose.yml", "compose.dev.yaml"]]

A_VARIABLE = "The base is an ARG whose default has a tag; checkov takes the variable for `latest`."
ANY_DIGEST = "The chart names its own version; who releases it sets components.*.image.digest."
NEVER_MOVED = "A version's tag never moves, and a node that knows the image needs no registry."
NO_CPU_LIMIT = "Throttled probes restart healthy pods; requests share the CPU, memory is limited."
AS_GIVEN = "Objects of `extraObjects` are taken as they are; Helm puts them into the release's namespace."
RUNS_ONCE = "The pod of `helm test` ends by itself within its deadline."
# What checkov would have otherwise: check and kind. One that is found no more must go.
EXCEPTED = {
    ("CKV_K8S_21", "ConfigMap"): AS_GIVEN,
    ("CKV_DOCKER_7", "/Dockerfile"): A_VARIABLE,
    **{("CKV_K8S_43", kind): ANY_DIGEST for kind in ("Deployment", "Job", "Pod")},
    **{("CKV_K8S_15", kind): NEVER_MOVED for kind in ("Deployment", "Job", "Pod")},
    **{("CKV_K8S_11", kind): NO_CPU_LIMIT for kind in ("Deployment", "Job", "Pod")},
    **{(check, "Pod"): RUNS_ONCE for check in ("CKV_K8S_8", "CKV_K8S_9")},
}


@pytest.mark.parametrize(("helm", "kubernetes"), [("helm3", OLDEST), ("helm4", NEWEST)])
@pytest.mark.parametrize("name", VALUES)
def test_helm_finds_nothing(name: str, helm: str, kubernetes: str) -> None:
    files = [word for path in VALUES[name] for word in ("--values", str(path))]
    run(helm, "lint", str(CHART), "--strict", "--kube-version", kubernetes, *files)


@pytest.mark.parametrize("kubernetes", [OLDEST, NEWEST])
def test_the_api_server_would_know_every_field(kubernetes: str, tmp_path: Path) -> None:
    rendered = "\n---\n".join(render(values=values, kubernetes=kubernetes) for values in VALUES.values())
    assert kubeconform(rendered, kubernetes, tmp_path) > 100


def test_the_newest_kubernetes_is_the_newest_there_are_schemas_for() -> None:
    versions = {
        path.name.split("-")[0].removeprefix("v") for path in packaged_schemas().glob("v*-local-strict")
    }
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
    """Without an option of HEALTHCHECK, younger than hadolint's grammar."""
    text = re.sub(r" --start-interval=\w+", "", (ROOT / "Dockerfile").read_text())
    done = subprocess.run([LINTERS / "hadolint", "-"], input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.timeout(300)
def test_checkov_finds_nothing_but_what_is_excepted(tmp_path: Path) -> None:
    """In one run, as most of its time goes into starting."""
    shutil.copy(ROOT / "Dockerfile", tmp_path)
    for name, values in VALUES.items():
        (tmp_path / f"{name}.yaml").write_text(render(values=values))
    command = ["--skip-download", "--soft-fail", "--output", "json", "--directory", str(tmp_path)]
    done = subprocess.run(
        [LINTERS / "checkov", *command, "--framework", "dockerfile", "kubernetes"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {one["check_type"] for one in found if one["summary"]["passed"]} == {"dockerfile", "kubernetes"}
    checks = [check for one in found for check in one["results"]["failed_checks"]]
    failed = {(check["check_id"], check["resource"].split(".")[0]) for check in checks}
    assert failed == set(EXCEPTED), {
        check: EXCEPTED.get(check, "not excepted") for check in failed ^ set(EXCEPTED)
    }


@pytest.mark.parametrize("files", COMPOSE, ids=" ".join)
def test_compose_understands_its_files(files: list[str]) -> None:
    run("compose-spec", *files)

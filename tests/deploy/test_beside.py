"""What lies beside the chart and uses it: k8s/, skaffold.yaml, the Argo CD application."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from .chart import CHART, NEWEST, OLDEST, ROOT, Document, render
from .kubeconform import kubeconform
from .schema import knows, paths

K8S = ROOT / "k8s"
SKAFFOLD: Document = yaml.safe_load((ROOT / "skaffold.yaml").read_text())
VALUES = [K8S / f"skaffold/{name}.yaml" for name in ("values", "dev", "debug")]
# Kinds without a schema here: kustomize's never reach a cluster, and Argo CD's come with a module of 38 MB.
UNKNOWN = {"Kustomization", "Application"}


def objects() -> list[Document]:
    """All objects of k8s/, the values of Skaffold left aside."""
    texts = [path.read_text() for path in sorted(K8S.rglob("*.yaml"))]
    return [one for text in texts for one in yaml.safe_load_all(text) if one and "kind" in one]


def application() -> Document:
    (found,) = [one for one in objects() if one["kind"] == "Application"]
    return found


@pytest.mark.parametrize("kubernetes", [OLDEST, NEWEST])
def test_the_api_server_would_know_every_field(kubernetes: str, tmp_path: Path) -> None:
    known = [one for one in objects() if one["kind"] not in UNKNOWN]
    for one in known:
        if one["kind"] == "StatefulSet":
            one["spec"].setdefault("selector", {})  # kustomize puts it in
    assert kubeconform(yaml.safe_dump_all(known), kubernetes, tmp_path) == len(known) > 5


def test_no_kind_is_left_out_for_nothing() -> None:
    assert {one["kind"] for one in objects()} >= UNKNOWN


@pytest.mark.parametrize("path", sorted(K8S.rglob("kustomization.yaml")), ids=lambda path: path.parent.name)
def test_kustomizations_name_what_is_there(path: Path) -> None:
    named = yaml.safe_load(path.read_text())["resources"]
    assert [one for one in named if not (path.parent / one).exists()] == []


def test_the_argo_application_sets_what_the_chart_knows() -> None:
    source = application()["spec"]["source"]
    assert ROOT / source["path"] == CHART
    values = source["helm"]["valuesObject"]
    assert [path for path in paths(values) if not knows(path)] == []


def test_the_argo_application_renders_without_a_cluster(tmp_path: Path) -> None:
    (application,) = [one for one in objects() if one["kind"] == "Application"]
    (tmp_path / "values.yaml").write_text(
        yaml.safe_dump(application["spec"]["source"]["helm"]["valuesObject"])
    )
    rendered = [render(values=[tmp_path / "values.yaml"]) for _ in range(2)]
    assert rendered[0] == rendered[1], "what differs from render to render would be synced without end"
    assert "helm.sh/hook: pre-" not in rendered[0]


def releases() -> list[Document]:
    found: list[Document] = SKAFFOLD["deploy"]["helm"]["releases"]
    return found


def test_skaffold_sets_what_the_chart_knows() -> None:
    (release,) = releases()
    keys = [*release["setValueTemplates"], *added("setValues"), *release.get("setValues", {})]
    assert [key for key in keys if not knows(key)] == []


def added(what: str) -> list[str]:
    """Keys, or files, that a profile adds to the release."""
    patches = [patch for profile in SKAFFOLD["profiles"] for patch in profile.get("patches", [])]
    values: list[Any] = [one["value"] for one in patches if one["op"] == "add" and what in one["path"]]
    return [word for value in values for word in ([value] if isinstance(value, str) else value)]


def test_skaffold_s_values_are_those_of_the_chart() -> None:
    (release,) = releases()
    named = {ROOT / path for path in [*release["valuesFiles"], *added("valuesFiles")]}
    assert named == {*VALUES, CHART / "values/postgres.yaml"}
    render(values=[VALUES[0], VALUES[1]])
    render(values=[VALUES[0], VALUES[2]])
    render(values=[VALUES[0], CHART / "values/postgres.yaml"])


def test_skaffold_builds_targets_of_the_dockerfile() -> None:
    targets = set(re.findall(r"(?m)^FROM \S+ AS (\S+)", (ROOT / "Dockerfile").read_text()))
    assert {artifact["docker"]["target"] for artifact in SKAFFOLD["build"]["artifacts"]} <= targets
    assert "dev" in targets


def test_skaffold_s_loop_builds_each_service_from_paths_that_are_there() -> None:
    (loop,) = (profile["build"]["artifacts"] for profile in SKAFFOLD["profiles"] if "build" in profile)
    for artifact in loop:
        program, service = artifact["custom"]["buildCommand"].split()
        paths = artifact["custom"]["dependencies"]["paths"]
        assert (artifact["image"], f"services/{service}" in paths) == (f"tributary/{service}", True)
        assert [path for path in [program, *paths] if not (ROOT / path).exists()] == []

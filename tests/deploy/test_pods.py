"""What holds for every pod of every render: servers, migrations, hooks and tests."""

import base64
import json
from functools import cache
from pathlib import Path

import pytest

from .chart import CHART, VALUES, Document, containers, documents, pods, render
from .runs import SECRETS

PODS = ["Deployment", "Job", "Pod"]


@cache
def rendered(name: str) -> list[Document]:
    return documents(render(values=VALUES[name]))


def secret_names() -> set[str]:
    settings = json.loads((CHART / "files/settings.json").read_text())
    return {name for name, setting in settings.items() if setting["secret"]}


@pytest.mark.parametrize("name", VALUES)
def test_every_pod_is_restricted(name: str) -> None:
    for who, pod in pods(rendered(name)):
        context = pod["securityContext"]
        assert (context["runAsNonRoot"], context["runAsUser"], context["runAsGroup"]) == (
            True,
            10001,
            10001,
        ), who
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}, who
        assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod), who
        assert not any("hostPath" in volume for volume in pod["volumes"]), who
        for container in containers(pod):
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, who


@pytest.mark.parametrize("name", VALUES)
def test_no_pod_has_a_token_or_service_links(name: str) -> None:
    for who, pod in pods(rendered(name)):
        assert pod["automountServiceAccountToken"] is False, who
        assert pod["enableServiceLinks"] is False, who
    accounts = [one for one in rendered(name) if one["kind"] == "ServiceAccount"]
    assert all(one["automountServiceAccountToken"] is False for one in accounts)


@pytest.mark.parametrize("name", VALUES)
def test_no_container_is_without_limits(name: str) -> None:
    for who, pod in pods(rendered(name)):
        for container in containers(pod):
            resources = container["resources"]
            assert {"cpu", "memory"} <= set(resources["requests"]), who
            assert "memory" in resources["limits"], who


@pytest.mark.parametrize("name", VALUES)
def test_no_image_is_called_latest(name: str) -> None:
    images = [container["image"] for _, pod in pods(rendered(name)) for container in containers(pod)]
    assert images
    assert [image for image in images if ":" not in image.split("/")[-1] or image.endswith(":latest")] == []


@pytest.mark.parametrize("name", VALUES)
def test_secrets_reach_pods_as_files_only(name: str) -> None:
    for who, pod in pods(rendered(name)):
        for container in containers(pod):
            assert "envFrom" not in container, who
            assert [one for one in container.get("env", []) if "valueFrom" in one] == [], who
            assert not {one["name"] for one in container.get("env", [])} & secret_names(), who
    for one in rendered(name):
        if one["kind"] == "ConfigMap":
            assert not set(one.get("data") or {}) & secret_names(), one["metadata"]["name"]
        if one["kind"] != "Secret":
            assert "PRIVATE KEY" not in json.dumps(one)


@pytest.mark.parametrize("name", VALUES)
def test_every_secret_file_that_a_setting_names_is_mounted(name: str) -> None:
    configs = {
        one["metadata"]["name"]: one["data"]
        for one in rendered(name)
        if one["kind"] == "ConfigMap" and "data" in one
    }
    for who, pod in pods(rendered(name)):
        volumes = {volume["name"]: volume for volume in pod["volumes"]}
        if "config" not in volumes:
            continue
        settings = configs[volumes["config"]["configMap"]["name"]]
        named = {value for key, value in settings.items() if key.endswith("_FILE")}
        sources = volumes["secrets"]["projected"]["sources"] or []
        mounted = {f"{SECRETS}/{item['path']}" for one in sources for item in one["secret"]["items"]}
        assert named == mounted, who


@pytest.mark.parametrize("name", VALUES)
def test_every_secret_of_the_chart_can_be_yours(name: str) -> None:
    """With `secrets.existingSecret` no Secret is made, and none of the chart's is mounted."""
    mine = documents(render("--set", "secrets.existingSecret=mine", values=VALUES[name]))
    assert [one for one in mine if one["kind"] == "Secret"] == []
    assert "tributary-secrets" not in json.dumps(mine)


def test_pull_secrets_and_registry_reach_every_pod() -> None:
    for name in VALUES:
        set_all = ["--set", "image.pullSecrets={one}", "--set", "image.registry=registry.example.org"]
        for who, pod in pods(documents(render(*set_all, values=VALUES[name]))):
            assert pod["imagePullSecrets"] == [{"name": "one"}], who
            assert all(one["image"].startswith("registry.example.org/") for one in containers(pod)), who


def test_a_digest_reaches_every_pod_of_its_component() -> None:
    digest = "sha256:" + "0123456789abcdef" * 4
    components = ["components.ingest", "components.entities", "components.auth-gateway", "tests"]
    set_all = [word for one in components for word in ("--set", f"{one}.image.digest={digest}")]
    for name in VALUES:
        for who, pod in pods(documents(render(*set_all, values=VALUES[name]))):
            assert all(one["image"].endswith(f"@{digest}") for one in containers(pod)), who


@pytest.mark.parametrize("name", VALUES)
def test_every_pod_has_exactly_one_policy(name: str) -> None:
    """And no policy selects pods of others: each asks for the release and the component."""
    asked = [
        one["spec"]["podSelector"]["matchLabels"] for one in rendered(name) if one["kind"] == "NetworkPolicy"
    ]
    assert all(
        {"app.kubernetes.io/instance", "app.kubernetes.io/component"} <= set(labels) for labels in asked
    )
    for one in rendered(name):
        if one["kind"] in PODS:
            labels = (one if one["kind"] == "Pod" else one["spec"]["template"])["metadata"]["labels"]
            assert (
                len([labels_asked for labels_asked in asked if labels_asked.items() <= labels.items()]) == 1
            )


@pytest.mark.parametrize("name", VALUES)
def test_nobody_may_call_everywhere(name: str) -> None:
    """Only ingest may call the web, and no rule lacks `to` but that of DNS where it is set so."""
    for one in rendered(name):
        if one["kind"] != "NetworkPolicy":
            continue
        assert "Egress" in one["spec"]["policyTypes"]
        component = one["spec"]["podSelector"]["matchLabels"]["app.kubernetes.io/component"]
        for rule in one["spec"]["egress"]:
            is_dns = {port["port"] for port in rule["ports"]} <= {53, 5353}
            assert rule.get("to") or is_dns, component
            wide = [
                to for to in rule.get("to", []) if to.get("ipBlock", {}).get("cidr") in ("0.0.0.0/0", "::/0")
            ]
            assert not wide or component == "ingest"


@pytest.mark.parametrize("name", VALUES)
def test_what_a_hook_needs_is_there_before_it(name: str) -> None:
    """It runs before the release's objects exist: what it mounts and runs as are hooks of lower weight."""
    hooks = {
        (one["kind"], one["metadata"]["name"]): int(
            one["metadata"]["annotations"].get("helm.sh/hook-weight", 0)
        )
        for one in rendered(name)
        if "pre-install" in one["metadata"].get("annotations", {}).get("helm.sh/hook", "")
    }
    for one in rendered(name):
        key = (one["kind"], one["metadata"]["name"])
        if one["kind"] != "Job" or key not in hooks:
            continue
        pod = one["spec"]["template"]["spec"]
        needed = [("ServiceAccount", pod["serviceAccountName"])]
        needed += [("ConfigMap", v["configMap"]["name"]) for v in pod["volumes"] if v["name"] == "config"]
        for need in needed:
            assert hooks[need] < hooks[key], need
        assert "tributary-secrets" not in json.dumps(pod), "the chart's Secret is made later"


def test_secrets_are_made_of_good_stuff() -> None:
    (secret,) = [one for one in rendered("default") if one["kind"] == "Secret"]
    made = {name: base64.b64decode(value).decode() for name, value in secret["data"].items()}
    assert len(made["internal-secret"]) >= 32
    assert len(made["admin-password"]) >= 16
    assert made["signing-key"].startswith("-----BEGIN PRIVATE KEY-----")


def test_two_releases_do_not_share_secrets() -> None:
    first, second = (
        next(one for one in documents(render()) if one["kind"] == "Secret")["data"] for _ in range(2)
    )
    assert not set(first.values()) & set(second.values())


def test_the_chart_carries_the_product_s_list_of_settings() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/settings.md").read_text()
    listed = set(json.loads((CHART / "files/settings.json").read_text()))
    assert {
        line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| TRIBUTARY_")
    } >= listed
    assert len(listed) > 30

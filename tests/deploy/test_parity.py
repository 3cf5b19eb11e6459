"""Compose and the chart run the same containers in the same way, or say here why they do not."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tributary_gateway.__main__ import _PATHS as GATEWAY_PATHS

from .chart import CHART, ROOT, Document, pod_of
from .runs import (
    ENGINES,
    SECRETS,
    Runs,
    chart,
    compose,
    defaults,
    listening,
    of_chart,
    of_compose,
    projected_files,
    seconds,
    secret_files,
)

SERVICES = ["ingest", "entities", "auth-gateway"]
AS_FILES = "Compose hands settings over as environment, the chart as files of a ConfigMap."
# What differs, by a pattern, with the reason. A difference that is gone must go from here.
EVERYWHERE = {
    "TRIBUTARY_LOG_LEVEL": "Compose takes it from the shell; the default is the product's, as in the chart.",
    "mounts": AS_FILES,
}
BY_ITSELF = (
    "Compose migrates in a one-shot, beside the old release when there is one: on one machine both may open "
    "the file, and the migration is one BEGIN IMMEDIATE, for which writes wait up to 5 s. A Job could not: "
    "it may run on another node, and the volume is for one pod."
)
READS_LESS = "The chart gives a migration all that is set for its service."
ON_SQLITE = EVERYWHERE | {"TRIBUTARY_(INGEST|ENTITIES|GATEWAY)_MIGRATE_ON_START": BY_ITSELF}
ON_MIGRATION = EVERYWHERE | {"TRIBUTARY_INGEST_PARSE_WORKERS": READS_LESS}
# Of one service, whatever runs.
ONLY = {
    "auth-gateway": {
        "TRIBUTARY_GATEWAY_DRAIN_NOTICE_SECONDS": "Under Compose no other gateway could take the calls over."
    }
}
DIFFERENT = {"sqlite": ON_SQLITE, "postgres": EVERYWHERE}
HEALTH = {"startupProbe": "startup", "livenessProbe": "liveness", "readinessProbe": "readiness"}


@cache
def composed(engine: str) -> dict[str, Document]:
    return compose(engine)


@cache
def charted(engine: str) -> dict[str, Document]:
    return chart(engine)


def both(engine: str, service: str) -> tuple[Runs, Runs]:
    return of_compose(composed(engine)[service]), of_chart(charted(engine), f"Deployment {service}")


def unexplained(found: dict[str, tuple[Any, Any]], reasons: dict[str, str]) -> dict[str, tuple[Any, Any]]:
    return {name: pair for name, pair in found.items() if not any(re.fullmatch(one, name) for one in reasons)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_runs_the_same_way(service: str, engine: str) -> None:
    by_compose, by_chart = both(engine, service)
    found = by_compose.differences(by_chart)
    reasons = DIFFERENT[engine] | ONLY.get(service, {})
    assert unexplained(found, reasons) == {}
    unneeded = {one for one in reasons if not any(re.fullmatch(one, name) for name in found)}
    assert unneeded == set(), "these differ no more"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", SERVICES)
def test_what_differs_does_so_as_explained(service: str, engine: str) -> None:
    by_compose, by_chart = both(engine, service)
    assert by_compose.settings["TRIBUTARY_LOG_LEVEL"] == defaults()["TRIBUTARY_LOG_LEVEL"]
    assert dict(by_chart.mounts.items() - by_compose.mounts.items()) == {"/etc/tributary/config": "settings"}
    assert by_compose.mounts.items() <= by_chart.mounts.items()


@pytest.mark.parametrize("service", SERVICES)
def test_a_migration_runs_the_same_way(service: str) -> None:
    by_compose = of_compose(composed("postgres")[f"{service}-migrate"])
    by_chart = of_chart(charted("postgres"), f"Job {service}-migrate")
    assert by_compose.arguments == ["migrate"]
    assert unexplained(by_compose.differences(by_chart), ON_MIGRATION | ONLY.get(service, {})) == {}


def test_smoke_is_the_same_command() -> None:
    by_compose, by_chart = of_compose(composed("sqlite")["smoke"]), of_chart(charted("sqlite"), "Pod test")
    assert by_compose.arguments[0] == by_chart.arguments[0] == "smoke"
    assert (by_compose.image, by_compose.user) == (by_chart.image, by_chart.user)
    assert by_compose.hardening == by_chart.hardening


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_hardened(service: str, engine: str) -> None:
    for runs in both(engine, service):
        assert runs.user == "10001:10001"
        assert runs.hardening == {"read-only root", "no capabilities", "no new privileges"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_listens_where_others_find_it(service: str) -> None:
    deployment = charted("sqlite")[f"Deployment {service}"]
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    ports = {port["containerPort"] for port in container["ports"]}
    offered = {port["port"] for port in charted("sqlite")[f"Service {service}"]["spec"]["ports"]}
    settings = of_compose(composed("sqlite")[service]).settings
    published = {port["target"] for port in composed("sqlite")[service].get("ports", [])}
    assert listening(settings) == ports == offered
    assert published == ({8080} if service == "auth-gateway" else set())


def test_product_and_chart_have_one_version() -> None:
    product = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    described = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert described["version"] == described["appVersion"] == product


def test_what_is_published_is_for_this_machine_only() -> None:
    for engine in ENGINES:
        addresses = {port["host_ip"] for one in composed(engine).values() for port in one.get("ports", [])}
        assert addresses == {"127.0.0.1"}


@pytest.mark.parametrize("service", SERVICES)
def test_health_is_asked_in_the_same_words(service: str) -> None:
    """Compose through the image's own command, the kubelet itself: the same questions to the same ports."""
    check = composed("sqlite")[service]["healthcheck"]
    assert check["test"] == ["CMD", f"tributary-{service}", "health"]
    (container,) = charted("sqlite")[f"Deployment {service}"]["spec"]["template"]["spec"]["containers"]
    for probe, question in HEALTH.items():
        if service == "auth-gateway":
            assert container[probe]["httpGet"] == {"path": GATEWAY_PATHS[question], "port": "http"}
        else:
            assert container[probe]["grpc"] == {"port": 9000, "service": question}
    startup = container["startupProbe"]
    assert seconds(check["start_period"]) <= startup["periodSeconds"] * startup["failureThreshold"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_stopping_service_may_drain(service: str, engine: str) -> None:
    drain = seconds(defaults()["TRIBUTARY_DRAIN_SECONDS"])
    pod = pod_of(charted(engine)[f"Deployment {service}"])
    assert pod
    pause = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pod["terminationGracePeriodSeconds"] > pause + drain
    assert seconds(composed(engine)[service]["stop_grace_period"]) > drain


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `tributary secrets write` makes, as the first of Compose's one-shots does."""
    folder = tmp_path_factory.mktemp("secrets")
    arguments = composed("postgres")["secrets"]["command"]
    assert arguments == ["secrets", "write", "/secrets"]
    command = [Path(sys.executable).with_name("tributary"), *arguments[:2], folder]
    subprocess.run(command, check=True, capture_output=True, env={"TRIBUTARY_HOME": str(folder / "home")})
    return folder


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_sees_its_own_secrets_and_no_more(service: str, written: Path) -> None:
    by_compose, by_chart = both("postgres", service)
    mine = {
        mount["source"] for mount in composed("postgres")[service]["volumes"] if mount["target"] == SECRETS
    }
    assert mine == {f"{service}-secrets"}
    made = {path.name for path in (written / service).iterdir()}
    pod = pod_of(charted("postgres")[f"Deployment {service}"])
    assert pod
    assert made == secret_files(by_compose) == secret_files(by_chart) == projected_files(pod)

"""How a container runs, said in the same words for Compose and for the chart."""

import json
import re
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from .chart import ROOT, VALUES, Document, containers, documents, pod_of, render, run

SECRETS = "/run/secrets/tributary"
ENGINES = {"sqlite": "default", "postgres": "postgres"}


@dataclass(frozen=True)
class Runs:
    """One container. Fields that are compared as they are; the settings one by one."""

    image: str
    arguments: list[str]
    settings: dict[str, str]
    listens: set[int]
    mounts: dict[str, str]
    user: str
    hardening: set[str]
    memory_mib: int

    def differences(self, other: "Runs") -> dict[str, tuple[Any, Any]]:
        """Name to both values; a setting by its own name, a target by its port."""
        mine, theirs = self.words(), other.words()
        return {
            name: (mine.get(name), theirs.get(name))
            for name in {**mine, **theirs}
            if mine.get(name) != theirs.get(name)
        }

    def words(self) -> dict[str, Any]:
        plain = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "settings"}
        return plain | {
            name: re.sub(r".*:", ":", value) if name.endswith("_TARGET") else value
            for name, value in self.settings.items()
        }


def secret_files(runs: Runs) -> set[str]:
    """Names of the secret files that the settings tell the container to read."""
    return {
        value.removeprefix(f"{SECRETS}/") for name, value in runs.settings.items() if name.endswith("_FILE")
    }


def listening(settings: dict[str, str]) -> set[int]:
    return {int(value.rsplit(":", 1)[1]) for name, value in settings.items() if name.endswith("_LISTEN")}


# --- Compose


def compose(engine: str) -> dict[str, Document]:
    """The services as Compose's own parser reads them: its defaults, or the settings of a profile.

    The parser's command knows only the defaults of `${NAME:-default}`; hence the variables are put in before.
    """
    text = (ROOT / "docker-compose.yml").read_text()
    if engine != "sqlite":
        lines = (ROOT / f"compose/{engine}.env").read_text().splitlines()
        given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        text = re.sub(r"\$\{(\w+):-[^}]*\}", lambda match: given.get(match[1], match[0]), text)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "docker-compose.yml").write_text(text)
        read = run("compose-spec", "--format", "json", "docker-compose.yml", cwd=Path(folder))
    services: dict[str, Document] = json.loads(read)["services"]
    return services


def of_compose(service: Document) -> Runs:
    settings = {
        name: value
        for name, value in service.get("environment", {}).items()
        if name.startswith("TRIBUTARY_") and value
    }
    hardened = {
        "read-only root": service.get("read_only"),
        "no capabilities": service.get("cap_drop") == ["ALL"] and not service.get("cap_add"),
        "no new privileges": "no-new-privileges:true" in service.get("security_opt", []),
    }
    volumes = {
        volume["target"]: "secrets" if volume["source"].endswith("-secrets") else "data"
        for volume in service["volumes"]
    }
    scratch = {
        mount.split(":")[0]: "scratch " + re.sub(r".*size=(\d+)m.*", r"\1", mount)
        for mount in service["tmpfs"]
    }
    return Runs(
        image=service["image"].split(":")[0],
        arguments=service.get("command") or [],
        settings=settings,
        listens=listening(settings),
        mounts=volumes | scratch,
        user=service["user"],
        hardening={name for name, is_so in hardened.items() if is_so},
        memory_mib=mib(service["deploy"]["resources"]["limits"]["memory"]),
    )


# --- The chart


def chart(engine: str) -> dict[str, Document]:
    """Everything that makes pods, and the ConfigMaps, by kind and name without the release's."""
    rendered = documents(render(values=VALUES[ENGINES[engine]]))
    return {f"{one['kind']} {one['metadata']['name'].removeprefix('tributary-')}": one for one in rendered}


def of_chart(objects: dict[str, Document], name: str) -> Runs:
    pod = pod_of(objects[name])
    assert pod
    (container,) = containers(pod)
    settings = settings_of(objects, pod, container)
    context = {**pod["securityContext"], **container["securityContext"]}
    hardened = {
        "read-only root": context["readOnlyRootFilesystem"],
        "no capabilities": context["capabilities"] == {"drop": ["ALL"]},
        "no new privileges": context["allowPrivilegeEscalation"] is False,
    }
    return Runs(
        image=container["image"].split(":")[0],
        arguments=container.get("args") or [],
        settings=settings,
        listens=listening(settings),
        mounts={mount["mountPath"]: kind_of(pod, mount["name"]) for mount in container["volumeMounts"]},
        user=f"{context['runAsUser']}:{context['runAsGroup']}",
        hardening={name for name, is_so in hardened.items() if is_so},
        memory_mib=mib(container["resources"]["limits"]["memory"]),
    )


def settings_of(objects: dict[str, Document], pod: Document, container: Document) -> dict[str, str]:
    """The environment, and the ConfigMap that TRIBUTARY_CONFIG_DIR names."""
    direct = {variable["name"]: variable["value"] for variable in container.get("env", [])}
    folder = direct.pop("TRIBUTARY_CONFIG_DIR", None)
    mounts = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    if not folder:
        return direct
    config = volume_of(pod, mounts[folder])["configMap"]["name"].removeprefix("tributary-")
    files: dict[str, str] = objects[f"ConfigMap {config}"]["data"]
    return files | direct


def volume_of(pod: Document, name: str) -> Document:
    found: Document = next(volume for volume in pod["volumes"] if volume["name"] == name)
    return found


def kind_of(pod: Document, name: str) -> str:
    volume = volume_of(pod, name)
    if "configMap" in volume:
        return "settings"
    if "secret" in volume or "projected" in volume:
        return "secrets"
    if volume.get("emptyDir", {}).get("medium") == "Memory":
        return f"scratch {mib(volume['emptyDir']['sizeLimit'])}"
    return "data"


def projected_files(pod: Document) -> set[str]:
    """Names of the secret files that the pod mounts."""
    sources = volume_of(pod, "secrets")["projected"]["sources"]
    return {item["path"] for source in sources for item in source["secret"]["items"]}


def mib(size: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([MG])i?", size).groups()  # type: ignore[union-attr]
    return int(number) * (1024 if unit == "G" else 1)


def seconds(duration: str | int) -> float:
    return float(str(duration).removesuffix("s"))


def defaults() -> dict[str, str]:
    """The product's defaults of the settings, as the chart's generated list has them."""
    listed = yaml.safe_load((ROOT / "charts/tributary/files/settings.json").read_text())
    return {name: str(setting["default"]) for name, setting in listed.items()}

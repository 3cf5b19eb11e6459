"""Writes the JSON schemas of the custom resources that the chart can make, for kubeconform.

    .venv/bin/python tools/crds/generate.py

They come out of the definitions in their projects' Go modules (Go is needed), without the descriptions, and
refuse unknown fields as the API server does with `fieldValidation: Strict`.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SOURCES = {
    "sigs.k8s.io/gateway-api@v1.4.1": [
        "config/crd/standard/gateway.networking.k8s.io_httproutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_grpcroutes.yaml",
    ],
    "github.com/prometheus-operator/prometheus-operator@v0.85.0": [
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
    ],
    "github.com/kedacore/keda/v2@v2.21.0": [
        "config/crd/bases/keda.sh_scaledobjects.yaml",
        "config/crd/bases/keda.sh_triggerauthentications.yaml",
    ],
}


def downloaded(module: str) -> Path:
    said = subprocess.run(
        ["go", "mod", "download", "-json", module], check=True, capture_output=True, text=True
    )
    return Path(json.loads(said.stdout)["Dir"])


def strict(schema: Any, *, named: bool = False) -> Any:
    """Without descriptions, closed where fields are listed. `named`: the keys are names of fields."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if named or key != "description"}
    closed = {key: strict(value, named=key == "properties" and not named) for key, value in kept.items()}
    open_ended = "additionalProperties" in kept or kept.get("x-kubernetes-preserve-unknown-fields")
    if not named and "properties" in kept and not open_ended:
        closed["additionalProperties"] = False
    return closed


def write(definition: dict[str, Any]) -> None:
    spec = definition["spec"]
    version = next(version for version in spec["versions"] if version["storage"])
    schema = strict(version["schema"]["openAPIV3Schema"])
    schema["properties"]["metadata"] = {"type": "object"}
    name = f"{spec['names']['kind']}-{spec['group'].split('.')[0]}-{version['name']}.json".lower()
    (HERE / name).write_text(json.dumps(schema, sort_keys=True, separators=(",", ":")) + "\n")


def main() -> None:
    for module, paths in SOURCES.items():
        for path in paths:
            write(yaml.safe_load((downloaded(module) / path).read_text()))


if __name__ == "__main__":
    main()

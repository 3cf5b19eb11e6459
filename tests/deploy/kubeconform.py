"""Objects against the schemas of Kubernetes, and of the kinds of others in tools/crds."""

import json
import re
from pathlib import Path

from .chart import ROOT, TOOLS, run


def kubeconform(objects: str, kubernetes: str, place: Path) -> int:
    """How many objects there are; all are valid and none is of a kind without a schema, else it raises."""
    named = [
        f"-schema-location={folder}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json"
        for folder in (schemas(kubernetes, place), ROOT / "tools/crds")
    ]
    options = ["-strict", "-summary", "-output=json", f"-kubernetes-version={kubernetes}"]
    summary = json.loads(run("kubeconform", *options, *named, stdin=objects))["summary"]
    assert summary == {"valid": summary["valid"], "invalid": 0, "errors": 0, "skipped": 0}
    return int(summary["valid"])


def packaged_schemas() -> Path:
    (found,) = (TOOLS / "linters/lib").glob(
        "python3*/site-packages/kubernetes_validate/kubernetes-json-schema"
    )
    return found


def schemas(kubernetes: str, place: Path) -> Path:
    """A copy whose schemas find each other as files; as packaged, they do by the addresses that they name."""
    for path in (packaged_schemas() / f"v{kubernetes}-local-strict").glob("*.json"):
        text = re.sub(r'"\$id": "[^"]*"', '"$comment": ""', path.read_text())
        (place / path.name).write_text(text.replace('"/api/_definitions.json', '"_definitions.json'))
    return place

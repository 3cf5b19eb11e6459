"""python -m tests.deploy.e2e_k8s [--short] [--only sqlite|postgres] [--write] [--json FILE] [--keep]"""

import argparse
import sys
from pathlib import Path

from tests.deploy.e2e_k8s import scenes
from tests.deploy.e2e_k8s.images import build_and_bring, releases
from tests.deploy.e2e_k8s.namespace import Namespace, namespace
from tests.deploy.e2e_k8s.report import Report
from tests.deploy.e2e_k8s.shell import Failed, run

SCENES = {"sqlite": scenes.sqlite, "postgres": scenes.postgres}


def main() -> int:
    """Plays the scenes, one after the other; the exit code is 1 when an act failed."""
    options = _options()
    try:
        return _play(options)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1


def _play(options: argparse.Namespace) -> int:
    report = Report(_about())
    with releases() as (this, next_):
        versions = (this.version, next_.version)
        report.act("images built and brought to the cluster", lambda: build_and_bring(*versions))
        for name in options.only or SCENES:
            with namespace(name, options.keep) as ns:
                try:
                    SCENES[name](report, ns, this, next_, options.short)
                except Failed:
                    print(_state(ns), file=sys.stderr)
    if options.json:
        options.json.write_text(report.as_json())
    if options.write:
        report.write()
    print(f"{len(report.rows) - report.failures} acts well, {report.failures} not", flush=True)
    return 1 if report.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.deploy.e2e_k8s", description=__doc__)
    parser.add_argument("--short", action="store_true", help="only what the gate runs")
    parser.add_argument("--only", action="append", choices=list(SCENES), help="this scene alone")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/explanation/proof.md")
    parser.add_argument("--json", type=Path, help="write all that was seen to this file")
    parser.add_argument("--keep", action="store_true", help="leave the namespaces, to look at them")
    return parser.parse_args()


def _about() -> str:
    server = run("kubectl", "version", "--output=yaml")
    version = next(
        line.split(": ")[1] for line in server.split("serverVersion")[1].splitlines() if "gitVersion" in line
    )
    nodes = len(run("kubectl", "get", "nodes", "--output=name").split())
    helm = run("helm", "version", "--short").strip()
    return f"Kubernetes {version}, {nodes} node{'s' * (nodes > 1)}, helm {helm}."


def _state(ns: Namespace) -> str:
    """What a person would ask for first after a failure."""
    asked = (
        ("get", "pods,jobs", "--output=wide"),
        ("get", "events", "--sort-by=.lastTimestamp"),
        (
            "logs",
            "--selector=app.kubernetes.io/instance=tributary",
            "--all-containers",
            "--tail=15",
            "--prefix",
        ),
    )
    said = []
    for question in asked:
        try:
            said.append("\n".join(ns.kubectl(*question).splitlines()[-60:]))
        except Failed as failed:
            said.append(str(failed))
    return "\n".join(said)


sys.exit(main())

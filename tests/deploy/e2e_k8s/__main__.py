"""python -m tests.deploy.e2e_k8s [--short] [--only sqlite|postgres] [--write] [--json FILE] [--keep]"""

import argparse
import re
import sys
from pathlib import Path

from tests.deploy.e2e_k8s import scenes
from tests.deploy.e2e_k8s.images import build_and_bring, releases
from tests.deploy.e2e_k8s.namespace import Namespace, namespace
from tests.deploy.proofs import STEPS, act, as_json, say, seen_on, write
from tests.deploy.running import Failed, check, run

SCENES = {"sqlite": scenes.sqlite, "postgres": scenes.postgres}


def main() -> int:
    """Plays the scenes, one after the other; the exit code is 1 when an act failed."""
    options = _options()
    try:
        where = seen_on(*_versions())
        well = _play(options)
        if options.json:
            options.json.write_text(as_json(where, {}))
        if options.write and well:
            write("kubernetes", where)
    except Failed as failed:
        say(f"\n{failed}")
        return 1
    say(f"{sum(step.ok for step in STEPS)} acts well, {sum(not step.ok for step in STEPS)} not")
    return 0 if well else 1


def _play(options: argparse.Namespace) -> bool:
    """Whether all acts went well. After one that did not, the next scene is played all the same."""
    with releases() as (this, next_):
        act("images built and brought to the cluster", lambda: build_and_bring(this, next_))
        for name in options.only or SCENES:
            with namespace(name, options.keep) as ns:
                try:
                    SCENES[name](ns, this, next_, options.short)
                except Failed as failed:
                    say(f"\n{failed}\n{_state(ns)}")
    return all(step.ok for step in STEPS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.deploy.e2e_k8s", description=__doc__)
    parser.add_argument("--short", action="store_true", help="only what the gate runs")
    parser.add_argument("--only", action="append", choices=list(SCENES), help="this scene alone")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/explanation/proof.md")
    parser.add_argument("--json", type=Path, help="write all that was seen to this file")
    parser.add_argument("--keep", action="store_true", help="leave the namespaces, to look at them")
    return parser.parse_args()


def _versions() -> list[str]:
    server = run("kubectl", "version", "--output=yaml").split("serverVersion")[-1]
    found = re.search(r"gitVersion: (\S+)", server)
    check(found, "kubectl reaches no cluster: set KUBECONFIG")
    nodes = len(run("kubectl", "get", "nodes", "--output=name").split())
    helm = run("helm", "version", "--short").strip()
    return [f"Kubernetes {found[1] if found else ''} with {nodes} node{'s' * (nodes > 1)}", f"helm {helm}"]


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

"""The scenes of a run: SQLite with no values, and the postgres profile. `short` is what the gate runs."""

import json
from collections.abc import Callable

from tests.deploy.e2e_k8s import acts
from tests.deploy.e2e_k8s.acts import COMPONENTS, Installed, unfailing_while
from tests.deploy.e2e_k8s.gateway import gateway
from tests.deploy.e2e_k8s.images import Release
from tests.deploy.e2e_k8s.load import load, unfailing
from tests.deploy.e2e_k8s.namespace import Namespace
from tests.deploy.e2e_k8s.pods import plain_pod
from tests.deploy.proofs import act
from tests.deploy.running import Failed, run, until

POSTGRES = ("--values", "charts/tributary/values/postgres.yaml")
OUTSIDE_PORT = 8000
SCALING = {
    "components": {
        "auth-gateway": {
            "autoscaling": {
                "enabled": True,
                "minReplicas": 2,
                "maxReplicas": 4,
                "targetCPUUtilizationPercentage": 60,
                "behavior": {"scaleDown": {"stabilizationWindowSeconds": 30}},
            }
        }
    }
}


def sqlite(ns: Namespace, this: Release, next_: Release, short: bool) -> None:
    """No values at all: a volume for each service."""
    product = Installed(ns)
    act("SQLite: helm install with no values", lambda: product.install(this))
    act("SQLite: smoke by helm test", product.smoke)
    act("SQLite: a feed is taken in", lambda: _with_feed(ns))
    if not short:
        act("SQLite: resident memory of the processes", product.memory)
        act("SQLite: more than one replica is refused with the reason", product.refused_replicas)
        act("a privileged pod and an unpinned image are refused in the namespace", product.refused_pods)
    act(
        "SQLite: upgrade to the next version, which migrates, keeps all",
        lambda: _keeping(product, lambda: product.upgrade(next_)),
    )
    act("SQLite: smoke after the upgrade", product.smoke)
    if not short:
        act("SQLite: helm rollback keeps all", lambda: _keeping(product, product.rollback))
    act("SQLite: uninstall leaves nothing but the volumes", product.uninstall)
    if not short:
        act("SQLite: the next install takes the volumes up", lambda: _reinstalled(product, this))
        act("SQLite: uninstall again", product.uninstall)


def postgres(ns: Namespace, this: Release, next_: Release, short: bool) -> None:
    """The profile with a database for each service and two pods of each."""
    product = Installed(ns, POSTGRES)
    cli = f"tributary/cli:{this.version}"
    act("PostgreSQL: three servers of k8s/dev", lambda: run("k8s/dev/up", ns.name).splitlines()[-1])
    act("PostgreSQL: helm install, migrations by hook", lambda: product.install(this))
    act("PostgreSQL: smoke by helm test", product.smoke)
    act("PostgreSQL: a feed is taken in", lambda: _with_feed(ns))
    act(
        "rolling upgrade to the next version, which migrates, under load",
        lambda: unfailing_while(ns, cli, lambda: _keeping(product, lambda: product.upgrade(next_))),
    )
    act("PostgreSQL: smoke after the upgrade", product.smoke)
    if not short:
        _beyond_short(product, ns, next_, cli)
    act("PostgreSQL: uninstall leaves nothing", product.uninstall)


def _beyond_short(product: Installed, ns: Namespace, next_: Release, cli: str) -> None:
    act(
        "a pod of each component is deleted under load",
        lambda: unfailing_while(ns, cli, lambda: _deleted(ns)),
    )
    act("a node is drained under load", lambda: unfailing_while(ns, cli, lambda: _drained(ns)))
    act("entities from 1 to 3 pods: all answer gRPC calls", lambda: _spread(product, ns, cli))
    act("NetworkPolicies block what they should", lambda: _blocked(product, ns, cli))
    act("the gateway scales by load and back", lambda: _autoscaled(product, ns, next_, cli))
    act("helm rollback under load", lambda: unfailing_while(ns, cli, product.rollback))
    act("migrations as job", lambda: _migrated(product, next_, "job"))
    act("migrations as initContainer", lambda: _migrated(product, next_, "initContainer"))
    act("smoke after those", product.smoke)


def _with_feed(ns: Namespace) -> str:
    with gateway(ns) as client:
        return acts.counted(client.add_demo("calls-for-papers.json"))


def _keeping(product: Installed, do: Callable[[], str]) -> str:
    with product.kept():
        said = do()
    with gateway(product.ns) as client:
        return f"{said}; {acts.counted(client.content())} as before"


def _reinstalled(product: Installed, release: Release) -> str:
    # Users are in the volume and keep their passwords: the new Secret opens nothing. So files are read.
    said = product.install(release)
    lists = [
        product.ns.python(product.ns.names("ingest")[0], _COUNT.format(file="ingest", table="item")),
        product.ns.python(product.ns.names("entities")[0], _COUNT.format(file="entities", table="entity")),
    ]
    items, entities = (int(text) for text in lists)
    if not items or not entities:
        raise Failed(f"{items} items and {entities} entities are there")
    return f"{said}; {items} items and {entities} entities are there"


_COUNT = (
    "import sqlite3; print(sqlite3.connect('file:/var/lib/tributary/{file}.db?mode=ro', uri=True)"
    ".execute('SELECT count(*) FROM {table}').fetchone()[0])"
)


def _deleted(ns: Namespace) -> str:
    for component in COMPONENTS:
        ns.kubectl("delete", "pod", ns.names(component)[0], "--wait=true")
        ns.wait_for_pods(component, 2)
    return "one of two pods each, one after the other"


def _drained(ns: Namespace) -> str:
    """On one node, which cannot be drained, every pod is evicted as a drain does it, minding the budgets."""
    nodes = json.loads(run("kubectl", "get", "nodes", "--output=json"))["items"]
    if len(nodes) > 1:
        node = ns.pods("auth-gateway")[0]["spec"]["nodeName"]
        drain = ("kubectl", "drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=240s")
        try:
            run(*drain, "--pod-selector=app.kubernetes.io/instance=tributary")
        finally:
            run("kubectl", "uncordon", node)
        return f"node {node} of {len(nodes)}"
    for component in COMPONENTS:
        for pod in ns.names(component):
            acts.evict(ns, pod)
        ns.wait_for_pods(component, 2)
    return "the only node: all pods evicted by the API of a drain, within their budgets"


def _spread(product: Installed, ns: Namespace, cli: str) -> str:
    product.scaled("entities", 1)
    with load(ns, cli) as tally:
        product.scaled("entities", 3)
        before = product.calls_of_entities()

        def all_called() -> dict[str, float] | None:
            now = product.calls_of_entities()
            more = {name: now[name] - before.get(name, 0) for name in now}
            return more if len(more) == 3 and min(more.values()) > 20 else None

        more = until("calls to all three pods", 150, all_called)
    product.scaled("entities", 2)
    return f"calls by pod: {', '.join(f'{count:.0f}' for count in more.values())}. {unfailing(tally)}"


def _blocked(product: Installed, ns: Namespace, cli: str) -> str:
    outside, host = _outside(ns, cli)
    try:
        expected = {
            ("ingest", "postgres-ingest", 5432): True,
            ("ingest", "postgres-auth-gateway", 5432): False,
            ("entities", "postgres-entities", 5432): True,
            ("entities", "postgres-ingest", 5432): False,
            ("entities", host, OUTSIDE_PORT): False,
            ("auth-gateway", host, OUTSIDE_PORT): False,
            ("ingest", host, OUTSIDE_PORT): False,
            ("entities", "tributary-ingest", 9000): False,
        }
        ns.kubectl(
            "exec",
            outside,
            "--",
            "python",
            "-c",
            f"import socket; socket.create_connection(('{host}', {OUTSIDE_PORT}), 5)",
        )
        seen = {key: product.connects(*key) for key in expected}
    finally:
        ns.kubectl("delete", "pod", "outside", "--grace-period=1")
    if wrong := [f"{a} → {b}:{c}" for (a, b, c), reached in seen.items() if reached != expected[a, b, c]]:
        raise Failed(f"not as wanted: {', '.join(wrong)}")
    return "; ".join(f"{a} {'reaches' if ok else 'cannot reach'} {b}:{c}" for (a, b, c), ok in seen.items())


def _outside(ns: Namespace, cli: str) -> tuple[str, str]:
    """A server that no policy protects: it stands for any other address. Its pod's name and address."""
    pod = plain_pod("outside", cli, ["python", "-m", "http.server", str(OUTSIDE_PORT), "--directory", "/opt"])
    ns.apply(pod)
    ns.kubectl("wait", "--for=condition=Ready", "pod/outside", "--timeout=60s")
    address = ns.get("pod", "outside")["status"]["podIP"]
    return "outside", address


def _autoscaled(product: Installed, ns: Namespace, release: Release, cli: str) -> str:
    product.upgrade(release, "--set-json", f"components={json.dumps(SCALING['components'])}")
    until(
        "the autoscaler sees a load", 120, lambda: "<unknown>" not in ns.kubectl("get", "hpa", "--no-headers")
    )
    with load(ns, cli, threads=12, pause=0) as tally:
        up = until("more than 2 pods of the gateway", 180, lambda: _more_than(ns, 2))
    down = until("2 pods again", 300, lambda: ns.wait_for_pods("auth-gateway", 2, seconds=1))
    return f"2 → {up} → {len(down)} pods. {unfailing(tally)}"


def _more_than(ns: Namespace, count: int) -> int:
    found = len(ns.names("auth-gateway"))
    return found if found > count else 0


def _migrated(product: Installed, release: Release, mode: str) -> str:
    said = product.upgrade(release, "--set", f"migrations.mode={mode}")
    if mode == "job":
        done = until("migrations that succeed", 120, lambda: _succeeded(product.ns))
        return f"{said}; {', '.join(done)} succeeded"
    states = [
        state["state"]["terminated"]["reason"]
        for name in COMPONENTS
        for pod in product.ns.pods(name)
        for state in pod["status"]["initContainerStatuses"]
    ]
    return f"{said}; {len(states)} init containers {', '.join(sorted(set(states)))}"


def _succeeded(ns: Namespace) -> list[str] | None:
    """The names of the migrations' Jobs once all have succeeded."""
    jobs = ns.get("jobs", "--selector=app.kubernetes.io/instance=tributary")["items"]
    done = [job["metadata"]["name"] for job in jobs if job["status"].get("succeeded")]
    return done if len(done) == len(COMPONENTS) else None

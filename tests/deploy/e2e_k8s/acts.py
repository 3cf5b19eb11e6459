"""What can be asked of an installed release, each act a function that says what was seen."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.deploy.e2e_k8s.gateway import gateway
from tests.deploy.e2e_k8s.images import Release
from tests.deploy.e2e_k8s.load import load, unfailing
from tests.deploy.e2e_k8s.namespace import Namespace
from tests.deploy.e2e_k8s.pods import plain_pod
from tests.deploy.running import Failed, check, refusal, run, until

COMPONENTS = ("ingest", "entities", "auth-gateway")
_CALLS = re.compile(
    r'^tributary_grpc_server_seconds_count\{[^}]*method="[^"]*EntitiesService[^"]*"[^}]*\} (\S+)',
    re.MULTILINE,
)
_METRICS = (
    "import urllib.request as u; print(u.urlopen('http://127.0.0.1:9100/metrics', timeout=5).read().decode())"
)
_CONNECT = "import socket; socket.create_connection(('{host}', {port}), 5); print('connected')"


class Installed:
    """A release called `tributary` in a namespace, with the values that it was installed with."""

    def __init__(self, ns: Namespace, values: tuple[str, ...] = ()) -> None:
        self.ns, self.values = ns, values

    def install(self, release: Release, *extra: str) -> str:
        began = time.monotonic()
        chart = str(release.chart)
        self.ns.helm("install", "tributary", chart, *self.values, *extra, "--wait", "--timeout=5m")
        return f"version {release.version}, all pods ready after {time.monotonic() - began:.0f} s"

    def upgrade(self, release: Release, *extra: str) -> str:
        chart = str(release.chart)
        self.ns.helm("upgrade", "tributary", chart, *self.values, *extra, "--wait", "--timeout=5m")
        images = {pod["spec"]["containers"][0]["image"] for name in COMPONENTS for pod in self.ns.pods(name)}
        wrong = [image for image in images if not image.endswith(f":{release.version}")]
        if wrong or not images:
            raise Failed(f"after the upgrade pods run {', '.join(sorted(images))}")
        return f"all pods run {release.version}"

    def smoke(self) -> str:
        """`helm test`, which prints the steps of the smoke test."""
        said = run("helm", "--namespace", self.ns.name, "test", "tributary", "--timeout=5m", stderr=True)
        steps = re.findall(r"^ok\s", said, re.MULTILINE)
        if not steps:
            raise Failed("helm test says nothing of the steps of the smoke test")
        return f"{len(steps)} steps well"

    def rollback(self) -> str:
        self.ns.helm("rollback", "tributary", "--wait", "--timeout=5m")
        status = json.loads(self.ns.helm("status", "tributary", "--output=json"))
        return f"revision {status['version']}: {status['info']['description']}"

    def uninstall(self) -> str:
        """Uninstalls and lists what is left of the release."""
        self.ns.helm("uninstall", "tributary", "--wait", "--timeout=3m")
        # Ends only what is Kubernetes' own doing: endpoints and pods go a moment after their owners.
        return str(until("nothing but the volumes is left", 90, self._only_volumes_left))

    def _only_volumes_left(self) -> str:
        kinds = "all,configmaps,secrets,serviceaccounts,pvc,networkpolicies,pdb,hpa,jobs,roles,rolebindings"
        listed = self.ns.kubectl(
            "get", kinds, "--selector=app.kubernetes.io/instance=tributary", "--output=name"
        )
        left = listed.split()
        if wrong := [name for name in left if not name.startswith("persistentvolumeclaim/")]:
            raise Failed(f"left: {', '.join(wrong)}")
        return f"left: {', '.join(left)}" if left else "nothing is left"

    def memory(self) -> str:
        """The resident memory of each container's first process, in MB."""
        read = "import re; print(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/1/status').read())[1])"
        found = {name: int(self.ns.python(self.ns.names(name)[0], read)) // 1000 for name in COMPONENTS}
        return ", ".join(f"{name} {megabytes} MB" for name, megabytes in found.items())

    def refused_replicas(self) -> str:
        command = ("helm", "--namespace", self.ns.name, "upgrade", "tributary", "charts/tributary")
        return refusal(*command, "--set", "components.ingest.replicas=3")

    def refused_pods(self) -> str:
        """Pod Security refuses a privileged pod, our policy an image that is not pinned."""
        kubectl = ("kubectl", "--namespace", self.ns.name)
        privileged = refusal(*kubectl, "run", "bad", "--image=tributary/cli:1", "--privileged")
        pod = plain_pod("bad", "tributary/cli:latest", ["tributary"])
        unpinned = refusal(*kubectl, "create", "--filename=-", stdin=json.dumps(pod))
        right = "PodSecurity" in privileged and "latest" in unpinned
        check(right, f"refused for other reasons: {privileged} / {unpinned}")
        return f"{privileged[:160]}… — {unpinned[:160]}…"

    def connects(self, component: str, host: str, port: int) -> bool:
        """Whether a pod of the component reaches an address."""
        try:
            self.ns.python(self.ns.names(component)[0], _CONNECT.format(host=host, port=port))
        except Failed as failed:
            if "Error" not in str(failed):
                raise
            return False
        return True

    def calls_of_entities(self) -> dict[str, float]:
        """How many calls each pod of entities has answered."""
        return {
            name: sum(map(float, _CALLS.findall(self.ns.python(name, _METRICS))))
            for name in self.ns.names("entities")
        }

    def scaled(self, component: str, count: int) -> list[str]:
        self.ns.kubectl("scale", f"deployment/tributary-{component}", f"--replicas={count}")
        return self.ns.wait_for_pods(component, count)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Raises Failed when the block changes what the product holds."""
        with gateway(self.ns) as before:
            content = before.content()
        yield
        with gateway(self.ns) as after:
            if (now := after.content()) != content:
                lost = {name: len(set(ids) - set(now[name])) for name, ids in content.items()}
                raise Failed(f"lost: {lost}")


def unfailing_while(ns: Namespace, cli: str, do: Callable[[], str]) -> str:
    """What `do` says and the tally of the load meanwhile, of which no request may fail."""
    with load(ns, cli) as tally:
        said = do()
    return f"{said}. {unfailing(tally)}"


def counted(content: dict[str, list[str]]) -> str:
    return ", ".join(f"{len(ids)} {name}" for name, ids in content.items())


def evict(ns: Namespace, pod: str) -> None:
    """Asks for the pod's eviction as `kubectl drain` does, again and again while its budget forbids it."""
    body = json.dumps(
        {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": pod, "namespace": ns.name}}
    )
    path = f"/api/v1/namespaces/{ns.name}/pods/{pod}/eviction"
    until(
        f"eviction of {pod}", 120, lambda: run("kubectl", "create", "--raw", path, "--filename=-", stdin=body)
    )

"""What the containers may do, and what of them is reachable."""

import json
from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import check, run

from .stack import SERVICES, Stack

SECRETS = {
    "ingest": {"internal-secret", "database-url"},
    "entities": {"internal-secret", "database-url"},
    "auth-gateway": {"internal-secret", "database-url", "signing-key", "admin-password"},
}
# Without a shell: a Python program looks at its own process and tries what it must not be able to do.
_LOOK = """
import json, os, pathlib
def may_write(folder):
    try:
        path = pathlib.Path(folder, ".probe"); path.touch(); path.unlink(); return True
    except OSError:
        return False
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
folder = pathlib.Path("/run/secrets/tributary")
print(json.dumps({
    "ids": [os.getuid(), os.getgid()],
    "capabilities": [int(status[name], 16) for name in ("CapEff", "CapPrm", "CapBnd", "CapAmb")],
    "no_new_privileges": status["NoNewPrivs"].strip(), "seccomp": status["Seccomp"].strip(),
    "writable": [f for f in ("/", "/opt/tributary", "/usr/local", "/etc", "/run/secrets/tributary",
                             "/tmp", "/var/lib/tributary") if may_write(f)],
    "secrets": {f.name: f.read_text().strip() for f in folder.iterdir()},
    "way_out": any(line.split()[1] == "00000000" for line in list(open("/proc/net/route"))[1:]),
}))
"""


def prove(stack: Stack) -> dict[str, Any]:
    """Looks at every service from inside and outside. Raises Failed."""
    secrets: set[str] = set()
    for service in SERVICES:
        with step(f"{service} is locked in"):
            told = stack.inside(service, _LOOK)
            _is_locked_in(service, told)
            secrets |= set(told["secrets"].values())
    with step("secrets are only in files"):
        for service in SERVICES:
            known = json.dumps(stack.inspect(service))
            check(
                not any(secret in known for secret in secrets), f"{service}: a secret is in its environment"
            )
    with step("limits, restarts and logs are set"):
        for service in SERVICES:
            _is_limited(service, stack.inspect(service)["HostConfig"])
    with step("only the gateway is published, at 127.0.0.1") as found:
        published = _published(stack)
        check(published == [f"127.0.0.1:{stack.port}"], f"published: {published}")
        found.found = published[0]
    return {"user": "10001:10001", "capabilities": 0, "published": published}


def _is_locked_in(service: str, told: dict[str, Any]) -> None:
    check(told["ids"] == [10001, 10001], f"{service} runs as {told['ids']}")
    check(not any(told["capabilities"]), f"{service} has capabilities {told['capabilities']}")
    check(told["no_new_privileges"] == "1", f"{service} may gain privileges")
    check(told["seccomp"] == "2", f"{service} runs without a seccomp profile")
    check(told["writable"] == ["/tmp", "/var/lib/tributary"], f"{service} may write to {told['writable']}")
    check(set(told["secrets"]) == SECRETS[service], f"{service} sees the secrets {set(told['secrets'])}")
    if service == "entities":
        check(not told["way_out"], "entities has a way out of its networks")


def _is_limited(service: str, host: dict[str, Any]) -> None:
    check(host["Memory"] > 0 and host["NanoCpus"] > 0 and host["PidsLimit"] > 0, f"{service} has no limits")
    check(host["RestartPolicy"]["Name"] == "unless-stopped", f"{service} does not start again")
    check(host["LogConfig"]["Config"].get("max-size"), f"{service} may fill the disk with its log")
    check(host["ReadonlyRootfs"] and host["CapDrop"] == ["ALL"], f"{service} is not hardened")


def _published(stack: Stack) -> list[str]:
    ids = stack.compose("ps", "--all", "--quiet").split()
    bindings = [
        port
        for container in json.loads(run("docker", "inspect", *ids))
        for ports in (container["NetworkSettings"]["Ports"] or {}).values()
        for port in ports or []
    ]
    return sorted(f"{port['HostIp']}:{port['HostPort']}" for port in bindings)

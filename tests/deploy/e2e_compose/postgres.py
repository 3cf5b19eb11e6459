"""The profile postgres: its settings are asked for, each service has its own database, nothing is lost."""

from typing import Any

from tests.deploy.proofs import step
from tests.deploy.running import check, run

from . import keeping
from .stack import Door, Stack

ENV_FILE = ("--env-file", "compose/postgres.env")
# Tries to connect to the others' databases with its own password.
_TRESPASS = """
import json, psycopg
url = open("/run/secrets/tributary/database-url").read().strip().replace("+psycopg", "")
def opens(name):
    try:
        psycopg.connect(url.rpartition("/")[0] + "/" + name, connect_timeout=5).close(); return True
    except psycopg.OperationalError:
        return False
names = ("tributary_ingest", "tributary_entities", "tributary_auth_gateway")
print(json.dumps([name for name in names if opens(name)]))
"""


def refusal(stack: Stack) -> None:
    """The profile without its settings would start an idle server. Raises Failed."""
    with step("the profile postgres without its settings is refused, with the remedy"):
        stack.options = ("--profile", "postgres")
        check(stack.refuses("up", "--detach", "--wait"), "it starts")
        said = stack.compose("logs", "postgres-settings")
        check("--env-file compose/postgres.env" in said, f"it says: {said}")
        check(not stack.compose("ps", "--quiet", "auth-gateway").strip(), "services run all the same")
    stack.away()


def prove(stack: Stack, short: bool) -> dict[str, Any]:
    """A stack on PostgreSQL, used, restarted, and made anew. Raises Failed."""
    stack.options = ENV_FILE
    with step("start from nothing on PostgreSQL") as told:
        up = stack.up()
        told.found = f"all healthy after {up:.1f} s"
    with step("smoke on PostgreSQL") as told:
        steps = stack.smoke()["steps"]
        told.found = f"{len(steps)} steps in {sum(row['seconds'] for row in steps):.1f} s"
    with step("smoke without the settings leaves the stack as it is"):
        before = _containers(stack)
        stack.options = ()
        stack.smoke()
        stack.options = ENV_FILE
        check(_containers(stack) == before, "containers were made anew or started again")
    with step("each service can open its own database alone"):
        for service in ("ingest", "entities", "auth-gateway"):
            own = [f"tributary_{service.replace('-', '_')}"]
            opened = stack.inside(service, _TRESPASS)
            check(opened == own, f"{service} opens {opened}")
    with step("PostgreSQL is locked in, too"):
        host = stack.inspect("postgres")["HostConfig"]
        check(host["ReadonlyRootfs"] and host["CapDrop"] == ["ALL"], "its container is not hardened")
        check(run("docker", "exec", stack.container("postgres"), "id", "-u").strip() == "999", "it is root")
    door = Door(stack)
    keeping.fill(door)
    keeping.after_restart(stack, door)
    if not short:
        keeping.after_down(stack, door)
    return {"up_s": up}


def _containers(stack: Stack) -> str:
    """Ids and times of start of all that runs or has run."""
    ids = stack.compose("ps", "--all", "--quiet").split()
    return run("docker", "inspect", "--format", "{{.Id}} {{.State.StartedAt}}", *ids)

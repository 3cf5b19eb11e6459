"""The command `tributary-auth-gateway`; also `python -m tributary_gateway`."""

import json
from pathlib import Path

from tributary_kit import command, environment, probe
from tributary_kit.errors import Unavailable

_PATHS = {"startup": "/health/startup", "liveness": "/health/live", "readiness": "/health/ready"}


def main() -> None:
    """The console script."""
    command.run(
        "tributary-auth-gateway",
        "The one door for clients: REST, login, roles.",
        serve=_serve,
        migrate=_migrate,
        health=_health,
    )


def _serve() -> None:
    import uvloop

    from tributary_gateway.app import serve
    from tributary_gateway.settings import GatewaySettings

    command.serve("gateway", GatewaySettings, serve, loop_factory=uvloop.new_event_loop)


def _migrate() -> None:
    from tributary_gateway.app import migrate_database
    from tributary_gateway.settings import GatewaySettings

    command.migrate("gateway", GatewaySettings, migrate_database)


def _health(name: str) -> str:
    status, body = probe.ask_http(_listen(), _PATHS[name])
    told = json.loads(body)
    found = "".join(f", {part} {outcome}" for part, outcome in told["checks"].items())
    line = f"{name}: {told['status']}{found}"
    if status != 200:
        raise Unavailable(f"{line}.")
    return line


def _listen() -> str:
    given = environment.given()
    listen = given.get("TRIBUTARY_GATEWAY_LISTEN", "127.0.0.1:8080")
    if not listen.endswith(":0"):
        return listen
    file = Path(given.get("TRIBUTARY_HOME", ".tributary"), "run", "gateway.url")
    return file.read_text().strip() if file.exists() else listen


if __name__ == "__main__":
    main()

"""up: the whole product on this machine."""

import asyncio
import gc
import logging
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from tributary_kit import environment
from tributary_kit.errors import TributaryError

from tributary_cli.failure import Failure, from_product
from tributary_cli.home import Home
from tributary_cli.output import say
from tributary_cli.session import choice


def up(
    listen: Annotated[str, typer.Option(help="host:port of HTTP; port 0 takes a free one.")] = "",
    demo: Annotated[bool, typer.Option(" /--no-demo", help="Leave an empty home empty.")] = True,
    split: Annotated[bool, typer.Option("--split", help="Three processes instead of one.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Log to stdout on a terminal, too, not to the home.")
    ] = False,
) -> None:
    """Run the whole product on this machine.

    Three services, SQLite, no server. Everything is kept in the home: --home, TRIBUTARY_HOME, else
    ./.tributary. On an empty home the bundled demo feeds are loaded once. Logs are JSON lines on
    stdout; on a terminal they go to HOME/logs/tributary.jsonl instead. Ctrl-C or SIGTERM stops it
    when calls under way are done.
    """
    home = Home(choice().home)
    home.prepare()
    with home.lock(), home.sockets() as targets:
        if sys.stdout.isatty() and not log_json:
            _log_to(home.log_file)
        overrides = {"home": str(home.path), **targets, **_migrating()}
        if listen:
            overrides["gateway_listen"] = listen
        run = _split if split else _embedded
        try:
            run(home, overrides, partial(_ready, home, demo))
        finally:
            home.url_file.unlink(missing_ok=True)
    say("Stopped.")


def _migrating() -> dict[str, str]:
    """Upgrades the schemas on every engine unless the environment says otherwise: nobody else does it."""
    names = [f"{service}_migrate_on_start" for service in ("ingest", "entities", "gateway")]
    return {name: "true" for name in names if f"TRIBUTARY_{name.upper()}" not in environment.given()}


def _embedded(home: Home, overrides: dict[str, str], ready: Callable[[], None]) -> None:
    import uvloop
    from tributary_kit import logs
    from tributary_kit.serving import process
    from tributary_kit.settings import CommonSettings, warn_of_unknown

    from tributary_cli import embedded

    settings = CommonSettings.load(**overrides)
    logs.configure(settings.log_level, "tributary")
    if not settings.internal_secret.get_secret_value():
        overrides = {**overrides, "internal_secret": home.secret()}
    # Imports make hardly any garbage; looking for it meanwhile would cost a tenth of the start.
    gc.disable()
    services = embedded.parts(overrides)
    warn_of_unknown(*(type(part.settings) for part in services))
    gc.freeze()
    gc.enable()

    async def main(stop: asyncio.Event) -> None:
        try:
            await embedded.run(services, stop, ready)
        except TributaryError as error:
            raise from_product(error) from None

    process.run(main, loop_factory=uvloop.new_event_loop)


def _split(home: Home, overrides: dict[str, str], ready: Callable[[], None]) -> None:
    from tributary_kit.serving import process

    from tributary_cli import split

    variables = {f"TRIBUTARY_{name.upper()}": value for name, value in overrides.items()}
    if not {"TRIBUTARY_INTERNAL_SECRET", "TRIBUTARY_INTERNAL_SECRET_FILE"} & environment.given().keys():
        variables["TRIBUTARY_INTERNAL_SECRET_FILE"] = str(home.secret_file)
    answers = partial(_all_answer, home)
    process.run(lambda stop: split.run(variables, answers, stop, ready))


def _all_answer(home: Home) -> bool:
    import httpx2

    try:
        # The gateway alone is ready without the others.
        return bool(httpx2.get(f"{home.url()}/health/ready", timeout=5.0).json()["status"] == "ok")
    except (OSError, httpx2.HTTPError, ValueError):
        return False


def _ready(home: Home, demo: bool) -> None:
    from tributary_cli.logins import first_email

    url = home.url()
    command = _command(url, home.path)
    say(f"Tributary answers at {url}, home {home.path}")
    say(f"  API       {url}/docs")
    if home.password_file.exists():
        say(f"  log in    e-mail {first_email()}, password in {home.password_file}")
    say(f"  try       {command} feeds list")
    say("            in another terminal; on this machine it logs in by itself")
    if demo and not home.demo_marker.exists():
        from tributary_cli.embedded import in_background

        in_background(partial(_load_demo, home, url))


def _load_demo(home: Home, url: str) -> None:
    from tributary_cli import demo
    from tributary_cli.client import Client
    from tributary_cli.logins import Logins

    # Each request would be an info line in the product's log.
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    login = home.path / "run" / "demo-login.json"
    client = Client(url, Logins(url, home.path, login))
    try:
        if not client.page("/sources", 1, everything=False)["data"]:
            demo.load(client, say)
        home.demo_marker.touch()
    except Failure as failure:
        say(f"The demo feeds were not loaded: {failure.what} Try `tributary demo load`.")
    finally:
        login.unlink(missing_ok=True)


def _log_to(file: Path) -> None:
    """Sends all that is written to stdout to the file: there the services log, whatever library they use."""
    with file.open("a") as log:
        os.dup2(log.fileno(), 1)
    say(f"Logs: {file}")


def _command(url: str, home: Path) -> str:
    """The command as the user can type it here."""
    name = "tributary" if shutil.which("tributary") else shlex.quote(sys.argv[0])
    where = "" if url == "http://127.0.0.1:8080" else f" --url {url}"
    place = "" if home == Path(".tributary").resolve() else f" --home {shlex.quote(str(home))}"
    return name + where + place

"""The `tributary` command: its root options and all its commands.

Nothing here imports a service, the HTTP client or rich; each command imports what it needs when it
runs, so that `tributary --help` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from tributary_kit.errors import TributaryError

from tributary_cli import session
from tributary_cli.commands import (
    accounts,
    corpora,
    demo,
    doctor,
    entities,
    feeds,
    items,
    quarantine,
    reference,
    relationships,
    secrets,
    smoke,
    sources,
    up,
    users,
)
from tributary_cli.failure import Failure, from_product, report

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 1 failed, 2 wrong usage, 3 not logged in, 4 nothing answers.",
)

ROOT_OPTIONS = ("--url", "--home")


@app.callback()
def root(
    url: Annotated[
        str | None, typer.Option(help="The gateway. TRIBUTARY_URL, else the one running in the home.")
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="The home on this machine. TRIBUTARY_HOME, else ./.tributary.")
    ] = None,
) -> None:
    """Feeds in, an entity graph out.

    Start it: tributary up. Then, in another terminal: tributary feeds list,
    tributary sources add URL, tributary entities search WORDS.
    """
    session.choose(url, home)


app.command("up")(up.up)
app.command("doctor")(doctor.doctor)
app.command("smoke")(smoke.smoke)
app.command("login")(accounts.login)
app.command("logout")(accounts.logout)
app.command("password")(accounts.password)
app.command("whoami")(accounts.whoami)
app.command("token")(accounts.token)
app.add_typer(sources.app, name="sources")
app.add_typer(feeds.app, name="feeds")
app.add_typer(items.app, name="items")
app.add_typer(entities.app, name="entities")
app.add_typer(relationships.app, name="relationships")
app.add_typer(demo.app, name="demo")
app.add_typer(users.app, name="users")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(secrets.app, name="secrets")
app.command("parse")(corpora.parse)
app.command("extract")(corpora.extract)
app.command("check-url")(corpora.check_url)
app.command("settings")(reference.settings)
app.command("metrics")(reference.metrics)
app.command("version")(reference.version)


def hoist(arguments: list[str]) -> list[str]:
    """Moves the root options to the front, so that they may stand anywhere before `--`."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    head = iter(arguments[:end])
    for argument in head:
        if argument in ROOT_OPTIONS:
            front += [argument, *([value] if (value := next(head, None)) is not None else [])]
        elif argument.startswith(tuple(f"{option}=" for option in ROOT_OPTIONS)):
            front.append(argument)
        else:
            rest.append(argument)
    return [*front, *rest, *arguments[end:]]


def main() -> None:
    """The console script."""
    try:
        app(hoist(sys.argv[1:]), prog_name="tributary")
    except TributaryError as error:
        _end(from_product(error))
    except Failure as failure:
        _end(failure)


def _end(failure: Failure) -> None:
    report(failure)
    sys.exit(failure.code)

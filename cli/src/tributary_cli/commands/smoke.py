"""smoke: proves that a deployed product does its main job."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from tributary_kit import environment

from tributary_cli import options
from tributary_cli.failure import Failure, report
from tributary_cli.logins import first_email
from tributary_cli.output import clean, write_json
from tributary_cli.session import choice, connect

if TYPE_CHECKING:
    from tributary_cli.client import Client
    from tributary_cli.smoke import Login, Step

PASSWORD = "TRIBUTARY_ADMIN_PASSWORD"  # noqa: S105 - the name of the variable


def smoke(
    email: Annotated[
        str, typer.Option(help="An administrator's e-mail. TRIBUTARY_ADMIN_EMAIL, else admin@localhost.")
    ] = "",
    password_file: Annotated[
        Path | None,
        typer.Option(
            help="File with the password. TRIBUTARY_ADMIN_PASSWORD_FILE, TRIBUTARY_ADMIN_PASSWORD, "
            "else the saved login, or that of the home on this machine."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds to wait until services are ready, and for entities.")
    ] = 60.0,
    as_json: options.Json = False,
) -> None:
    """Prove that the product does its main job.

    Logs in, sees that calls without rights are refused, adds a bundled feed, waits for its entities with
    their evidence, searches, and removes the source and the user that it made; two topics, a creator and an
    organisation stay in the graph. Any gateway will do: --url. Runs may overlap.
    """
    from tributary_cli.smoke import Smoke

    url = choice().url
    run = Smoke(url, timeout, _ignore if as_json else _show)
    failure = None
    try:
        run.run(lambda: _administrator(url, email, password_file))
    except Failure as failed:
        failure = failed
    if as_json:
        _write(run.steps, failure)
    elif failure is not None:
        report(failure)
    if failure is not None:
        raise typer.Exit(1)


def _administrator(url: str, email: str, password_file: Path | None) -> "Client":
    from tributary_cli.smoke import logged_in

    login = _login(email, password_file)
    return logged_in(url, login) if login else connect()


def _login(email: str, password_file: Path | None) -> "Login | None":
    """Whom to log in as; None when that is left to the saved login or the home."""
    from tributary_cli.smoke import Login

    given = environment.given()
    email = email or first_email()
    file = str(password_file or given.get(f"{PASSWORD}_FILE", ""))
    if file:
        return Login(email, _read(file), file)
    if password := given.get(PASSWORD):
        return Login(email, password, PASSWORD)
    return None


def _read(file: str) -> str:
    try:
        return Path(file).read_text().rstrip("\n")
    except OSError as error:
        raise Failure(
            f"The password file {file} cannot be read.",
            error.strerror or "",
            f"Name another with --password-file, or correct {PASSWORD}_FILE.",
        ) from None


def _show(step: "Step") -> None:
    state = "ok" if step.ok else "failed"
    found = f": {step.found}" if step.found else ""
    sys.stdout.write(f"{state:7}{step.seconds:6.2f} s  {clean(step.step + found)}\n")
    sys.stdout.flush()


def _ignore(_step: "Step") -> None:
    """JSON is written at the end."""


def _write(steps: "list[Step]", failure: Failure | None) -> None:
    told: dict[str, object] = {"ok": failure is None, "steps": [step.as_row() for step in steps]}
    if failure is not None:
        told["failure"] = {"what": failure.what, "why": failure.why, "remedy": failure.remedy}
    write_json(told)

"""login, logout, password, whoami, token."""

import os
import sys
from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.logins import first_email, first_password, is_loopback
from tributary_cli.output import say, show_record
from tributary_cli.session import choice, connect


def login(
    email: Annotated[str, typer.Argument(help="Your e-mail address; asked for when left out.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Log in and remember it for this URL."""
    client = connect()
    email = email or typer.prompt("E-mail", err=True)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_password()
    client.log_in(email, password)
    say(f"Logged in at {client.url} as {email}.")
    if os.environ.get("TRIBUTARY_TOKEN"):
        say("TRIBUTARY_TOKEN is set and goes first; unset it to use this login.")


def _ask_password() -> str:
    answer: str = typer.prompt("Password", hide_input=True, err=True)
    return answer


def logout() -> None:
    """End the saved login of this URL."""
    client = connect()
    if client.log_out():
        say(f"Logged out of {client.url}.")
        if first_password(choice().home) and is_loopback(client.url):
            say(f"Commands on this machine log in as {first_email()} again, by the password in the home.")
    else:
        say(f"There was no login for {client.url}.")


def password() -> None:
    """Change your own password; your other logins end."""
    client = connect()
    current = typer.prompt("Current password", hide_input=True, err=True)
    new = typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    client.change_password(current, new)
    say(f"Password changed at {client.url}. Every other login of yours has ended.")


def whoami(as_json: options.Json = False) -> None:
    """Show who the gateway takes you for."""
    me = connect().get("/auth/me")
    fields = (
        ("E-mail", "email"),
        ("Roles", "roles"),
        ("Tenant", "tenant"),
        ("Id", "id"),
        ("URL", lambda _: choice().url),
    )
    show_record(me, fields, as_json)


def token() -> None:
    """Write an access token to stdout, for curl and other programs; it lasts up to 15 minutes."""
    sys.stdout.write(connect().token() + "\n")

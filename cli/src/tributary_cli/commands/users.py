"""users: who may log in, and as what."""

import sys
from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.output import ago, say, show_page, show_record
from tributary_cli.session import connect

app = options.group("Who may log in, and as what.")

UserId = Annotated[str, typer.Argument(metavar="USER_ID", help="usr_…")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
COLUMNS = (
    ("ID", "id"),
    ("E-MAIL", "email"),
    ("ROLE", "role"),
    ("DISABLED", "disabled"),
    ("ADDED", ago("created_at")),
)
FIELDS = (
    ("Id", "id"),
    ("E-mail", "email"),
    ("Role", "role"),
    ("Disabled", "disabled"),
    ("Added", "created_at"),
)


@app.command("list")
def list_users(
    limit: options.Limit = 50, everything: options.All = False, as_json: options.Json = False
) -> None:
    """List the users."""
    show_page(connect().page("/users", limit, everything), COLUMNS, as_json, "No users.")


@app.command("add")
def add(
    email: Annotated[str, typer.Argument()],
    role: Annotated[str, typer.Option(help="viewer, editor or admin.")] = "viewer",
    password_stdin: PasswordStdin = False,
    as_json: options.Json = False,
) -> None:
    """Add a user; asks for the password."""
    body = {"email": email, "role": role, "password": _password(password_stdin)}
    show_record(connect().post("/users", body), FIELDS, as_json)


@app.command("set-role")
def set_role(
    user_id: UserId,
    role: Annotated[str, typer.Argument(help="viewer, editor or admin.")],
    as_json: options.Json = False,
) -> None:
    """Give a user another role."""
    show_record(connect().patch(f"/users/{user_id}", {"role": role}), FIELDS, as_json)


@app.command("disable")
def disable(
    user_id: UserId,
    undo: Annotated[bool, typer.Option("--undo", help="Let the user in again.")] = False,
) -> None:
    """Lock a user out: no login, no refresh."""
    user = connect().patch(f"/users/{user_id}", {"disabled": not undo})
    say(f"{user['email']} is {'disabled' if user['disabled'] else 'enabled'}.")


@app.command("reset-password")
def reset_password(user_id: UserId, password_stdin: PasswordStdin = False) -> None:
    """Give a user a new password; asks for it."""
    client = connect()
    user = client.patch(f"/users/{user_id}", {"password": _password(password_stdin)})
    say(f"{user['email']} has a new password.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    answer: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return answer

"""Options that many commands share."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to stdout.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many rows at most.")]
All = Annotated[bool, typer.Option("--all", help="Every row, whatever the limit.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Write a Markdown table.")]


def confirm(question: str, yes: bool) -> None:
    """Asks before something is lost; ends the command unless the answer is yes."""
    if not yes:
        typer.confirm(question, abort=True, err=True)


def group(help_text: str) -> typer.Typer:
    """A group of commands in the house's manner: plain help, no traceback boxes."""
    return typer.Typer(
        help=help_text, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
    )

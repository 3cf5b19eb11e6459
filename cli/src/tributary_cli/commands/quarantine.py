"""quarantine: messages between the services that were given up."""

from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.output import ago, say, show_page, write_json
from tributary_cli.session import connect

app = options.group("Messages given up after repeated failures.")

COLUMNS = (
    ("ID", "id"),
    ("TYPE", "type"),
    ("KEY", "key"),
    ("TRIES", "tries"),
    ("GIVEN UP", ago("quarantined_at")),
    ("WHY", "detail"),
)


@app.command("list")
def list_quarantined(
    limit: options.Limit = 50, everything: options.All = False, as_json: options.Json = False
) -> None:
    """List quarantined messages and why they failed."""
    page = connect().page("/quarantine", limit, everything)
    show_page(page, COLUMNS, as_json, "Nothing is in quarantine.")


@app.command("replay")
def replay(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="Left out: all.")] = None,
    as_json: options.Json = False,
) -> None:
    """Put messages back into delivery with their tries set to zero."""
    answer = connect().post("/quarantine/replay", {"ids": ids or []})
    if as_json:
        write_json(answer)
    else:
        say(f"{answer['replayed']} messages are delivered again.")

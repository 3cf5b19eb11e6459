"""quarantine: messages between the services that were given up."""

from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.output import ago, say, show_page, write_json
from tributary_cli.session import connect

app = options.group("Messages given up after repeated failures.")

SERVICES = ("ingest", "entities")
COLUMNS = (
    ("ID", "id"),
    ("AT", "service"),
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
    client = connect()
    answers = [client.post("/quarantine/replay", {"service": s, "ids": ids or []}) for s in SERVICES]
    replayed = sum(answer["replayed"] for answer in answers)
    if as_json:
        write_json({"replayed": replayed})
    else:
        say(f"{replayed} messages are delivered again.")

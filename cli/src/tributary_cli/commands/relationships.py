"""relationships: how entities are connected, and which items say so."""

import sys
from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.commands.entities import EVIDENCE_COLUMNS
from tributary_cli.output import ago, show_page, show_record, show_table, write_json
from tributary_cli.session import connect

app = options.group("How entities are connected, and which items say so.")

COLUMNS = (
    ("ID", "id"),
    ("FROM", "source_id"),
    ("TYPE", "type"),
    ("TO", "target_id"),
    ("ITEMS", "item_count"),
    ("LAST SEEN", ago("last_seen_at")),
)
FIELDS = (
    ("Id", "id"),
    ("From", "source_id"),
    ("Type", "type"),
    ("To", "target_id"),
    ("Items", "item_count"),
    ("Confidence", "confidence"),
    ("First seen", "first_seen_at"),
    ("Last seen", "last_seen_at"),
)


@app.command("list")
def list_relationships(
    kind: Annotated[str, typer.Option("--type", help="wrote, published or about.")] = "",
    source: Annotated[str, typer.Option("--from", metavar="ENTITY_ID", help="Where the edge starts.")] = "",
    target: Annotated[str, typer.Option("--to", metavar="ENTITY_ID", help="Where the edge ends.")] = "",
    limit: options.Limit = 50,
    everything: options.All = False,
    as_json: options.Json = False,
) -> None:
    """List relationships."""
    page = connect().page("/relationships", limit, everything, type=kind, source_id=source, target_id=target)
    show_page(page, COLUMNS, as_json, "No relationships. They come with the first items.")


@app.command("show")
def show(
    relationship_id: Annotated[str, typer.Argument(metavar="RELATIONSHIP_ID", help="rel_…")],
    limit: options.Limit = 10,
    as_json: options.Json = False,
) -> None:
    """Show a relationship and the items that say so."""
    client = connect()
    relationship = client.get(f"/relationships/{relationship_id}")
    evidence = client.page(f"/relationships/{relationship_id}/evidence", limit, everything=False)["data"]
    if as_json:
        write_json({**relationship, "evidence": evidence})
        return
    show_record(relationship, FIELDS, as_json)
    if evidence:
        sys.stdout.write("\nWhich items say so\n")
        show_table(evidence, EVIDENCE_COLUMNS)

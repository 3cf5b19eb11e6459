"""entities: what the items speak of, with the items that say so."""

import sys
from typing import Annotated, Any

import typer

from tributary_cli import options
from tributary_cli.output import Row, ago, say, show_page, show_record, show_table, write_json
from tributary_cli.session import connect

app = options.group("People, organisations and topics that the items speak of.")

EntityId = Annotated[str, typer.Argument(metavar="ENTITY_ID", help="ent_…")]
Kind = Annotated[str, typer.Option(help="creator, organisation or topic.")]


def _aliases(entity: Row) -> list[str]:
    texts = [" ".join(filter(None, (a.get("name"), a.get("email"), a.get("uri")))) for a in entity["aliases"]]
    return [text for text in texts if text != entity["name"]]


def _arrow(row: Row) -> str:
    relationship = row["relationship"]
    outward = relationship["target_id"] == row["entity"]["id"]
    return f"{relationship['type']} →" if outward else f"← {relationship['type']}"


COLUMNS = (
    ("ID", "id"),
    ("KIND", "kind"),
    ("ITEMS", "item_count"),
    ("LAST SEEN", ago("last_seen_at")),
    ("NAME", "name"),
)
FIELDS = (
    ("Id", "id"),
    ("Kind", "kind"),
    ("Name", "name"),
    ("Aliases", _aliases),
    ("Items", "item_count"),
    ("First seen", "first_seen_at"),
    ("Last seen", "last_seen_at"),
)
NEIGHBOUR_COLUMNS = (
    ("RELATIONSHIP", _arrow),
    ("KIND", "entity.kind"),
    ("ITEMS", "relationship.item_count"),
    ("ID", "entity.id"),
    ("NAME", "entity.name"),
)
EVIDENCE_COLUMNS = (
    ("ITEM", "item_id"),
    ("REV", "item_revision"),
    ("FIELD", "field"),
    ("SAYS", lambda row: f'"{row["quote"]}"'),
    ("TITLE", lambda row: row.get("item_title") or row.get("item_link")),
)


@app.command("search")
def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name; the last may be its beginning.")],
    kind: Kind = "",
    limit: options.Limit = 20,
    everything: options.All = False,
    as_json: options.Json = False,
) -> None:
    """Find entities by name, best match first."""
    page = connect().page("/entities", limit, everything, q=" ".join(words), kind=kind)
    show_page(page, COLUMNS, as_json, "Nothing found. See all with `tributary entities list`.")


@app.command("list")
def list_entities(
    kind: Kind = "",
    item: Annotated[str, typer.Option(metavar="ITEM_ID", help="Only those this item speaks of.")] = "",
    limit: options.Limit = 50,
    everything: options.All = False,
    as_json: options.Json = False,
) -> None:
    """List entities by name."""
    page = connect().page("/entities", limit, everything, kind=kind, item_id=item)
    show_page(page, COLUMNS, as_json, "No entities yet. They come with the first items.")


@app.command("show")
def show(entity_id: EntityId, limit: options.Limit = 10, as_json: options.Json = False) -> None:
    """Show an entity, its neighbours and its evidence."""
    client = connect()
    entity = client.get(f"/entities/{entity_id}")
    neighbours = client.page(f"/entities/{entity_id}/neighbours", limit, everything=False)
    evidence = client.page(f"/entities/{entity_id}/evidence", limit, everything=False)
    if as_json:
        write_json({**entity, "neighbours": neighbours["data"], "evidence": evidence["data"]})
        return
    show_record(entity, FIELDS, as_json)
    _section("Connected with", neighbours, NEIGHBOUR_COLUMNS)
    _section("Which items say so", evidence, EVIDENCE_COLUMNS)


def _section(title: str, page: dict[str, Any], columns: Any) -> None:
    if not page["data"]:
        return
    sys.stdout.write(f"\n{title}\n")
    sys.stdout.flush()
    show_table(page["data"], columns)
    if page["next_cursor"]:
        say(f"The first {len(page['data'])}; more with --limit.")

"""items: the entries of the feeds, with their revisions."""

import html
import json
import re
import sys
import textwrap
from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.output import Row, ago, clean, say, show_page, show_record, show_table, write_json
from tributary_cli.session import connect

app = options.group("The entries of the feeds.")

TEXT_WIDTH = 100

ItemId = Annotated[str, typer.Argument(metavar="ITEM_ID", help="item_…")]


def _authors(item: Row) -> list[str]:
    return [a.get("name") or a.get("email") or a.get("uri") or "" for a in item.get("authors", [])]


def _plain(markup: str) -> str:
    """The words of clean HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


COLUMNS = (
    ("ID", "id"),
    ("REV", "revision"),
    ("PUBLISHED", ago("published_at")),
    ("AUTHORS", _authors),
    ("TITLE", lambda item: item.get("title") or item.get("link")),
)
FIELDS = (
    ("Id", "id"),
    ("Title", "title"),
    ("Link", "link"),
    ("Authors", _authors),
    ("Categories", "categories"),
    ("Published", "published_at"),
    ("Updated", "updated_at"),
    ("Revision", "revision"),
    ("First seen", "first_seen_at"),
    ("Seen", "seen_at"),
    ("Language", "language"),
    ("Feed", "feed_id"),
    ("Source", "source_id"),
    ("Enclosures", lambda item: [e["url"] for e in item.get("enclosures", [])]),
)
ENTITY_COLUMNS = (("ID", "id"), ("KIND", "kind"), ("NAME", "name"))


@app.command("list")
def list_items(
    feed: Annotated[str, typer.Option(metavar="FEED_ID", help="Only this feed's.")] = "",
    source: Annotated[str, typer.Option(metavar="SOURCE_ID", help="Only this source's.")] = "",
    limit: options.Limit = 20,
    everything: options.All = False,
    as_json: options.Json = False,
) -> None:
    """List items, newest arrivals first."""
    page = connect().page("/items", limit, everything, feed_id=feed, source_id=source)
    show_page(page, COLUMNS, as_json, "No items yet. See `tributary feeds list`.")


@app.command("show")
def show(item_id: ItemId, as_json: options.Json = False) -> None:
    """Show one item and the entities it speaks of."""
    client = connect()
    item = client.get(f"/items/{item_id}")
    entities = client.page("/entities", 0, everything=True, item_id=item_id)["data"]
    if as_json:
        write_json({**item, "entities": entities})
        return
    show_record(item, FIELDS, as_json)
    text = _plain(item.get("summary") or item.get("content") or "")
    if text:
        sys.stdout.write(f"\n{textwrap.fill(clean(text), TEXT_WIDTH)}\n")
    if entities:
        sys.stdout.write("\nSpeaks of\n")
        show_table(entities, ENTITY_COLUMNS)


@app.command("revisions")
def revisions(
    item_id: ItemId, limit: options.Limit = 20, everything: options.All = False, as_json: options.Json = False
) -> None:
    """List the revisions of an item, newest first."""
    page = connect().page(f"/items/{item_id}/revisions", limit, everything)
    columns = (("REV", "revision"), ("SEEN", "seen_at"), ("TITLE", "title"))
    show_page(page, columns, as_json, "No revisions.")


@app.command("watch")
def watch(
    cursor: Annotated[str, typer.Option(help="Go on where a former watch ended.")] = "",
    as_json: options.Json = False,
) -> None:
    """Write items as they arrive, one line each, until interrupted; with --json one JSON object a line."""
    if not as_json:
        say("Waiting for new items; Ctrl-C ends.")
    for event in connect().events("/items/stream", cursor):
        _write_arrivals(event.data, as_json)


def _write_arrivals(items: list[Row], as_json: bool) -> None:
    for item in items:
        line = json.dumps(item) if as_json else clean(f"{item['id']}  r{item['revision']}  {item['title']}")
        sys.stdout.write(line + "\n")
    sys.stdout.flush()

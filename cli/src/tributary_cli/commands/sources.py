"""sources: publishers, and the feeds they own."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tributary_cli import options
from tributary_cli.commands.feeds import FEED_COLUMNS
from tributary_cli.failure import Failure
from tributary_cli.output import Row, ago, say, show_page, show_record, show_table, write_json
from tributary_cli.session import connect

app = options.group("Publishers and the feeds they own.")

SourceId = Annotated[str, typer.Argument(metavar="SOURCE_ID", help="src_…")]
COLUMNS = (
    ("ID", "id"),
    ("NAME", "name"),
    ("SITE", "site_url"),
    ("LICENCE", "licence"),
    ("TRUST", "trust"),
    ("ADDED", ago("created_at")),
)
FIELDS = (
    ("Id", "id"),
    ("Name", "name"),
    ("Site", "site_url"),
    ("Licence", "licence"),
    ("Trust", "trust"),
    ("Added", "created_at"),
    ("Changed", "updated_at"),
)


@app.command("list")
def list_sources(
    limit: options.Limit = 50, everything: options.All = False, as_json: options.Json = False
) -> None:
    """List the sources."""
    page = connect().page("/sources", limit, everything)
    show_page(page, COLUMNS, as_json, "No sources yet. Add one: tributary sources add https://…")


@app.command("show")
def show(source_id: SourceId, as_json: options.Json = False) -> None:
    """Show one source and its feeds."""
    client = connect()
    source = client.get(f"/sources/{source_id}")
    feeds = client.page("/feeds", 0, everything=True, source_id=source_id)["data"]
    if as_json:
        write_json({**source, "feeds": feeds})
        return
    show_record(source, FIELDS, as_json)
    sys.stdout.write("\n")
    show_table(feeds, FEED_COLUMNS)


@app.command("add")
def add(
    url: Annotated[str, typer.Argument(help="A feed, or a page that names its feeds.")],
    name: Annotated[str, typer.Option(help="Taken from the feed when left out.")] = "",
    licence: Annotated[str, typer.Option(help="Terms under which the items may be used.")] = "",
    trust: Annotated[int | None, typer.Option(min=0, max=100, help="0 (none) to 100 (full).")] = None,
    all_feeds: Annotated[
        bool, typer.Option("--all-feeds", help="Watch every feed the page names, not only the first.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Add a source: watches the feed at the URL, or the feeds that the page there names."""
    body: dict[str, Any] = {"url": url, "name": name, "licence": licence, "all_feeds": all_feeds}
    if trust is not None:
        body["trust"] = trust
    if not as_json:
        say(f"Looking at {url} …")
    answer = connect().post("/sources", body)
    if as_json:
        write_json(answer)
        return
    _tell_added(answer, all_feeds)


def _tell_added(answer: Row, all_feeds: bool) -> None:
    source = answer["source"]
    sys.stdout.write(f"{source['id']}\n")
    say(f"Added {source['name']}.")
    for feed in answer["feeds"]:
        say(f"  watching {feed['url']}  ({feed['id']})")
    for other in answer["others"]:
        say(f"  {'watched already' if all_feeds else 'not watched'}: {other['url']}  {other['title']}")
    if answer["others"] and not all_feeds:
        say("Watch those too with `tributary feeds add SOURCE_ID URL` (or --all-feeds at the start).")
    say(f"Next: tributary sources show {source['id']} · tributary items list --source {source['id']}")


@app.command("update")
def update(
    source_id: SourceId,
    name: Annotated[str | None, typer.Option()] = None,
    site_url: Annotated[str | None, typer.Option()] = None,
    licence: Annotated[str | None, typer.Option()] = None,
    trust: Annotated[int | None, typer.Option(min=0, max=100)] = None,
    as_json: options.Json = False,
) -> None:
    """Change the given fields of a source."""
    given = {"name": name, "site_url": site_url, "licence": licence, "trust": trust}
    changes = {field: value for field, value in given.items() if value is not None}
    if not changes:
        raise Failure("Nothing to change.", remedy="Give --name, --site-url, --licence or --trust.")
    show_record(connect().patch(f"/sources/{source_id}", changes), FIELDS, as_json)


@app.command("remove")
def remove(source_id: SourceId, yes: options.Yes = False) -> None:
    """Delete a source with its feeds and items."""
    client = connect()
    source = client.get(f"/sources/{source_id}")
    options.confirm(f"Delete {source['name']} with its feeds and items?", yes)
    client.delete(f"/sources/{source_id}")
    say(f"Deleted {source['name']}.")


@app.command("import")
def import_opml(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An OPML file; - is standard input.")],
    as_json: options.Json = False,
) -> None:
    """Watch every feed of an OPML file; those already watched are left alone."""
    answer = connect().send(
        "POST", "/opml", content=_read(file), headers={"Content-Type": "text/x-opml"}, timeout=120
    )
    if as_json:
        write_json(answer)
        return
    say(f"{answer['added']} feeds added, {answer['already_watched']} already watched.")
    for failure in answer["failures"]:
        say(f"  refused {failure['url']}: {failure['detail']}")
    say("Next: tributary feeds list")


@app.command("export")
def export_opml(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write there, not to stdout.")] = None,
) -> None:
    """Write all feeds as OPML 2.0."""
    text = connect().text("/opml")
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror}.") from None
    say(f"Written to {output}.")


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from None

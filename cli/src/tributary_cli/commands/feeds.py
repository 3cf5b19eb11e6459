"""feeds: what is watched, and how it does."""

from typing import Annotated

import typer

from tributary_cli import options
from tributary_cli.failure import Failure
from tributary_cli.output import Row, ago, say, show_page, show_record, value_of, write_json
from tributary_cli.session import connect

app = options.group("Feeds and their health.")

FeedId = Annotated[str, typer.Argument(metavar="FEED_ID", help="feed_…")]


def _why(feed: Row) -> str:
    reason = (value_of(feed, "health.reason") or "").replace("_", " ")
    detail = value_of(feed, "health.detail") or ""
    return f"{reason}: {detail}" if reason and detail else reason or detail


FEED_COLUMNS = (
    ("ID", "id"),
    ("STATE", "health.state"),
    ("ITEMS", "item_count"),
    ("FETCHED", ago("health.last_fetch_at")),
    ("NEXT", ago("health.next_fetch_at")),
    ("ERRORS", "health.failures"),
    ("TITLE", lambda feed: feed.get("title") or feed["url"]),
    ("WHY", _why),
)
FIELDS = (
    ("Id", "id"),
    ("Title", "title"),
    ("URL", "url"),
    ("Source", "source_id"),
    ("Site", "site_url"),
    ("Format", "format"),
    ("Language", "language"),
    ("Items", "item_count"),
    ("State", "health.state"),
    ("Why", _why),
    ("Errors", "health.failures"),
    ("Status", lambda feed: value_of(feed, "health.last_http_status") or None),
    ("Fetched", "health.last_fetch_at"),
    ("Succeeded", "health.last_success_at"),
    ("Next", "health.next_fetch_at"),
    ("Interval", lambda feed: f"{feed['interval_seconds'] // 60} min"),
    ("Guids", lambda feed: "change at will" if value_of(feed, "health.flapping_guids") else None),
)


@app.command("list")
def list_feeds(
    source: Annotated[str, typer.Option(metavar="SOURCE_ID", help="Only this source's.")] = "",
    state: Annotated[str, typer.Option(help="new, healthy, failing, parked or paused.")] = "",
    limit: options.Limit = 50,
    everything: options.All = False,
    as_json: options.Json = False,
) -> None:
    """List the feeds with their health: last fetch, next, errors, and why."""
    page = connect().page("/feeds", limit, everything, source_id=source, state=state)
    show_page(page, FEED_COLUMNS, as_json, "No feeds. Add one: tributary sources add https://…")


@app.command("show")
def show(feed_id: FeedId, as_json: options.Json = False) -> None:
    """Show one feed and its health."""
    show_record(connect().get(f"/feeds/{feed_id}"), FIELDS, as_json)


@app.command("add")
def add(
    source_id: Annotated[str, typer.Argument(metavar="SOURCE_ID")],
    url: Annotated[str, typer.Argument(help="The feed's own address.")],
    as_json: options.Json = False,
) -> None:
    """Watch another feed of a source."""
    show_record(connect().post("/feeds", {"source_id": source_id, "url": url}), FIELDS, as_json)


@app.command("fetch")
def fetch(feed_id: FeedId, as_json: options.Json = False) -> None:
    """Fetch a feed now and wait for the outcome."""
    answer = connect().post(f"/feeds/{feed_id}/fetch")
    if as_json:
        write_json(answer)
        return
    feed = answer["feed"]
    if feed["health"]["reason"]:
        raise Failure(
            f"The fetch failed: {feed['health']['detail']}",
            feed["health"]["reason"].replace("_", " "),
            f"Look with `tributary feeds show {feed_id}`.",
        )
    if answer["not_modified"]:
        say("Not modified since the last fetch.")
    else:
        say(f"{answer['new_items']} new items, {answer['new_revisions']} new revisions.")
    show_record(feed, FIELDS, as_json)


@app.command("pause")
def pause(feed_id: FeedId) -> None:
    """Stop fetching a feed until it is resumed."""
    feed = connect().patch(f"/feeds/{feed_id}", {"paused": True})
    say(f"Paused {feed['title'] or feed['url']}.")


@app.command("resume")
def resume(feed_id: FeedId) -> None:
    """Fetch a paused or parked feed again, from now on."""
    feed = connect().patch(f"/feeds/{feed_id}", {"paused": False})
    say(f"Resumed {feed['title'] or feed['url']}; it is due now.")


@app.command("remove")
def remove(feed_id: FeedId, yes: options.Yes = False) -> None:
    """Delete a feed with its items."""
    client = connect()
    feed = client.get(f"/feeds/{feed_id}")
    options.confirm(f"Delete {feed['title'] or feed['url']} with its items?", yes)
    client.delete(f"/feeds/{feed_id}")
    say(f"Deleted {feed['title'] or feed['url']}.")


@app.command("discover")
def discover(
    url: Annotated[str, typer.Argument(help="A page.")],
    as_json: options.Json = False,
) -> None:
    """Show the feeds that a page names, without watching any."""
    found = connect().post("/discovery", {"url": url})
    show_page(found, (("URL", "url"), ("TITLE", "title")), as_json, "That page names no feed.")

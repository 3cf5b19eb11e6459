"""The bundled demo feeds: real documents, served from files, so that they need no network."""

import json
import time
from collections.abc import Callable, Sequence
from importlib import resources
from typing import TypedDict

from tributary_cli.client import Client
from tributary_cli.failure import Failure

# Seconds until all entities must be visible; it takes a few.
PATIENCE = 60.0


class DemoFeed(TypedDict):
    """One entry of the manifest. Its address is `demo:` and its file."""

    file: str
    title: str
    licence: str
    origin: str


def feeds() -> list[DemoFeed]:
    """The bundled feeds."""
    manifest = resources.files("tributary_ingest") / "demo" / "manifest.json"
    listed: list[DemoFeed] = json.loads(manifest.read_text(encoding="utf-8"))
    return listed


def url_of(feed: DemoFeed) -> str:
    """The address under which ingest serves the file."""
    return f"demo:{feed['file']}"


def load(client: Client, say: Callable[[str], None]) -> None:
    """Adds the demo feeds that are not watched yet and waits until what they speak of can be seen."""
    started = time.monotonic()
    known = {feed["url"] for feed in client.page("/feeds", 0, everything=True)["data"]}
    wanted = [feed for feed in feeds() if url_of(feed) not in known]
    if not wanted:
        say("All demo feeds are watched already.")
        return
    say(f"Loading {len(wanted)} demo feeds.")
    for number, feed in enumerate(wanted, 1):
        client.post("/sources", {"url": url_of(feed), "name": feed["title"]})
        say(f"  {number}/{len(wanted)} {feed['title']}")
    items, entities = _wait([url_of(feed) for feed in feeds()], client)
    say(f"Demo loaded in {time.monotonic() - started:.1f} s: {items} items, {entities} entities.")
    say("Next: tributary entities search python · tributary items list · tributary feeds list")


def _wait(urls: Sequence[str], client: Client) -> tuple[int, int]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        feeds = [f for f in client.page("/feeds", 0, everything=True)["data"] if f["url"] in urls]
        if all(_is_visible(client, feed) for feed in feeds):
            entities = client.page("/entities", 0, everything=True)["data"]
            return sum(feed["item_count"] for feed in feeds), len(entities)
        time.sleep(0.3)
    raise Failure(
        "The demo feeds are added, but not all of their entities are visible yet.",
        remedy="Look at `tributary feeds list` and `tributary doctor`.",
    )


def _is_visible(client: Client, feed: dict[str, object]) -> bool:
    newest = client.page("/items", 1, everything=False, feed_id=feed["id"])["data"]
    if not newest:
        return False
    return bool(client.page("/entities", 1, everything=False, item_id=newest[0]["id"])["data"])

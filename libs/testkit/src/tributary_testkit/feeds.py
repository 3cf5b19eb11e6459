"""A feed server with a ledger: it knows every item it ever served, and when.

In a test:

    with FeedServer() as server:
        feed = server.feed("a", items=50)         # at feed.url, with ETag, Last-Modified and 304
        feed.add(3); feed.edit(guid)              # the feed grows; an entry is edited
        feed.flapping = True                      # every answer has other guids
        server.script("/moved", Reply(301, {"Location": feed.url}))
        server.script("/slow", Reply(body=b"abc", drip=1.0))
        ...
        server.requests("/moved")                 # what was asked, with headers, oldest first
        server.most_at_once()                     # the highest number of requests answered together
        server.ledger()["a"]                      # each item: guid, title, added_at, revision, served_at

As a process, for tests that kill things: `python -m tributary_testkit.feeds --feeds 20 --grow-every 0.2`
prints its address as the first line and runs until SIGTERM or SIGINT. It answers
`GET /ledger` (JSON as `ledger()`), `GET /opml` (all feeds), `POST /feeds/NAME.xml?add=5`,
`POST /feeds/NAME.xml?edit=GUID` and `POST /growth?every=SECONDS` (0 stops it).

Times are seconds since the epoch.
"""

import argparse
import asyncio
import json
import signal
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from email.utils import formatdate
from itertools import count
from typing import Any

from tributary_testkit.webserver import Reply, Request, Script, WebServer, wire

__all__ = ["Feed", "FeedServer", "Reply", "Request", "Script", "Served"]

STOP_SIGNALS = {signal.SIGTERM, signal.SIGINT}
RSS_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Feed {name}</title><link>{site}</link><description>Test feed {name}</description>
"""
RSS_ITEM = """<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{guid}</guid>
<pubDate>{date}</pubDate><dc:creator>{creator}</dc:creator><category>{topic}</category>
<description><![CDATA[{html}]]></description></item>
"""
RSS_TAIL = "</channel></rss>\n"
SENTENCE = "river delta source graph entity deadline grant call paper open water stream feed item place"
WORDS = SENTENCE.split()
CREATORS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov"]


@dataclass(slots=True)
class Served:
    """One item of a feed. `served_at` is when a full answer first held it, None until then."""

    guid: str
    title: str
    added_at: float
    revision: int = 1
    served_at: float | None = None


class Feed:
    """An RSS feed that grows and changes on command. `window` shows that many newest items, 0 shows all."""

    def __init__(self, name: str, url: str, *, item_bytes: int = 1500, window: int = 0) -> None:
        self.name = name
        self.url = url
        self.flapping = False
        self._items: list[Served] = []
        self._item_bytes = item_bytes
        self._window = window
        self._lock = threading.Lock()
        self._version = 0
        self._changed_at = time.time()
        self._answer = b""

    def add(self, number: int = 1) -> list[str]:
        """Publishes new items and returns their guids."""
        with self._lock:
            first = len(self._items) + 1
            new = [self._new_item(position) for position in range(first, first + number)]
            self._items += new
            self._touch()
        return [item.guid for item in new]

    def edit(self, guid: str) -> None:
        """Changes the text of an item, which gets its next revision."""
        with self._lock:
            item = next(item for item in self._items if item.guid == guid)
            item.revision += 1
            self._touch()

    def ledger(self) -> list[dict[str, Any]]:
        """Every item ever published, oldest first."""
        with self._lock:
            return [asdict(item) for item in self._items]

    def answer(self, request: Request) -> bytes:
        """The answer for the wire. The items in it count as served from now on."""
        with self._lock:
            if self.flapping:
                self._touch()
            if request.headers.get("if-none-match") == self._validators()["ETag"]:
                return wire(Reply(304, self._validators()))
            self._answer = self._answer or self._render()
            return self._answer

    def _new_item(self, position: int) -> Served:
        return Served(f"{self.name}-{position}", f"Item {position} of {self.name}", time.time())

    def _touch(self) -> None:
        self._version += 1
        self._changed_at = time.time()
        self._answer = b""

    def _validators(self) -> dict[str, str]:
        return {
            "ETag": f'"{self.name}-{self._version}"',
            "Last-Modified": formatdate(self._changed_at, usegmt=True),
        }

    def _render(self) -> bytes:
        shown = self._items[-self._window :]
        now = time.time()
        for item in shown:
            item.served_at = item.served_at or now
        site = self.url.removesuffix(".xml")
        parts = [RSS_HEAD.format(name=self.name, site=site), *map(self._entry, reversed(shown)), RSS_TAIL]
        media_type = {"Content-Type": "application/rss+xml; charset=utf-8"}
        return wire(Reply(200, media_type | self._validators(), "".join(parts).encode()))

    def _entry(self, item: Served) -> str:
        seed = sum(item.guid.encode())
        return RSS_ITEM.format(
            guid=f"{item.guid}-{self._version}" if self.flapping else item.guid,
            title=item.title,
            link=f"{self.url.removesuffix('.xml')}/{item.guid}",
            date=formatdate(item.added_at, usegmt=True),
            creator=CREATORS[seed % len(CREATORS)],
            topic=WORDS[seed % len(WORDS)],
            html=_html(seed, item.revision, self._item_bytes),
        )


class FeedServer(WebServer):
    """A web server that has feeds beside its scripts. See the module's docstring."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self._feeds: dict[str, Feed] = {}
        self._every = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._turn = count()

    def feed(self, name: str, *, items: int = 0, item_bytes: int = 1500, window: int = 0) -> Feed:
        """Adds a feed at /feeds/NAME.xml."""
        feed = Feed(name, f"{self.url}/feeds/{name}.xml", item_bytes=item_bytes, window=window)
        feed.add(items)
        self._feeds[f"/feeds/{name}.xml"] = feed
        return feed

    def ledger(self) -> dict[str, list[dict[str, Any]]]:
        """Every feed's items by the feed's name."""
        return {feed.name: feed.ledger() for feed in list(self._feeds.values())}

    def grow(self, every: float) -> None:
        """Adds one item to the next feed in turn, every so many seconds from now on; 0 stops it."""
        self._loop.call_soon_threadsafe(self._set_growth, every)

    def _set_growth(self, every: float) -> None:
        self._every = every
        if self._timer:
            self._timer.cancel()
        if every:
            self._timer = self._loop.call_later(every, self._grow_one)

    def _grow_one(self) -> None:
        feeds = list(self._feeds.values())
        feeds[next(self._turn) % len(feeds)].add()
        self._timer = self._loop.call_later(self._every, self._grow_one)

    def reply(self, request: Request) -> Reply | bytes:
        feed = self._feeds.get(request.path)
        if feed and request.method == "GET":
            return feed.answer(request)
        match request.method, request.path:
            case "GET", "/ledger":
                return Reply(headers={"Content-Type": "application/json"}, body=_json(self.ledger()))
            case "GET", "/opml":
                return Reply(headers={"Content-Type": "text/x-opml"}, body=_opml(self._feeds.values()))
            case "POST", _:
                return self._command(feed, request.query)
        return super().reply(request)

    def _command(self, feed: Feed | None, query: dict[str, str]) -> Reply:
        if "every" in query:
            self.grow(float(query["every"]))
            return Reply()
        if feed is None:
            return Reply(404)
        if "edit" in query:
            feed.edit(query["edit"])
        return Reply(body=_json(feed.add(int(query.get("add", "0")))))


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _opml(feeds: Iterable[Feed]) -> bytes:
    outlines = [f'<outline type="rss" text="Feed {feed.name}" xmlUrl="{feed.url}"/>' for feed in feeds]
    return f'<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def _html(seed: int, revision: int, size: int) -> str:
    """Paragraphs of about `size` bytes that depend on nothing but the arguments."""
    text = f"<p>Revision {revision}.</p>"
    for position in count(seed):
        if len(text) >= size:
            return text
        word = WORDS[position % len(WORDS)]
        text += f'<p>{SENTENCE} <a href="https://example.org/{word}">{word} {position}</a></p>'
    raise AssertionError


def main() -> None:
    """Serves feeds until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m tributary_testkit.feeds", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--feeds", type=int, default=10)
    parser.add_argument("--items", type=int, default=50, help="items of each feed at the start")
    parser.add_argument("--item-bytes", type=int, default=1500, help="size of an item's HTML")
    parser.add_argument("--window", type=int, default=0, help="show so many newest items; 0 shows all")
    parser.add_argument("--grow-every", type=float, default=0.0, help="seconds between new items; 0 for none")
    options = parser.parse_args()
    # Blocked before the server's thread exists, so that only sigwait below gets them.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    with FeedServer(port=options.port) as server:
        for number in range(1, options.feeds + 1):
            server.feed(
                f"f{number}", items=options.items, item_bytes=options.item_bytes, window=options.window
            )
        server.grow(options.grow_every)
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        signal.sigwait(STOP_SIGNALS)


if __name__ == "__main__":
    main()

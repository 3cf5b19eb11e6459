"""Fetching, polling and adding, on stores in memory and a web that is a dictionary."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from tributary_ingest.adapters.memory import Memory, MemoryFeedStore, MemoryItemStore, MemorySourceStore
from tributary_ingest.adapters.parsers.discovery import common_feed_paths
from tributary_ingest.adapters.parsers.inline import InlineParser
from tributary_ingest.adapters.parsers.opml import write_opml
from tributary_ingest.adapters.signal import ThreadSignal
from tributary_ingest.domain.document import Outline
from tributary_ingest.domain.feed import HEALTHY, NEW, PARKED, Feed
from tributary_ingest.domain.health import Policy
from tributary_ingest.ports.fetcher import FEED_ACCEPT, PAGE_ACCEPT, FetchRequest, FetchResult
from tributary_ingest.ports.source_store import FeedFilter
from tributary_ingest.usecases import poll_due_feeds
from tributary_ingest.usecases.add_source import AddSource, NewSource
from tributary_ingest.usecases.discover_feeds import DiscoverFeeds
from tributary_ingest.usecases.fetch_feed import FetchFeed
from tributary_ingest.usecases.fetch_now import FetchNow
from tributary_ingest.usecases.manage import Manage
from tributary_ingest.usecases.opml import ExportOpml, ImportOpml
from tributary_ingest.usecases.pages import Ask
from tributary_ingest.usecases.poll_due_feeds import LeaseKeeper, Poller, PollLimits
from tributary_ingest.usecases.read_items import ReadItems
from tributary_ingest.usecases.take_in import TakeIn
from tributary_kit import deadline
from tributary_kit.errors import (
    AlreadyExists,
    DeadlineExceeded,
    Invalid,
    InvalidPageToken,
    NoFeedFound,
    NotFound,
    TooLarge,
    Unavailable,
    Unreachable,
)
from tributary_testkit.clock import ManualClock

TENANT = "ours"
URL = "https://example.org/feed"


def rss(*numbers: int, title: str = "A feed", edit: str = "") -> bytes:
    items = "".join(
        f"<item><guid>g{n}</guid><link>https://example.org/{n}</link><title>T{n} {edit}</title></item>"
        for n in numbers
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><link>https://example.org/</link>{items}</channel></rss>"
    ).encode()


@dataclass
class Web:
    """The fetcher: answers by URL; `asked` are the requests, `most` how many ran at once."""

    pages: dict[str, FetchResult | Exception] = field(default_factory=dict)
    asked: list[FetchRequest] = field(default_factory=list)
    pause: float = 0.0
    running: int = 0
    most: int = 0

    def put(self, url: str, body: bytes, **more: object) -> None:
        self.pages[url] = FetchResult(200, url, body=body, **more)  # type: ignore[arg-type]

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.asked.append(request)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(self.pause)
        self.running -= 1
        page = self.pages.get(request.url, FetchResult(404, request.url))
        if isinstance(page, Exception):
            raise page
        if page.etag and page.etag == request.etag:
            return replace(page, status=304, body=b"", not_modified=True)
        return page

    async def aclose(self) -> None:
        pass


class House:
    """Everything, put together as app.py does."""

    def __init__(self, threads: ThreadPoolExecutor, max_new: int = 1000) -> None:
        self.clock = ManualClock()
        self.web = Web()
        self.memory = Memory()
        self.sources = MemorySourceStore(self.memory)
        self.feeds = MemoryFeedStore(self.memory)
        self.parser = InlineParser()
        self.signal = ThreadSignal()
        self.items = ReadItems(MemoryItemStore(self.memory), self.signal)
        policy = Policy()
        take_in = TakeIn(self.feeds, self.clock, policy, max_new=max_new, stored=self.signal.stored)
        self.fetch = FetchFeed(self.web, self.parser, self.feeds, take_in, self.clock, policy, threads)
        self.keeper = LeaseKeeper(self.feeds, self.fetch, self.clock, 30)
        self.now = FetchNow(self.keeper, self.fetch)
        self.discover = DiscoverFeeds(self.web, self.parser, common_feed_paths)
        self.add = AddSource(self.sources, self.discover, self.fetch, self.now, self.clock)
        self.manage = Manage(self.sources, self.clock, lambda: None)
        self.opml = ImportOpml(self.sources, self.parser, self.clock)

    def poller(self, **limits: float) -> Poller:
        return Poller(self.keeper, self.fetch, PollLimits(**{"idle_seconds": 0.01, **limits}))  # type: ignore[arg-type]

    async def poll_until(self, seconds: float = 5, **limits: float) -> None:
        """Polls until nothing is due."""
        stop = asyncio.Event()
        task = asyncio.create_task(self.poller(**limits).run(stop))
        try:
            async with asyncio.timeout(seconds):
                while self.feeds.due(self.clock.now()):  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        finally:
            stop.set()
            await task

    async def watched(self, url: str = URL, *numbers: int) -> Feed:
        self.web.put(url, rss(*(numbers or (1, 2))))
        return (await self.add(TENANT, NewSource(url))).feeds[0]

    def feed(self, feed: Feed) -> Feed:
        return self.sources.feed(TENANT, feed.id)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    with ThreadPoolExecutor(4) as threads:
        yield House(threads)


class TestFetching:
    async def test_validators_go_back_as_they_came_and_304_changes_nothing(self, house: House) -> None:
        house.web.put(URL, rss(1), etag='W/"\xe4"', last_modified="whenever")
        feed = (await house.add(TENANT, NewSource(URL))).feeds[0]
        outcome = await house.now(TENANT, feed.id)
        assert outcome.not_modified
        assert (house.web.asked[-1].etag, house.web.asked[-1].last_modified) == ('W/"\xe4"', "whenever")
        assert len(house.memory.stream) == len(house.memory.announced) == 1
        assert house.keeper._held == {}

    async def test_the_same_bytes_are_not_read_again(self, house: House) -> None:
        feed = await house.watched()
        house.parser.parse = None  # type: ignore[assignment, method-assign]
        assert (await house.now(TENANT, feed.id)).not_modified

    async def test_new_and_edited_entries(self, house: House) -> None:
        feed = await house.watched()
        house.web.put(URL, rss(3, 1, 2))
        assert (await house.now(TENANT, feed.id)).new == 1
        house.web.put(URL, rss(3, 1, 2, edit="edited"))
        outcome = await house.now(TENANT, feed.id)
        assert (outcome.new, outcome.revised, outcome.feed.item_count) == (0, 3, 3)
        assert [item.revision for item in house.items.items(TENANT, Ask()).rows] == [2, 2, 2]

    async def test_the_first_entry_of_a_document_is_the_newest_arrival(self, house: House) -> None:
        await house.watched(URL, 3, 2, 1)
        assert [item.entry.guid for item in house.items.items(TENANT, Ask()).rows] == ["g3", "g2", "g1"]
        assert [each.item.entry.guid for each in house.memory.announced] == ["g1", "g2", "g3"]

    @pytest.mark.parametrize(
        ("page", "reason", "status"),
        [
            (FetchResult(500, URL), "unreachable", 500),
            (FetchResult(200, URL, body=b"<html>no feed</html>"), "unreadable_feed", 200),
            (Unreachable("The address cannot be reached."), "unreachable", 0),
            (DeadlineExceeded("Too slow."), "deadline_exceeded", 0),
            (ZeroDivisionError("a fault of our own"), "internal", 0),
        ],
    )
    async def test_failures_are_kept_with_their_reason(
        self, house: House, page: FetchResult | Exception, reason: str, status: int
    ) -> None:
        feed = await house.watched()
        house.web.pages[URL] = page
        failed = (await house.now(TENANT, feed.id)).feed
        assert (failed.shown_state, failed.reason, failed.last_http_status) == ("failing", reason, status)
        assert failed.detail
        assert house.feed(feed) == failed
        house.web.put(URL, rss(9))
        assert (await house.now(TENANT, feed.id)).feed.state == HEALTHY

    async def test_a_parser_that_is_away_is_not_the_feeds_fault(self, house: House) -> None:
        feed = await house.watched()

        async def away(*_: object, **__: object) -> None:
            raise Unavailable("No process.")

        house.parser.parse = away  # type: ignore[assignment, method-assign]
        house.web.put(URL, rss(5))
        with pytest.raises(Unavailable):
            await house.now(TENANT, feed.id)
        assert house.feed(feed).failures == 0

    async def test_retry_after_is_obeyed(self, house: House) -> None:
        feed = await house.watched()
        house.web.pages[URL] = FetchResult(429, URL, retry_after=1234)
        await house.now(TENANT, feed.id)
        assert house.feed(feed).next_fetch_at == house.clock.now() + timedelta(seconds=1234)

    async def test_more_new_entries_than_allowed_come_later(self) -> None:
        with ThreadPoolExecutor(2) as threads:
            house = House(threads, max_new=2)
            feed = await house.watched(URL, 1, 2, 3, 4, 5)
            assert feed.item_count == 2
            for _ in range(2):
                await house.now(TENANT, feed.id)
            assert house.feed(feed).item_count == 5

    async def test_who_asks_for_a_feed_under_way_waits_for_it(self, house: House) -> None:
        feed = await house.watched()
        lease = await house.keeper.claim_feed(TENANT, feed.id)
        assert lease
        waiting = asyncio.create_task(house.now(TENANT, feed.id))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await house.keeper.release(lease)
        assert (await waiting).not_modified


class TestPolling:
    async def test_a_restart_polls_nothing_early(self, house: House) -> None:
        feed = await house.watched()
        asked = len(house.web.asked)
        await house.poll_until()
        assert len(house.web.asked) == asked
        due = house.feed(feed).next_fetch_at
        assert due
        house.clock.advance((due - house.clock.now()).total_seconds())
        await house.poll_until()
        assert len(house.web.asked) == asked + 1

    async def test_many_due_feeds_flood_neither_a_host_nor_us(self, house: House) -> None:
        outlines = [Outline(f"https://h{n % 10}.example/{n}") for n in range(60)]
        house.opml.store(TENANT, outlines)
        for outline in outlines:
            house.web.put(outline.url, rss(1))
        house.web.pause = 0.002
        await house.poll_until(concurrency=4)
        assert house.web.most <= 4
        assert len(house.web.asked) == 60
        assert all(feed.state == HEALTHY for feed in house.sources.feeds(TENANT, 100))

    async def test_a_failing_feed_is_parked_and_no_longer_asked(self, house: House) -> None:
        feed = await house.watched()
        house.web.put(URL, b"no feed")
        for _ in range(3):
            house.clock.advance(86_400)
            await house.poll_until()
        assert house.feed(feed).state == PARKED
        asked = len(house.web.asked)
        house.clock.advance(86_400 * 30)
        await house.poll_until()
        assert len(house.web.asked) == asked
        assert [f.id for f in house.manage.feeds(TENANT, Ask(), FeedFilter(state="parked")).rows] == [feed.id]

    async def test_while_too_many_messages_wait_nothing_is_fetched(self, house: House) -> None:
        await house.watched()
        house.opml.store(TENANT, [Outline("https://b.example/f")])
        asked = len(house.web.asked)
        with pytest.raises(TimeoutError):
            await house.poll_until(seconds=0.2, most_waiting=2)
        assert len(house.web.asked) == asked
        house.memory.announced.clear()
        await house.poll_until(most_waiting=2)
        assert len(house.web.asked) == asked + 1

    @pytest.mark.parametrize("fault", [Unavailable("The database is away."), ZeroDivisionError("our own")])
    async def test_leases_are_renewed_again_after_any_fault(self, house: House, fault: Exception) -> None:
        keeper = LeaseKeeper(house.feeds, house.fetch, house.clock, 0.03)
        feed = await house.watched()
        assert await keeper.claim_feed(TENANT, feed.id)
        renewed: asyncio.Queue[int] = asyncio.Queue()
        faults = [fault]

        def renew(tokens: list[str], *_: object) -> None:
            if faults:
                raise faults.pop()
            loop.call_soon_threadsafe(renewed.put_nowait, len(tokens))

        loop = asyncio.get_running_loop()
        house.feeds.renew = renew  # type: ignore[assignment, method-assign]
        renewing = asyncio.create_task(keeper.renew_forever())
        assert await asyncio.wait_for(renewed.get(), 5) == 1
        assert faults == []
        renewing.cancel()

    async def test_what_waits_is_counted_seldom_and_only_when_a_feed_is_due(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted: list[int] = []
        said: list[str] = []
        log = SimpleNamespace(
            warning=lambda what, **_: said.append(what), info=lambda what, **_: said.append(what)
        )
        monkeypatch.setattr(poll_due_feeds, "_log", log)
        monkeypatch.setattr(house.feeds, "waiting", lambda limit: counted.append(limit) or 2)
        feed = await house.watched()
        poller = house.poller(most_waiting=2)
        await poller._start_due()
        assert counted == []
        house.clock.advance(86_400)
        for _ in range(20):
            await poller._start_due()
        assert (len(counted), len(said)) == (1, 1)
        monkeypatch.setattr(poll_due_feeds, "COUNT_SECONDS", 0)
        for _ in range(3):
            await poller._start_due()
        assert (len(counted), len(said)) == (4, 1)
        monkeypatch.setattr(house.feeds, "waiting", lambda limit: 0)
        await poller._start_due()
        assert len(said) == 2
        await poller._drain()
        assert house.feed(feed).last_fetch_at == house.clock.now()

    async def test_stopping_gives_back_what_is_under_way(self, house: House) -> None:
        house.opml.store(TENANT, [Outline(URL)])
        house.web.pause = 60
        stop = asyncio.Event()
        task = asyncio.create_task(house.poller(drain_seconds=0.05).run(stop))
        while not house.web.asked:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        stop.set()
        await asyncio.wait_for(task, 5)
        assert house.memory.leases == {}
        assert house.feeds.due(house.clock.now()) == 1

    async def test_a_result_that_comes_too_late_is_dropped(self, house: House) -> None:
        feed = await house.watched()
        house.web.put(URL, rss(7))
        lease = await house.keeper.claim_feed(TENANT, feed.id)
        assert lease
        house.sources.change_feed(TENANT, feed.id, lambda f: replace(f, title="Mine"))
        with pytest.raises(Exception, match="changed while"):
            await house.fetch(lease)
        assert house.feed(feed).title == "Mine"

    async def test_a_permanent_redirect_is_followed_for_good_after_two_fetches(self, house: House) -> None:
        feed = await house.watched()
        for number in (1, 2):
            house.web.put(URL, rss(number + 5), permanent_url="https://new.example/feed")
            await house.now(TENANT, feed.id)
            assert (house.feed(feed).url == "https://new.example/feed") == (number == 2)
        assert house.feed(feed).host == "new.example"

    async def test_a_redirect_to_what_cannot_be_watched_is_no_move(self, house: House) -> None:
        house.web.put(URL, rss(1), permanent_url=f"https://new.example/{'x' * 3000}")
        feed = (await house.add(TENANT, NewSource(URL))).feeds[0]
        outcome = await house.now(TENANT, feed.id)
        assert (outcome.feed.state, outcome.feed.url, outcome.feed.moved_to) == (HEALTHY, URL, "")


PAGE = b"""<html><head>
<link rel=alternate type="application/rss+xml" href="/broken" title="Broken">
<link rel=alternate type="application/rss+xml" href="/feed" title="Main">
<link rel=alternate type="application/rss+xml" href="/comments" title="Comments">
</head></html>"""


class TestAdding:
    async def test_a_feeds_own_address(self, house: House) -> None:
        house.web.put(URL, rss(1, 2, title="Name of the feed"))
        added = await house.add(TENANT, NewSource(URL, licence="CC0", trust=70))
        assert (added.source.name, added.source.site_url) == ("Name of the feed", "https://example.org/")
        assert (added.source.licence, added.source.trust) == ("CC0", 70)
        assert added.feeds[0].item_count == 2
        assert house.sources.source(TENANT, added.source.id) == added.source

    async def test_a_page_that_names_feeds(self, house: House) -> None:
        house.web.put("https://example.org/", PAGE, content_type="text/html")
        house.web.put("https://example.org/broken", b"nothing")
        house.web.put(URL, rss(1))
        added = await house.add(TENANT, NewSource("example.org"))
        assert [feed.url for feed in added.feeds] == [URL]
        assert [other.title for other in added.others] == ["Broken", "Comments"]

    async def test_all_feeds_of_a_page(self, house: House) -> None:
        house.web.put("https://example.org/", PAGE, content_type="text/html")
        house.web.put(URL, rss(1))
        added = await house.add(TENANT, NewSource("https://example.org/", name="Mine", all_feeds=True))
        assert [feed.url.rpartition("/")[2] for feed in added.feeds] == ["feed", "broken", "comments"]
        assert added.source.name == "Mine"
        assert added.others == []
        assert [feed.state for feed in added.feeds] == [HEALTHY, NEW, NEW]

    async def test_all_feeds_of_a_page_some_of_which_are_watched(self, house: House) -> None:
        await house.watched()
        house.web.put("https://example.org/", PAGE, content_type="text/html")
        added = await house.add(TENANT, NewSource("https://example.org/", all_feeds=True))
        assert [feed.url.rpartition("/")[2] for feed in added.feeds] == ["broken", "comments"]
        assert [(feed.state, feed.next_fetch_at) for feed in added.feeds] == [(NEW, house.clock.now())] * 2
        assert [other.url for other in added.others] == [URL]
        with pytest.raises(AlreadyExists, match=f"^{URL} is watched already"):
            await house.add(TENANT, NewSource("https://example.org/", all_feeds=True))
        assert len(house.sources.sources(TENANT, 10)) == 2

    async def test_all_feeds_of_a_page_one_of_the_others_is_watched(self, house: House) -> None:
        house.web.put("https://example.org/", PAGE, content_type="text/html")
        await house.watched("https://example.org/comments")
        house.web.put(URL, rss(1, 2))
        house.web.pages.pop("https://example.org/comments")
        added = await house.add(TENANT, NewSource("https://example.org/", all_feeds=True))
        assert [(feed.url, feed.item_count) for feed in added.feeds] == [
            (URL, 2), ("https://example.org/broken", 0),
        ]  # fmt: skip
        assert [other.title for other in added.others] == ["Comments"]

    async def test_a_page_whose_feed_lies_in_the_usual_place(self, house: House) -> None:
        house.web.put("https://example.org/", b"<html><p>Hello</html>", content_type="text/html")
        house.web.put(URL, rss(1))
        assert (await house.add(TENANT, NewSource("https://example.org/"))).feeds[0].url == URL
        with pytest.raises(AlreadyExists, match=f"^{URL} is watched already"):
            await house.add(TENANT, NewSource("https://example.org/"))
        house.web.asked.clear()
        assert [each.url for each in await house.discover("https://example.org/")] == [URL]
        accepted = [request.accept for request in house.web.asked]
        assert (accepted[0], set(accepted[1:])) == (PAGE_ACCEPT, {FEED_ACCEPT})

    async def test_nothing_to_find(self, house: House) -> None:
        house.web.put("https://example.org/", b"<html><p>Hello</html>", content_type="text/html")
        with pytest.raises(NoFeedFound):
            await house.add(TENANT, NewSource("https://example.org/"))
        assert await house.discover("https://example.org/") == []
        with pytest.raises(Unreachable, match=r"^The server answered with status 404\.$") as caught:
            await house.add(TENANT, NewSource("https://example.org/missing"))
        assert caught.value.remedy == "Check the address in a browser."
        assert house.sources.sources(TENANT, 10) == []

    async def test_twice(self, house: House) -> None:
        feed = await house.watched()
        told = f"^{URL} is watched already, as {feed.id} of {feed.source_id}[.]$"
        house.web.put("https://example.org/", PAGE, content_type="text/html")
        for url in (URL, "HTTPS://EXAMPLE.org:443/feed#x", "feed://example.org/feed", "https://example.org/"):
            with pytest.raises(AlreadyExists, match=told):
                await house.add(TENANT, NewSource(url))
        other = await house.watched("https://example.org/other")
        with pytest.raises(AlreadyExists, match=told):
            house.manage.add_feed(TENANT, other.source_id, URL)
        with pytest.raises(AlreadyExists, match=told):
            house.manage.change_feed(TENANT, other.id, ["url"], {"url": "HTTPS://example.org/feed"})
        assert (await house.add("theirs", NewSource(URL))).feeds[0].item_count == 2

    @pytest.mark.parametrize(
        "url", ["ftp://x/", "javascript:1", "file:///etc/passwd", "https://a b/", "demo:../x"]
    )
    async def test_addresses_that_cannot_be_watched(self, house: House, url: str) -> None:
        with pytest.raises(Invalid):
            await house.add(TENANT, NewSource(url))
        assert house.web.asked == []

    @pytest.mark.parametrize("url", ["", " ", "feed:"])
    async def test_an_empty_address(self, house: House, url: str) -> None:
        with pytest.raises(Invalid, match="The address is empty") as caught:
            await house.add(TENANT, NewSource(url))
        assert caught.value.field == "url"

    async def test_a_source_without_a_feed(self, house: House) -> None:
        added = await house.add(TENANT, NewSource(name="Empty"))
        feed = house.manage.add_feed(TENANT, added.source.id, URL)
        assert (feed.state, feed.next_fetch_at) == (NEW, house.clock.now())
        with pytest.raises(Invalid):
            await house.add(TENANT, NewSource(name=" "))
        with pytest.raises(NotFound):
            house.manage.add_feed("theirs", added.source.id, URL)


class TestOpml:
    async def test_import_and_export(self, house: House) -> None:
        await house.watched()
        outlines = [
            Outline(URL),
            Outline("https://b.example/f", "B", "https://b.example/"),
            Outline("HTTPS://B.example/f", "B again"),
            Outline("file:///etc/passwd", "bad"),
        ]
        imported = house.opml.store(TENANT, outlines)
        assert (imported.added, imported.already_watched) == (1, 1)
        assert [url for url, _ in imported.failures] == ["file:///etc/passwd"]
        assert len(house.web.asked) == 1
        exported = ExportOpml(house.sources, write_opml, house.clock)(TENANT)
        read = await house.opml.read(exported)
        assert {outline.url for outline in read} == {URL, "https://b.example/f"}

    async def test_every_address_of_a_list_is_watched_or_told(self, house: House) -> None:
        urls = ["demo:news.xml", "javascript:alert(1)", "file:///etc/passwd", "a b", "http:///b.example/f"]
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in urls)
        typed = '<outline type="rss" url="data:,x"/>'
        read = await house.opml.read(f"<opml><body>{outlines}{typed}</body></opml>".encode())
        imported = house.opml.store(TENANT, read)
        assert imported.added == 2
        assert [url for url, _ in imported.failures] == [
            "javascript:alert(1)", "file:///etc/passwd", "a b", "data:,x",
        ]  # fmt: skip

    async def test_countless_failures_fit_into_an_answer(self, house: House) -> None:
        imported = house.opml.store(TENANT, [Outline(f"x:{number}" + "y" * 9999) for number in range(1500)])
        assert len(imported.failures) == 1001
        assert imported.failures[-1] == ("", "500 more addresses were refused.")
        assert max(len(url) for url, _ in imported.failures) == 500

    async def test_a_list_too_large_for_an_answer_is_refused_with_a_way_out(self, house: House) -> None:
        export = ExportOpml(house.sources, lambda *_: bytes(4 * 1024 * 1024), house.clock)
        with pytest.raises(TooLarge, match="4 MiB") as caught:
            export(TENANT)
        assert "feeds list" in caught.value.remedy

    async def test_what_is_no_opml(self, house: House) -> None:
        with pytest.raises(Invalid) as caught:
            await house.opml.read(b"no")
        assert caught.value.remedy == "Check that the file is an OPML list of feeds."


class TestManaging:
    async def test_masks_are_checked(self, house: House) -> None:
        feed = await house.watched()
        source = house.manage.change_source(
            TENANT, feed.source_id, ["name", "trust"], {"name": "N", "trust": 1}
        )
        assert (source.name, source.trust, source.site_url) == ("N", 1, "https://example.org/")
        for mask, values in (
            (["id"], {"id": "x"}),
            ([], {}),
            (["trust"], {"trust": 101}),
            (["name"], {"name": ""}),
        ):
            with pytest.raises(Invalid):
                house.manage.change_source(TENANT, feed.source_id, mask, values)

    async def test_pausing_and_resuming(self, house: House) -> None:
        feed = await house.watched()
        assert house.manage.change_feed(TENANT, feed.id, ["paused"], {"paused": True}).next_fetch_at is None
        resumed = house.manage.change_feed(TENANT, feed.id, ["paused"], {"paused": False})
        assert resumed.next_fetch_at == house.clock.now()

    async def test_moving(self, house: House) -> None:
        feed = await house.watched()
        moved = house.manage.change_feed(TENANT, feed.id, ["url"], {"url": "b.example/f"})
        assert (moved.url, moved.host) == ("https://b.example/f", "b.example")
        with pytest.raises(Invalid):
            house.manage.change_feed(TENANT, feed.id, ["url"], {"url": "file:///x"})

    async def test_pages(self, house: House) -> None:
        await house.watched(URL, *range(5))
        first = house.items.items(TENANT, Ask(2))
        second = house.items.items(TENANT, Ask(2, first.next_token))
        last = house.items.items(TENANT, Ask(2, second.next_token))
        found = [item.entry.guid for page in (first, second, last) for item in page.rows]
        assert found == ["g0", "g1", "g2", "g3", "g4"]
        assert last.next_token == ""
        with pytest.raises(InvalidPageToken):
            house.items.items(TENANT, Ask(2, first.next_token), feed_id="feed_x")
        with pytest.raises(InvalidPageToken):
            house.manage.sources(TENANT, Ask(2, first.next_token))

    async def test_large_items_make_short_pages(self, house: House) -> None:
        text = "x" * 400_000
        body = rss(*range(4)).replace(b"</item>", f"<description>{text}</description></item>".encode())
        house.web.put(URL, body)
        await house.add(TENANT, NewSource(URL))
        ask, sizes = Ask(4), []
        while True:
            page = house.items.items(TENANT, ask)
            sizes.append(len(page.rows))
            if not page.next_token:
                break
            ask = Ask(4, page.next_token)
        assert sum(sizes) == 4
        assert max(sizes) <= 4


class TestWatching:
    async def test_from_now_and_from_a_cursor(self, house: House) -> None:
        feed = await house.watched()
        stream = house.items.watch(TENANT, "")
        start = next(stream)
        assert start.items == []
        house.web.put(URL, rss(3, 1, 2, edit="x"))
        await house.now(TENANT, feed.id)
        with deadline.limit(5):
            batch = next(stream)
            again = house.items.watch(TENANT, start.cursor)
            next(again)
            assert next(again) == batch
        assert sorted((item.entry.guid, item.revision) for item in batch.items) == [
            ("g1", 2),
            ("g2", 2),
            ("g3", 1),
        ]
        with deadline.limit(0.01), pytest.raises(DeadlineExceeded):
            list(house.items.watch(TENANT, batch.cursor))
        with pytest.raises(InvalidPageToken):
            next(house.items.watch("theirs", batch.cursor))

"""One suite for the stores of ingest: memory, SQLite, PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tributary.ingest.v1 import events_pb2
from tributary_ingest.adapters.memory import Memory, MemoryFeedStore, MemoryItemStore, MemorySourceStore
from tributary_ingest.adapters.sql.feed_store import SqlFeedStore
from tributary_ingest.adapters.sql.item_store import SqlItemStore
from tributary_ingest.adapters.sql.models import OUTBOX
from tributary_ingest.adapters.sql.source_store import SqlSourceStore
from tributary_ingest.domain.document import Enclosure, Entry, Person, Place
from tributary_ingest.domain.feed import PARKED, Feed, pause
from tributary_ingest.domain.item import Item, stamp
from tributary_ingest.domain.source import Source
from tributary_ingest.ports.feed_store import Arrival, Changes, FeedStore, Lease, LeaseLost
from tributary_ingest.ports.item_store import ItemStore
from tributary_ingest.ports.source_store import FeedFilter, SourceStore
from tributary_kit.clock import SystemClock
from tributary_kit.errors import AlreadyExists, NotFound
from tributary_kit.ids import new_id
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages
from tributary_testkit import engines

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)
TENANT = "ours"


@dataclass
class Stores:
    """The stores under test; `announced` gives item id, revision, source name and feed title of each."""

    sources: SourceStore
    feeds: FeedStore
    items: ItemStore
    announced: Callable[[], list[tuple[str, int, str, str]]]


def _migrated(url: str) -> None:
    database = Database(url, pool_size=1)
    migrate.upgrade(database, "tributary_ingest:migrations")
    database.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    if request.param == "memory":
        memory = Memory()
        yield Stores(
            MemorySourceStore(memory),
            MemoryFeedStore(memory),
            MemoryItemStore(memory),
            lambda: [(a.item.id, a.item.revision, a.source.name, a.feed_title) for a in memory.announced],
        )
        return
    url = engines.fresh_database(request.param, tmp_path, _migrated)
    database = Database(url, pool_size=4)
    outbox = Messages(database, OUTBOX, SystemClock())

    def announced() -> list[tuple[str, int, str, str]]:
        with database.read() as connection:
            rows = connection.execute(OUTBOX.select().order_by(OUTBOX.c.seq)).all()
        events = [events_pb2.ItemIngested.FromString(row.payload) for row in rows]
        return [(e.item.id, e.item.revision, e.source.name, e.feed_title) for e in events]

    yield Stores(SqlSourceStore(database), SqlFeedStore(database, outbox), SqlItemStore(database), announced)
    database.close()
    engines.drop_database(url)


def source(name: str = "Publisher", tenant: str = TENANT) -> Source:
    return Source(new_id("src"), tenant, name, "https://example.org/", "CC0", 50, NOW, NOW)


def feed(of: Source, url: str = "https://example.org/feed", **more: object) -> Feed:
    host = url.split("/")[2]
    made = Feed(new_id("feed"), of.tenant, of.id, url, host, NOW, NOW, next_fetch_at=NOW)
    return replace(made, **more)  # type: ignore[arg-type]


def added(stores: Stores, *urls: str, tenant: str = TENANT, **more: object) -> list[Feed]:
    of = source(tenant=tenant)
    feeds = [feed(of, url, **more) for url in urls or ("https://example.org/feed",)]
    stores.sources.add([of], feeds)
    return feeds


def entry(number: int = 1, **more: object) -> Entry:
    made = Entry(guid=f"g{number}", link=f"https://example.org/{number}", title=f"Title {number}")
    return replace(made, **more)  # type: ignore[arg-type]


def arrival(of: Feed, what: Entry, item_id: str = "", revision: int = 1, at: datetime = NOW) -> Arrival:
    item = Item(item_id or new_id("item"), of.tenant, of.id, of.source_id, revision, what, NOW, at)
    return Arrival(item, stamp(what))


def claim(stores: Stores, now: datetime = NOW, limit: int = 10, per_host: int = 1) -> list[Lease]:
    return stores.feeds.claim(now, now + timedelta(seconds=30), limit, per_host)


def save(stores: Stores, of: Feed, *entries: Entry) -> list[Item]:
    """Stores the entries as new items of the feed."""
    lease = stores.feeds.claim_feed(of.tenant, of.id, NOW, LATER)
    assert lease
    arrivals = [arrival(of, each) for each in entries]
    stores.feeds.save(lease, lease.feed, Changes(arrivals), NOW)
    return [each.item for each in arrivals]


class TestSources:
    def test_what_is_added_is_there(self, stores: Stores) -> None:
        of = source()
        mine = feed(of)
        stores.sources.add([of], [mine])
        assert stores.sources.source(TENANT, of.id) == of
        assert stores.sources.feed(TENANT, mine.id) == mine

    def test_a_url_is_watched_once(self, stores: Stores) -> None:
        first, second = source(), source()
        mine = feed(first)
        stores.sources.add([first], [mine])
        with pytest.raises(AlreadyExists):
            stores.sources.add([second], [feed(second)])
        with pytest.raises(NotFound):
            stores.sources.source(TENANT, second.id)
        with pytest.raises(AlreadyExists):
            stores.sources.add_feed(feed(first))
        assert stores.sources.watched(TENANT, ["https://example.org/feed", "https://x.example/"]) == {
            mine.url: mine
        }

    def test_a_feed_needs_its_source(self, stores: Stores) -> None:
        with pytest.raises(NotFound):
            stores.sources.add_feed(feed(source()))

    def test_sources_and_feeds_come_in_pages(self, stores: Stores) -> None:
        all_sources = [source(f"S{number}") for number in range(5)]
        all_feeds = [feed(all_sources[0], f"https://h{number}.example/f") for number in range(5)]
        stores.sources.add(all_sources, all_feeds)
        assert stores.sources.sources(TENANT, 3) == all_sources[:3]
        assert stores.sources.sources(TENANT, 3, all_sources[2].id) == all_sources[3:]
        assert stores.sources.feeds(TENANT, 2, all_feeds[1].id) == all_feeds[2:4]

    def test_feeds_are_listed_by_source_and_state(self, stores: Stores) -> None:
        healthy, parked, paused = added(
            stores, "https://a.example/f", "https://b.example/f", "https://c.example/f"
        )
        stores.sources.change_feed(TENANT, parked.id, lambda f: replace(f, state=PARKED, next_fetch_at=None))
        stores.sources.change_feed(TENANT, paused.id, lambda f: pause(f, NOW))

        def ids(where: FeedFilter) -> list[str]:
            return [each.id for each in stores.sources.feeds(TENANT, 10, where=where)]

        assert ids(FeedFilter(state="new")) == [healthy.id]
        assert ids(FeedFilter(state="parked")) == [parked.id]
        assert ids(FeedFilter(state="paused")) == [paused.id]
        assert ids(FeedFilter(source_id="src_other")) == []
        assert len(ids(FeedFilter(source_id=healthy.source_id))) == 3

    def test_changes_are_kept(self, stores: Stores) -> None:
        (mine,) = added(stores)
        changed = stores.sources.change_source(TENANT, mine.source_id, lambda s: replace(s, name="Other"))
        assert stores.sources.source(TENANT, mine.source_id) == changed
        moved = stores.sources.change_feed(TENANT, mine.id, lambda f: replace(f, url="https://new.example/f"))
        assert stores.sources.feed(TENANT, mine.id) == moved

    def test_a_feed_cannot_move_to_a_watched_url(self, stores: Stores) -> None:
        first, second = added(stores, "https://a.example/f", "https://b.example/f")
        with pytest.raises(AlreadyExists):
            stores.sources.change_feed(TENANT, second.id, lambda f: replace(f, url=first.url))
        assert stores.sources.feed(TENANT, second.id).url == second.url

    def test_deleting_a_source_takes_everything_with_it(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (item,) = save(stores, mine, entry())
        stores.sources.delete_source(TENANT, mine.source_id)
        for gone in (
            lambda: stores.sources.source(TENANT, mine.source_id),
            lambda: stores.sources.feed(TENANT, mine.id),
            lambda: stores.items.item(TENANT, item.id),
            lambda: stores.sources.delete_source(TENANT, mine.source_id),
        ):
            with pytest.raises(NotFound):
                gone()
        assert claim(stores) == []

    def test_deleting_a_feed_leaves_its_source(self, stores: Stores) -> None:
        first, second = added(stores, "https://a.example/f", "https://b.example/f")
        stores.sources.delete_feed(TENANT, first.id)
        assert [each.id for each in stores.sources.feeds(TENANT, 10)] == [second.id]
        with pytest.raises(NotFound):
            stores.sources.delete_feed(TENANT, first.id)


class TestClaims:
    def test_only_due_feeds_are_claimed_longest_due_first(self, stores: Stores) -> None:
        late, due, early = added(stores, "https://a.example/f", "https://b.example/f", "https://c.example/f")
        times = {late: NOW - timedelta(hours=1), due: NOW, early: NOW + timedelta(seconds=1)}
        for each, time in times.items():
            stores.sources.change_feed(TENANT, each.id, lambda f, t=time: replace(f, next_fetch_at=t))
        assert stores.feeds.next_due() == NOW - timedelta(hours=1)
        assert stores.feeds.due(NOW) == 2
        assert [lease.feed.id for lease in claim(stores)] == [late.id, due.id]

    def test_a_claimed_feed_is_nobody_elses(self, stores: Stores) -> None:
        (mine,) = added(stores)
        assert len(claim(stores)) == 1
        assert claim(stores) == []
        assert stores.feeds.claim_feed(TENANT, mine.id, NOW, LATER) is None

    def test_an_ended_lease_is_given_to_another(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (lost,) = claim(stores)
        (mine_now,) = claim(stores, now=LATER)
        assert mine_now.token != lost.token
        with pytest.raises(LeaseLost):
            stores.feeds.save(lost, lost.feed, Changes([arrival(mine, entry())]), LATER)
        assert stores.items.items(TENANT, 10) == []
        stores.feeds.save(mine_now, mine_now.feed, Changes([arrival(mine, entry())]), LATER)
        assert len(stores.items.items(TENANT, 10)) == 1

    def test_nothing_is_written_after_a_lease_has_ended(self, stores: Stores) -> None:
        """A holder that slept too long must not write, even if nobody else came."""
        added(stores)
        (lease,) = claim(stores)
        with pytest.raises(LeaseLost):
            stores.feeds.save(lease, lease.feed, Changes(), LATER)

    def test_a_renewed_lease_holds_on(self, stores: Stores) -> None:
        added(stores)
        (lease,) = claim(stores)
        stores.feeds.renew([lease.token], NOW, LATER + timedelta(seconds=30))
        assert claim(stores, now=LATER) == []
        stores.feeds.save(lease, replace(lease.feed, next_fetch_at=None), Changes(), LATER)

    def test_an_ended_lease_cannot_be_renewed(self, stores: Stores) -> None:
        added(stores)
        (lease,) = claim(stores)
        stores.feeds.renew([lease.token], LATER, LATER + timedelta(hours=1))
        assert len(claim(stores, now=LATER)) == 1

    def test_a_released_feed_is_due_as_before(self, stores: Stores) -> None:
        added(stores)
        leases = claim(stores)
        stores.feeds.release(leases)
        assert len(claim(stores)) == 1

    def test_a_host_is_asked_by_so_many_at_a_time(self, stores: Stores) -> None:
        added(stores, *(f"https://one.example/{n}" for n in range(4)), "https://two.example/f")
        first = claim(stores)
        assert [lease.feed.host for lease in first] == ["one.example", "two.example"]
        assert claim(stores) == []
        assert [lease.feed.host for lease in claim(stores, per_host=3)] == ["one.example"] * 2

    def test_busy_hosts_do_not_hide_others(self, stores: Stores) -> None:
        """Far more due feeds of one host than are looked at first, all due before the other's."""
        of = source()
        crowd = [feed(of, f"https://crowd.example/{n}") for n in range(450)]
        quiet = feed(of, "https://quiet.example/f", next_fetch_at=NOW + timedelta(seconds=1))
        stores.sources.add([of], [*crowd, quiet])
        hosts = [lease.feed.host for lease in claim(stores, now=NOW + timedelta(seconds=2), limit=2)]
        assert hosts == ["crowd.example", "quiet.example"]

    def test_a_claim_takes_no_more_than_asked(self, stores: Stores) -> None:
        added(stores, *(f"https://h{n}.example/f" for n in range(5)))
        assert len(claim(stores, limit=2)) == 2
        assert len(claim(stores, limit=10)) == 3

    def test_any_feed_can_be_claimed_by_name(self, stores: Stores) -> None:
        (mine,) = added(stores, next_fetch_at=None)
        lease = stores.feeds.claim_feed(TENANT, mine.id, NOW, LATER)
        assert lease
        assert lease.feed.id == mine.id
        with pytest.raises(NotFound):
            stores.feeds.claim_feed(TENANT, "feed_unknown", NOW, LATER)

    def test_a_persons_change_revokes_the_lease(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (lease,) = claim(stores)
        stores.sources.change_feed(TENANT, mine.id, lambda f: pause(f, NOW))
        with pytest.raises(LeaseLost):
            stores.feeds.save(lease, lease.feed, Changes([arrival(mine, entry())]), NOW)
        assert stores.sources.feed(TENANT, mine.id).paused

    def test_a_deleted_feed_is_not_written_back(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (lease,) = claim(stores)
        stores.sources.delete_feed(TENANT, mine.id)
        with pytest.raises(LeaseLost):
            stores.feeds.save(lease, lease.feed, Changes(), NOW)


FULL = Entry(
    guid="tag:1",
    link="https://example.org/1",
    title="Über “alles” 🙂",
    summary="<p>short</p>",
    content="<p>long</p>",
    published=datetime(1999, 12, 31, 23, 59, 59, 123456, tzinfo=UTC),
    updated=datetime(2026, 1, 1, tzinfo=UTC),
    language="de",
    authors=[Person("Ada", "ada@example.org", "https://ada.example/"), Person(name="Bob")],
    categories=["one", "two"],
    enclosures=[Enclosure("https://example.org/1.mp3", "audio/mpeg", 7)],
    places=[Place("Ulm", 48.4, 9.99), Place("Nowhere")],
)


class TestItems:
    def test_an_item_comes_back_as_it_was_stored(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (item,) = save(stores, mine, FULL)
        assert stores.items.item(TENANT, item.id) == item

    def test_feed_items_and_announcements_are_stored_together(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (lease,) = claim(stores)
        after = replace(mine, title="The feed", etag='"1"', item_count=2, next_fetch_at=LATER)
        arrivals = [arrival(mine, entry(1)), arrival(mine, entry(2))]
        stores.feeds.save(lease, after, Changes(arrivals), NOW)
        assert stores.sources.feed(TENANT, mine.id) == after
        ids = [each.item.id for each in arrivals]
        assert [item.id for item in stores.items.items(TENANT, 10)] == ids[::-1]
        assert stores.announced() == [(each, 1, "Publisher", "The feed") for each in ids]
        assert (stores.feeds.waiting(1), stores.feeds.waiting(9)) == (1, 2)

    def test_revisions_are_kept(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (item,) = save(stores, mine, entry())
        lease = stores.feeds.claim_feed(TENANT, mine.id, NOW, LATER)
        assert lease
        edited = arrival(mine, entry(title="Edited"), item.id, 2, at=NOW + timedelta(seconds=5))
        stores.feeds.save(lease, lease.feed, Changes([edited]), NOW)
        assert stores.items.item(TENANT, item.id) == edited.item
        assert stores.items.revisions(TENANT, item.id, 10) == [edited.item, item]
        assert stores.items.revisions(TENANT, item.id, 1, before=2) == [item]
        assert len(stores.items.items(TENANT, 10)) == 1
        assert [each[:2] for each in stores.announced()] == [(item.id, 1), (item.id, 2)]
        with pytest.raises(NotFound):
            stores.items.revisions(TENANT, "item_unknown", 10)

    def test_items_are_known_by_each_of_their_keys(self, stores: Stores) -> None:
        (mine,) = added(stores)
        by_guid, by_link, by_content, _ = save(stores, mine, *(entry(number) for number in range(1, 5)))
        asked = [
            Entry(guid="g1", title="x"),
            Entry(guid="new", link="https://example.org/2"),
            entry(3),
        ]
        asked[2] = replace(asked[2], guid="other")
        known = stores.feeds.known(TENANT, mine.id, [stamp(each) for each in asked])
        assert {each.id for each in known} == {by_guid.id, by_link.id, by_content.id}
        assert stores.feeds.known(TENANT, mine.id, []) == []

    def test_many_entries_are_known_at_once(self, stores: Stores) -> None:
        (mine,) = added(stores)
        entries = [entry(number) for number in range(1200)]
        save(stores, mine, *entries)
        assert len(stores.feeds.known(TENANT, mine.id, [stamp(each) for each in entries])) == 1200

    def test_an_item_gets_a_new_guid(self, stores: Stores) -> None:
        (mine,) = added(stores)
        (item,) = save(stores, mine, entry())
        lease = stores.feeds.claim_feed(TENANT, mine.id, NOW, LATER)
        assert lease
        keys = stamp(entry(guid="other"))
        stores.feeds.save(lease, lease.feed, Changes(rekeyed=[(item.id, keys)]), NOW)
        assert stores.items.item(TENANT, item.id).entry.guid == "other"
        (known,) = stores.feeds.known(TENANT, mine.id, [keys])
        assert known.guid_key == keys.guid_key
        assert len(stores.announced()) == 1

    def test_a_redirect_to_a_watched_url_is_not_taken_over(self, stores: Stores) -> None:
        first, second = added(stores, "https://a.example/f", "https://b.example/f")
        lease = stores.feeds.claim_feed(TENANT, second.id, NOW, LATER)
        assert lease
        stores.feeds.save(lease, replace(second, url=first.url, host=first.host, title="T"), Changes(), NOW)
        assert stores.sources.feed(TENANT, second.id) == replace(second, title="T")

    def test_items_come_in_pages_and_by_feed_and_source(self, stores: Stores) -> None:
        first, second = added(stores, "https://a.example/f", "https://b.example/f")
        (other,) = added(stores, "https://c.example/f")
        mine = save(stores, first, entry(1), entry(2))
        (theirs,) = save(stores, second, entry(3))
        (foreign,) = save(stores, other, entry(4))
        assert stores.items.items(TENANT, 2) == [foreign, theirs]
        assert stores.items.items(TENANT, 2, before=theirs.id) == mine[::-1]
        assert stores.items.items(TENANT, 9, feed_id=second.id) == [theirs]
        assert stores.items.items(TENANT, 9, source_id=first.source_id) == [theirs, *mine[::-1]]

    def test_the_stream_has_every_revision_once_and_in_order(self, stores: Stores) -> None:
        (mine,) = added(stores)
        save(stores, mine, entry(0))
        start = stores.items.position()
        items = save(stores, mine, entry(1), entry(2), entry(3))
        found = stores.items.stored_after(TENANT, start, 2)
        assert [item for _, item in found] == items[:2]
        rest = stores.items.stored_after(TENANT, found[-1][0], 10)
        assert [item for _, item in rest] == items[2:]
        assert rest[-1][0] == stores.items.position()


class TestTwoTenants:
    """The same URL watched by two: neither sees, changes or deletes anything of the other."""

    @pytest.fixture
    def theirs(self, stores: Stores) -> tuple[Feed, Item]:
        (other,) = added(stores, tenant="theirs")
        (item,) = save(stores, other, entry())
        (mine,) = added(stores)
        save(stores, mine, entry())
        return other, item

    def test_reading(self, stores: Stores, theirs: tuple[Feed, Item]) -> None:
        other, item = theirs
        for look in (
            lambda: stores.sources.source(TENANT, other.source_id),
            lambda: stores.sources.feed(TENANT, other.id),
            lambda: stores.items.item(TENANT, item.id),
            lambda: stores.items.revisions(TENANT, item.id, 10),
            lambda: stores.feeds.claim_feed(TENANT, other.id, LATER, LATER),
        ):
            with pytest.raises(NotFound):
                look()
        assert [each.tenant for each in stores.sources.sources(TENANT, 10)] == [TENANT]
        assert [each.tenant for each in stores.sources.feeds(TENANT, 10)] == [TENANT]
        assert [each.tenant for each in stores.items.items(TENANT, 10)] == [TENANT]
        assert stores.items.items(TENANT, 10, feed_id=other.id) == []
        assert [item.tenant for _, item in stores.items.stored_after(TENANT, 0, 10)] == [TENANT]
        assert stores.feeds.known(TENANT, other.id, [stamp(entry())]) == []
        assert stores.sources.watched("third", [other.url]) == {}

    def test_writing(self, stores: Stores, theirs: tuple[Feed, Item]) -> None:
        other, item = theirs
        for write in (
            lambda: stores.sources.change_source(TENANT, other.source_id, lambda s: s),
            lambda: stores.sources.change_feed(TENANT, other.id, lambda f: f),
            lambda: stores.sources.delete_source(TENANT, other.source_id),
            lambda: stores.sources.delete_feed(TENANT, other.id),
            lambda: stores.sources.add_feed(replace(other, id="feed_x", tenant=TENANT, url="https://x/")),
        ):
            with pytest.raises(NotFound):
                write()
        assert stores.items.item("theirs", item.id) == item


def test_a_watcher_misses_nothing_while_others_store(stores: Stores) -> None:
    """Numbers are given out in the order of commits: who has read up to one will never see a lower one."""
    feeds = added(stores, *(f"https://h{n}.example/f" for n in range(4)))
    seen: list[int] = []

    def write(of: Feed) -> None:
        for turn in range(8):
            lease = stores.feeds.claim_feed(TENANT, of.id, NOW, LATER)
            assert lease
            arrivals = [arrival(of, entry(10 * turn + number)) for number in range(3)]
            stores.feeds.save(lease, lease.feed, Changes(arrivals), NOW)

    with ThreadPoolExecutor(4) as threads:
        writing = [threads.submit(write, each) for each in feeds]
        while len(seen) < 4 * 8 * 3:
            found = stores.items.stored_after(TENANT, seen[-1] if seen else 0, 5)
            seen.extend(position for position, _ in found)
            if not found and all(each.done() for each in writing):
                found = stores.items.stored_after(TENANT, seen[-1] if seen else 0, 100)
                seen.extend(position for position, _ in found)
                break
        for each in writing:
            each.result()
    assert seen == list(range(1, 4 * 8 * 3 + 1))


def test_two_claimers_never_get_the_same_feed_or_host(stores: Stores) -> None:
    added(stores, *(f"https://h{n % 5}.example/{n}" for n in range(20)))
    with ThreadPoolExecutor(4) as threads:
        claims = list(threads.map(lambda _: claim(stores, limit=3), range(4)))
    hosts = [lease.feed.host for leases in claims for lease in leases]
    assert sorted(hosts) == [f"h{n}.example" for n in range(5)]

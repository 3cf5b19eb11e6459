"""Whatever is kept fits into a message, alone and in pages."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tributary_ingest.adapters.codec import feed_message, item_ingested, item_message, source_message
from tributary_ingest.adapters.memory import Memory, MemoryItemStore, MemorySourceStore
from tributary_ingest.adapters.signal import ThreadSignal
from tributary_ingest.domain import feed as feeds
from tributary_ingest.domain.document import Enclosure, Entry, Person, Place
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.item import MAX_LIST, Item, fit
from tributary_ingest.domain.source import MAX_LICENCE, MAX_NAME, MAX_URL, Source
from tributary_ingest.ports.source_store import FeedFilter
from tributary_ingest.usecases.manage import Manage
from tributary_ingest.usecases.pages import PAGE_BYTES, Ask
from tributary_ingest.usecases.read_items import ReadItems
from tributary_ingest.usecases.weights import feed_bytes, item_bytes, source_bytes
from tributary_testkit.clock import ManualClock

NOW = datetime(2026, 3, 1, 12, 30, 15, 999_999, tzinfo=UTC)
ID = "x" * 40
LETTERS = ("a", "ä", "日", "😀")

# Lengths around every limit; the letters take one to four bytes.
TEXTS = st.builds(
    lambda letter, length: letter * length,
    st.sampled_from(LETTERS),
    st.sampled_from([0, 1, 100, 304, 2000, 2001, 8192, 8193, 200_001, 600_000]),
)


def lists(rows: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(lambda row, count: [row] * count, rows, st.sampled_from([0, 1, 25, 400, 600]))


ENTRIES = st.builds(
    Entry,
    guid=TEXTS,
    link=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    content=TEXTS,
    language=TEXTS,
    published=st.sampled_from([None, NOW]),
    authors=lists(st.builds(Person, TEXTS, TEXTS, TEXTS)),
    categories=lists(TEXTS),
    enclosures=lists(st.builds(Enclosure, TEXTS, TEXTS, st.sampled_from([0, 2**62]))),
    places=lists(st.builds(Place, TEXTS, st.sampled_from([None, 1.5]), st.sampled_from([None, 1.5]))),
)


def item(entry: Entry, number: int = 1) -> Item:
    return Item(f"item_{number:030}", "ours", ID, ID, 2**31 - 1, fit(entry), NOW, NOW)


def worst() -> Entry:
    letter = LETTERS[-1]
    word = letter * 100
    return Entry(
        *(letter * size for size in (9999, 8192, 9999, 300_000, 600_000)),
        published=NOW,
        updated=NOW,
        language=letter * 999,
        authors=[Person(word, "", "")] * 999,
        categories=[word] * 999,
        enclosures=[Enclosure(word, "", 2**62)] * 999,
        places=[Place(word, 1.0, 1.0)] * 999,
    )


def source(number: int = 1) -> Source:
    letter = LETTERS[-1]
    return Source(
        f"src_{number:030}",
        "ours",
        letter * MAX_NAME,
        "https://" + letter * (MAX_URL - 8),
        letter * MAX_LICENCE,
        100,
        NOW,
        NOW,
    )


def feed(number: int, letter: str) -> Feed:
    return replace(
        Feed(f"feed_{number:030}", "ours", source().id, f"https://{number}.example/", "host", NOW, NOW),
        title=letter * feeds.MAX_TITLE,
        site_url=letter * MAX_URL,
        description=letter * feeds.MAX_DESCRIPTION,
        language=letter * 100,
        format="json11",
        interval_seconds=2**31 - 1,
        next_fetch_at=NOW,
        last_fetch_at=NOW,
        last_success_at=NOW,
        failures=2**31 - 1,
        reason="deadline_exceeded",
        detail=letter * feeds.MAX_DETAIL,
        last_http_status=599,
        item_count=2**31 - 1,
    )


@settings(max_examples=60)
@given(ENTRIES)
def test_every_item_that_is_kept_fits_into_a_message(entry: Entry) -> None:
    kept = item(entry)
    assert item_message(kept).ByteSize() <= item_bytes(kept) <= PAGE_BYTES


def test_the_largest_item_fits_with_its_announcement() -> None:
    kept = item(worst())
    assert item_message(kept).ByteSize() <= item_bytes(kept) <= PAGE_BYTES
    event = item_ingested(kept, source_message(source()), LETTERS[-1] * feeds.MAX_TITLE)
    assert len(event) < PAGE_BYTES


def test_lists_of_many_words_are_cut_and_keep_their_first() -> None:
    kept = fit(Entry(categories=[f"{number:0300}" for number in range(MAX_LIST)]))
    assert kept.categories == [f"{number:0300}" for number in range(166)]
    assert fit(kept) is kept


def test_pages_of_long_lists_fit_and_lose_nothing() -> None:
    memory = Memory()
    entry = Entry(categories=["日" * 100] * 400, authors=[Person("日" * 100)] * 400)
    for number in range(60):
        each = item(entry, number)
        memory.revisions[each.id] = [each]
    read = ReadItems(MemoryItemStore(memory), ThreadSignal())
    token, seen = "", []
    while page := read.items("ours", Ask(50, token)):
        assert sum(item_message(each).ByteSize() for each in page.rows) <= PAGE_BYTES
        seen += page.rows
        if not (token := page.next_token):
            break
    assert [each.id for each in seen] == sorted(memory.revisions, reverse=True)


def test_pages_of_sources_and_feeds_fit_and_lose_nothing() -> None:
    memory = Memory()
    memory.sources = {each.id: each for each in (source(number) for number in range(500))}
    memory.feeds = {each.id: each for each in (feed(number, LETTERS[number % 4]) for number in range(500))}
    manage = Manage(MemorySourceStore(memory), ManualClock(), lambda: None)
    for read, message, weigh, all_ids in (
        (lambda ask: manage.sources("ours", ask), source_message, source_bytes, list(memory.sources)),
        (lambda ask: manage.feeds("ours", ask, FeedFilter()), feed_message, feed_bytes, list(memory.feeds)),
    ):
        token, seen = "", []
        while page := read(Ask(500, token)):
            sizes = [message(row).ByteSize() for row in page.rows]
            assert sum(sizes) <= PAGE_BYTES
            assert all(size <= weigh(row) for size, row in zip(sizes, page.rows, strict=True))
            seen += [row.id for row in page.rows]
            if not (token := page.next_token):
                break
        assert seen == all_ids

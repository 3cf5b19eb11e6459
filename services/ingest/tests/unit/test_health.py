"""What a fetch's outcome makes of a feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tributary_ingest.domain import health
from tributary_ingest.domain.document import Entry, FeedDocument
from tributary_ingest.domain.feed import (
    BY_LINK,
    FAILING,
    HEALTHY,
    NEW,
    PARKED,
    PAUSED,
    Feed,
    move,
    pause,
    resume,
)
from tributary_ingest.domain.health import Answer, Failure, Policy, Taken

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
POLICY = Policy(park_after=4, park_unreadable_after=2)
FEED = Feed("feed_1", "t", "src_1", "https://a/f", "a", NOW, NOW, next_fetch_at=NOW)
GOOD = Answer(200, etag='"1"', last_modified="then", body_hash=b"x" * 16)
NOTHING = Taken(0, 0, 0, flapping=False)
AWAY = Failure("unreachable", "No answer.")
BROKEN = Failure("unreadable_feed", "No feed.", 200, unreadable=True)


def taken(feed: Feed, answer: Answer = GOOD, result: Taken = NOTHING, **document: object) -> Feed:
    made = FeedDocument("rss20", **document)  # type: ignore[arg-type]
    return health.taken(feed, answer, made, result, NOW, POLICY)


def failed(feed: Feed, *failures: Failure) -> Feed:
    for failure in failures:
        feed = health.failed(feed, failure, NOW, POLICY)
    return feed


def test_a_good_fetch_is_remembered() -> None:
    feed = taken(FEED, title="T", link="https://a/", ttl=90, skip_hours=[1], skip_days=[6])
    assert (feed.state, feed.title, feed.site_url) == (HEALTHY, "T", "https://a/")
    assert (feed.etag, feed.last_modified, feed.body_hash) == ('"1"', "then", b"x" * 16)
    assert feed.last_success_at == feed.last_fetch_at == NOW
    assert (feed.skip_hours, feed.skip_days) == (0b10, 0b1000000)
    assert feed.next_fetch_at
    assert feed.next_fetch_at >= NOW + timedelta(minutes=90)


def test_max_age_holds_until_another_is_given() -> None:
    feed = taken(FEED, replace(GOOD, max_age=7200))
    feed = health.unchanged(feed, Answer(304), NOW, POLICY)
    assert feed.max_age_seconds == 7200
    assert feed.next_fetch_at
    assert feed.next_fetch_at >= NOW + timedelta(seconds=7200)
    assert health.unchanged(feed, Answer(304, max_age=0), NOW, POLICY).max_age_seconds == 0


def test_unchanged_feeds_are_asked_less_often_and_keep_their_body() -> None:
    feed = taken(FEED)
    again = health.unchanged(feed, Answer(304, etag='"1"'), NOW, POLICY)
    assert again.interval_seconds > feed.interval_seconds
    assert again.body_hash == feed.body_hash
    assert again.etag == '"1"'


def test_failures_back_off_and_park_and_one_good_fetch_clears() -> None:
    feed = failed(FEED, AWAY)
    assert (feed.state, feed.failures, feed.reason) == (FAILING, 1, "unreachable")
    first = feed.next_fetch_at
    feed = failed(feed, AWAY)
    assert first
    assert feed.next_fetch_at
    assert feed.next_fetch_at > first
    feed = failed(feed, AWAY, AWAY)
    assert (feed.state, feed.next_fetch_at) == (PARKED, None)
    feed = taken(feed)
    assert (feed.state, feed.failures, feed.reason, feed.detail) == (HEALTHY, 0, "", "")


def test_unreadable_documents_park_sooner() -> None:
    assert failed(FEED, BROKEN, BROKEN).state == PARKED
    assert failed(FEED, AWAY, BROKEN, AWAY).state == FAILING


def test_gone_parks_at_once() -> None:
    feed = failed(FEED, Failure("unreachable", "Gone.", 410))
    assert (feed.state, feed.next_fetch_at, feed.last_http_status) == (PARKED, None, 410)


def test_a_server_that_says_when_is_waited_for_forever() -> None:
    busy = Failure("unreachable", "Busy.", 429, retry_after=3600)
    feed = failed(FEED, *[busy] * 50)
    assert feed.state == FAILING
    assert feed.next_fetch_at == NOW + timedelta(hours=1)


def test_a_paused_feed_that_is_fetched_by_hand_stays_paused() -> None:
    feed = pause(FEED, NOW)
    assert feed.shown_state == PAUSED
    for after in (taken(feed), failed(feed, AWAY), health.unchanged(feed, GOOD, NOW, POLICY)):
        assert after.next_fetch_at is None
        assert after.shown_state == PAUSED


def test_resuming_forgives() -> None:
    assert resume(pause(FEED, NOW), NOW).shown_state == NEW
    feed = resume(failed(taken(FEED), *[AWAY] * 4), NOW)
    assert (feed.state, feed.failures, feed.next_fetch_at) == (HEALTHY, 0, NOW)


def test_a_moved_feed_forgets_the_old_servers_validators() -> None:
    feed = move(taken(FEED), "https://b/f", "b", NOW)
    assert (feed.url, feed.etag, feed.last_modified, feed.body_hash) == ("https://b/f", "", "", b"")
    assert feed.next_fetch_at == NOW


def test_a_permanent_redirect_is_remembered_after_two_good_fetches_in_a_row() -> None:
    there = replace(GOOD, moved_to="https://b/f", moved_host="b")
    feed = taken(FEED, there)
    assert feed.url == FEED.url
    assert taken(taken(feed), there).url == FEED.url
    assert taken(failed(feed, AWAY), there).url == FEED.url
    assert taken(feed, replace(there, moved_to="https://c/f")).url == FEED.url
    feed = health.unchanged(feed, replace(there, status=304), NOW, POLICY)
    assert (feed.url, feed.host) == ("https://b/f", "b")


def test_flapping_twice_in_a_row_identifies_by_link() -> None:
    flapping = replace(NOTHING, flapping=True)
    feed = taken(FEED, result=flapping)
    assert not feed.flapping_guids
    assert not taken(taken(feed), result=flapping).flapping_guids
    feed = taken(feed, result=flapping)
    assert feed.identity == BY_LINK
    assert taken(feed).flapping_guids


def test_what_was_left_out_is_fetched_again_soon() -> None:
    feed = taken(FEED, result=replace(NOTHING, new=5, left_out=7))
    assert (feed.etag, feed.last_modified, feed.body_hash) == ("", "", b"")
    assert feed.interval_seconds == POLICY.bounds.shortest
    assert "7" in feed.detail
    assert feed.state == HEALTHY


def test_the_interval_follows_the_entries_dates() -> None:
    entries = [Entry(published=NOW - timedelta(hours=4 * number)) for number in range(9)]
    assert taken(FEED, entries=entries).interval_seconds == 2 * 3600
    fresh = taken(FEED)
    assert fresh.interval_seconds == POLICY.bounds.usual
    assert taken(fresh, result=replace(NOTHING, new=1), entries=entries).interval_seconds == 2 * 3600


def test_absurd_values_are_bounded() -> None:
    feed = taken(
        FEED,
        replace(GOOD, etag="x" * 9999, moved_to="https://b/" + "x" * 9999),
        title="t" * 9999,
        link="https://a/" + "x" * 9999,
        ttl=10**9,
        skip_hours=list(range(-5, 99)),
    )
    assert feed.etag == ""
    assert feed.site_url == ""
    assert len(feed.title) == 2000
    assert feed.next_fetch_at
    assert feed.next_fetch_at < NOW + timedelta(days=8)

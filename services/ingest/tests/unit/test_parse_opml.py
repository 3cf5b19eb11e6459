"""OPML written by us is read by us."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.adapters.parsers.discovery import common_feed_paths
from tributary_ingest.adapters.parsers.opml import parse_opml, write_opml
from tributary_ingest.domain.document import Outline

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = st.text("abcäß日<>&\"'%+", min_size=1, max_size=8)
OUTLINES = st.builds(
    Outline,
    url=WORDS.map(lambda word: f"https://a.example/{word}"),
    title=WORDS,
    site_url=st.just("") | st.just("https://a.example/"),
    folder=st.lists(WORDS, max_size=3).map("/".join),
)


@given(st.lists(OUTLINES, max_size=6, unique_by=lambda outline: outline.url))
def test_round_trip(outlines: list[Outline]) -> None:
    read = parse_opml(write_opml(outlines, "Mine", NOW))
    assert sorted(read, key=lambda outline: outline.url) == sorted(outlines, key=lambda outline: outline.url)


def test_forbidden_characters_are_left_out() -> None:
    written = write_opml([Outline(url="https://a.example/", title="a\x00b\ud800c")], "t\x0b", NOW)
    assert parse_opml(written)[0].title == "abc"


def test_common_paths() -> None:
    paths = common_feed_paths("https://a.example/blog/post?x=1")
    assert paths[0] == "https://a.example/feed"
    assert "https://a.example/blog/feed" in paths
    assert len(paths) == len(set(paths))
    assert common_feed_paths("nonsense") == []

"""Decisions about what a feed says. Whole documents are in the golden tests."""

import pytest
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.domain.document import Entry, Person
from tributary_kit.errors import UnreadableFeed

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:georss="http://www.georss.org/georss" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" '
    'xmlns:gml="http://www.opengis.net/gml"'
)


def rss(inside: str) -> Entry:
    body = f"<rss {SPACES}><channel><link>https://site.example/</link><item>{inside}</item></channel></rss>"
    return parse_feed(body.encode(), url="https://doc.example/feed", content_type="").entries[0]


def atom(inside: str, space: str = "http://www.w3.org/2005/Atom") -> Entry:
    body = f'<feed xmlns="{space}"><entry>{inside}</entry></feed>'
    return parse_feed(body.encode(), url="https://doc.example/feed", content_type="").entries[0]


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("me@example.com (Jane Doe)", Person("Jane Doe", "me@example.com")),
        ("Jane Doe (me@example.com)", Person("Jane Doe", "me@example.com")),
        ("Jane Doe &lt;me@example.com&gt;", Person("Jane Doe", "me@example.com")),
        ("mailto:me@example.com", Person("", "me@example.com")),
        ("me@example.com", Person("", "me@example.com")),
        ("@jane", Person("@jane")),
        ("  Jane\n Doe ", Person("Jane Doe")),
    ],
)
def test_authors_in_one_string(written: str, person: Person) -> None:
    assert rss(f"<author>{written}</author>").authors == [person]


def test_authors_are_joined_and_itunes_author_is_a_fallback() -> None:
    entry = rss(
        "<author>a@x.org (Ann)</author><dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>"
        "<itunes:author>Show</itunes:author>"
    )
    assert entry.authors == [Person("Ann", "a@x.org"), Person("Bob")]
    assert rss("<itunes:author>Show</itunes:author>").authors == [Person("Show")]


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>AT&amp;T</title>", "AT&T"),
        ("<title>AT&amp;amp;T</title>", "AT&T"),
        ("<title>&lt;b&gt;Bold&lt;/b&gt; &amp;lt;3</title>", "Bold <3"),
        ("<title><![CDATA[1 < 2]]></title>", "1 < 2"),
        ("<title>a\n  b</title>", "a b"),
        ("<media:title>m</media:title><title>t</title>", "t"),
        ("<image><title>i</title></image><title>t</title>", "t"),
    ],
)
def test_rss_titles(inside: str, title: str) -> None:
    assert rss(inside).title == title


def test_atom_titles_are_what_their_type_says() -> None:
    assert atom("<title>&lt;b&gt; &amp;amp;</title>").title == "<b> &amp;"
    assert atom('<title type="html">&lt;b&gt;x&lt;/b&gt; &amp;amp;</title>').title == "x &"
    assert (
        atom(
            '<title type="text/html" mode="escaped">&lt;b&gt;x&lt;/b&gt;</title>', "http://purl.org/atom/ns#"
        ).title
        == "x"
    )


def test_summary_and_content() -> None:
    both = rss("<description>d</description><content:encoded>c</content:encoded>")
    assert (both.summary, both.content) == ("d", "c")
    only = rss("<content:encoded>c</content:encoded>")
    assert (only.summary, only.content) == ("", "c")
    second = rss("<description>d</description><summary>s</summary>")
    assert (second.summary, second.content) == ("d", "s")
    assert rss("<description>d</description><itunes:summary>i</itunes:summary>").content == ""
    assert atom('<summary type="text">1 &lt; 2</summary>').summary == "1 &lt; 2"
    assert atom("<summary>&lt;p&gt;x&lt;/p&gt;</summary>").summary == "<p>x</p>"


def test_links() -> None:
    assert rss("<link>page</link>").link == "https://doc.example/page"
    assert rss("<guid>https://g.example/1</guid>").link == "https://g.example/1"
    assert rss('<guid isPermaLink="false">https://g.example/1</guid>').link == ""
    assert rss("<link>javascript:alert(1)</link>").link == ""
    assert rss("<link>http://a.example/?a=1&amp;amp;utm_source=x</link>").link == "http://a.example/?a=1"
    assert (
        atom('<link rel="enclosure" href="e"/><link href="a" type="application/pdf"/><link href="h"/>').link
        == "https://doc.example/h"
    )
    assert atom('<link xml:base="https://b.example/c/" href="d"/>').link == "https://b.example/c/d"


def test_relative_addresses_in_content_belong_to_the_page_of_the_entry() -> None:
    entry = rss(
        '<link>https://site.example/a/b</link><description>&lt;a href="c"&gt;x&lt;/a&gt;</description>'
    )
    assert entry.summary == '<a href="https://site.example/a/c">x</a>'
    entry = atom('<content type="html" xml:base="https://b.example/">&lt;img src="c"&gt;</content>')
    assert entry.content == '<img src="https://b.example/c">'


def test_dates_stand_in_for_each_other_where_that_is_true() -> None:
    assert rss("<dc:date>2026-01-01</dc:date>").published == rss("<dc:date>2026-01-01</dc:date>").updated
    published = rss("<pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate>")
    assert published.updated is None
    updated = atom("<updated>2026-01-01T00:00:00Z</updated>")
    assert updated.published == updated.updated


@pytest.mark.parametrize(
    "inside",
    [
        "<georss:point>45.5 -71.25</georss:point>",
        "<geo:lat>45.5</geo:lat><geo:long>-71.25</geo:long>",
        "<geo:Point><geo:lat>45.5</geo:lat><geo:long>-71.25</geo:long></geo:Point>",
        "<georss:where><gml:Point><gml:pos>45.5 -71.25</gml:pos></gml:Point></georss:where>",
        "<georss:box>45 -72 46 -70.5</georss:box>",
    ],
)
def test_places(inside: str) -> None:
    (place,) = rss(inside).places
    assert (place.latitude, place.longitude) == (45.5, -71.25)


def test_a_source_inside_an_entry_says_nothing_about_it() -> None:
    entry = atom(
        "<source><title>s</title><author><name>x</name></author><updated>2001-01-01</updated></source><title>t</title>"
    )
    assert (entry.title, entry.authors, entry.updated) == ("t", [], None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b"hello", "no markup"),
        (b"<!doctype html><html><body>x</body></html>", "HTML page"),
        (b"<opml><body/></opml>", "OPML"),
        (b"<catalog><book/></catalog>", "<catalog>"),
        (b'{"a": 1}', "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON"),
        (b"\x1f\x8b\x08" + b"\xff" * 40, "compressed"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, message: str) -> None:
    with pytest.raises(UnreadableFeed, match=message):
        parse_feed(body, url="", content_type="")

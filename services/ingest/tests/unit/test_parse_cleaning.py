"""What is left of the HTML of strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.adapters.parsers.cleaning import html_cleaner, html_to_text, looks_like_html
from tributary_ingest.adapters.parsers.trackers import without_trackers

BASE = "https://site.example/posts/1"


def clean(html: str) -> str:
    return html_cleaner().clean(html, BASE)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p onclick="x()" style="color:red" class="c">a</p>', "<p>a</p>"),
        ("<script>alert(1)</script><style>p{}</style><title>t</title>a", "a"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="java\tscript:alert(1)">a</a>', "<a>a</a>"),
        ('<img src="data:image/png;base64,AA==">', ""),
        ('<iframe src="https://x.example">a</iframe><form><input><button>b</button></form>', "b"),
        ('<svg onload="x"><a xlink:href="javascript:1">s</a></svg>a', "a"),
        ('<a href="2">a</a>', '<a href="https://site.example/posts/2">a</a>'),
        ('<img src="/i.png">', '<img src="https://site.example/i.png">'),
        ('<a href="//cdn.example/x">a</a>', '<a href="https://cdn.example/x">a</a>'),
        ('<blockquote cite="q">a</blockquote>', '<blockquote cite="https://site.example/posts/q">a</blockquote>'),
        ('<blockquote cite="javascript:1">a</blockquote>', "<blockquote>a</blockquote>"),
        ('<video poster="p.png"></video>', '<video poster="https://site.example/posts/p.png"></video>'),
        ('<img src="https://t.example/p.gif" width="1" height="1px">a', "a"),
        ('<img src="https://stats.wordpress.com/b.gif?x=1">a', "a"),
        ('<a href="/x?utm_source=rss&amp;id=1&amp;fbclid=2#top">a</a>', '<a href="https://site.example/x?id=1#top">a</a>'),
        ("a &nbsp;&lt; b &amp; &eacute;", "a \xa0&lt; b &amp; é"),
        ("<b>open <i>tags", "<b>open <i>tags</i></b>"),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_clean(html: str, expected: str) -> None:
    assert clean(html) == expected


SCRAPS = st.sampled_from(
    ["<", ">", '"', "'", "&", "=", " ", "/", "a", "<b>", "</b>", "<img src=x onerror=1>", "<svg>", "<math>",
     "<style>", "</style>", "<!--", "-->", "<![CDATA[", "]]>", "<a href='", "javascript:", "&#x3c;", "&lt;",
     "<p title='</p>'>", "<noscript>", "<title>", "<table>", "<form action=x>",
     "utm_source=1", "?", "\x00", "\xa0", "é"]
)  # fmt: skip


@given(st.lists(SCRAPS, max_size=25).map("".join))
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean(html)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?b=%20&utm_x=1&c=a+b", "https://a.example/?b=%20&c=a+b"),
        ("https://a.example/#utm_source=x", "https://a.example/"),
        ("https://a.example/?butm_source=x&fbclidx=1", "https://a.example/?butm_source=x&fbclidx=1"),
        ("https://a.example/?q=utm_source", "https://a.example/?q=utm_source"),
        ("https://a.example/?UTM_Source=1&gclid=2&mc_eid=3", "https://a.example/"),
    ],
)
def test_trackers_leave_links(url: str, expected: str) -> None:
    assert without_trackers(url) == expected


@pytest.mark.parametrize(
    ("text", "is_html"),
    [("AT&T", False), ("AT&amp;T", True), ("1 < 2", False), ("<b>x</b>", True), ("a<br/>b", True),
     ("Use <code> well", False), ("<nosuch>x</nosuch>", False), ("&nosuch;", False)],
)  # fmt: skip
def test_guessing_html(text: str, is_html: bool) -> None:
    assert looks_like_html(text) is is_html


def test_text_of_html() -> None:
    assert (
        html_to_text("<p>One &amp;amp; two</p><p>three<br>four</p><script>x</script>")
        == "One &amp; two three four"
    )

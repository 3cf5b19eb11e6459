"""`tributary parse --jsonl`, as a process of its own."""

import base64
import gzip
import json
import subprocess
import sys
from typing import Any

from tributary_ingest.adapters.fetching.decoding import zstd

RUN = [sys.executable, "-c", "from tributary_cli.parse import run; run()"]
FEED = b"""<rss version="2.0"><channel>
<title>T</title><link>/</link><managingEditor>e@x.org (Ed)</managingEditor>
<item><title>A</title><guid>g</guid><pubDate>Thu, 01 Jan 2026 10:00:00 +0200</pubDate>
<description>&lt;b onclick="x"&gt;d</description><category>c</category>
<enclosure url="a.mp3" type="audio/mpeg" length="1"/></item></channel></rss>"""


def line(number: int, body: bytes, **more: Any) -> str:
    return json.dumps({"id": number, "kind": "feed", "bytes_b64": base64.b64encode(body).decode(), **more})


def answers(*lines: str) -> list[dict[str, Any]]:
    done = subprocess.run(RUN, input="\n".join(lines).encode(), capture_output=True, check=True, timeout=60)
    return [json.loads(answer) for answer in done.stdout.splitlines()]


def test_a_feed() -> None:
    (answer,) = answers(line(1, FEED, base_url="https://doc.example/feed.xml"))
    assert answer == {
        "id": 1,
        "ok": True,
        "error": "",
        "feed": {
            "title": "T",
            "link": "https://doc.example/",
            "description": "",
            "language": "",
            "rights": "",
            "image": "",
            "date": None,
            "authors": [{"name": "Ed", "email": "e@x.org", "uri": ""}],
            "categories": [],
        },
        "entries": [
            {
                "id": "g",
                "title": "A",
                "link": "",
                "published": "2026-01-01T08:00:00Z",
                "updated": None,
                "authors": [],
                "summary": "<b>d</b>",
                "content": "",
                "categories": ["c"],
                "enclosures": [{"url": "https://doc.example/a.mp3"}],
            }
        ],
        "opml": [],
        "feeds": [],
    }


def test_lists_pages_and_headers() -> None:
    opml = b'<opml><outline text="A" xmlUrl="http://a.example/f"/><outline xmlUrl="javascript:1"/></opml>'
    page = b'<link rel="alternate" type="application/rss+xml" href="f.xml">'
    headers = {
        "Content-Encoding": "gzip",
        "CONTENT-LOCATION": "https://moved.example/x/",
        "content-language": "de",
    }
    lists, pages, packed, layers = answers(
        line(1, opml, kind="opml"),
        line(2, page, kind="discovery", base_url="https://p.example/a/"),
        line(3, gzip.compress(FEED), headers=headers),
        line(4, FEED, headers={"content-encoding": "gzip, br"}),
    )
    assert lists["opml"] == [{"url": "http://a.example/f", "title": "A"}]
    assert pages["feeds"] == ["https://p.example/a/f.xml"]
    assert (packed["feed"]["link"], packed["feed"]["language"]) == ("https://moved.example/", "de")
    assert (layers["ok"], layers["error"]) == (False, "unreadable_feed")


def test_packed_bodies_are_read_as_the_fetcher_reads_them() -> None:
    empty = gzip.compress(b"")
    whole, plain, cut, slow, undeclared = answers(
        line(1, zstd.compress(FEED), headers={"content-encoding": "zstd"}),
        line(2, FEED, headers={"content-encoding": "utf-8"}),
        line(3, gzip.compress(FEED)[:-4], headers={"content-encoding": "gzip"}),
        line(4, empty * (14 * 1024 * 1024 // len(empty)), headers={"content-encoding": "gzip"}),
        line(5, empty * (14 * 1024 * 1024 // len(empty))),
    )
    assert [whole["ok"], plain["ok"]] == [True, True]
    for answer in (cut, slow, undeclared):
        assert (answer["ok"], answer["error"]) == (False, "unreadable_feed")
    assert "10000 members" in slow["message"]
    assert "broken" in undeclared["message"]  # and not: took too long


def test_every_line_is_survived_and_answered_in_order() -> None:
    found = answers(
        "not json",
        '{"id": 1, "bytes_b64": "***"}',
        "[1]",
        line(2, b"<html></html>"),
        line(3, FEED, kind="nonsense"),
        line(4, FEED, headers=7),
        line(5, b"<rss><channel><item><description><![CDATA[" + b"<b><a><p>" * 300_000),
        line(6, FEED),
    )
    assert [answer["id"] for answer in found] == [None, 1, None, 2, 3, 4, 5, 6]
    assert [answer["ok"] for answer in found] == [False] * 7 + [True]
    assert [answer["error"] for answer in found] == [
        "invalid", "invalid", "invalid", "unreadable_feed", "invalid", "invalid", "unreadable_feed", "",
    ]  # fmt: skip

"""Mutate the golden documents and parse what comes out.

    python services/ingest/tests/fuzz_parser.py --seconds 30 [--seed 1]

The parser may raise `UnreadableFeed` and nothing else; what it returns must be storable, and its HTML
without active content. The first document that breaks this is written to the current folder.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tributary_ingest.adapters.parsers.discovery import discover
from tributary_ingest.adapters.parsers.opml import parse_opml
from tributary_ingest.adapters.parsers.parse import parse_feed
from tributary_ingest.domain.document import FeedDocument
from tributary_kit.errors import TooLarge, UnreadableFeed

GOLDEN = Path(__file__).parent / "golden"
PIECES = (
    b"<", b">", b"&", b'"', b"]]>", b"<![CDATA[", b"<!--", b"-->", b"&#xD800;", b"&#0;", b"&nbsp;",
    b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"<script>", b"<svg>", b"<math>",
    b' xml:base="//x"',
    b' onload="1"', b"javascript:alert(1)", b"<item>", b"</item>", b"<entry>", b"<title>",
    b"encoding='utf-16'",
    b'mode="base64"', b'type="xhtml"', b"<div>", b"9999999999", b"-1", b"e" * 300, b"<!DOCTYPE x [", b"{",
    b"[",
)  # fmt: skip
TAG = re.compile(r"<(/?[a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
ACTIVE_TAGS = {
    "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "textarea",
    "select",
    "link", "meta", "base", "svg", "math", "template", "noscript", "title",
}  # fmt: skip
ACTIVE_VALUE = re.compile(r"\s*(?:javascript|vbscript|data|file|blob)\s*:", re.IGNORECASE)


def documents() -> list[bytes]:
    """Every golden document."""
    paths = sorted(path for path in GOLDEN.rglob("*") if path.is_file())
    return [
        path.read_bytes() for path in paths if path.suffix in {".xml", ".json", ".opml", ".html", ".atom"}
    ]


def mutations(seed: int) -> Iterator[bytes]:
    """An endless stream of damaged documents, the same for the same seed."""
    choice = random.Random(seed)
    known = documents()
    while True:
        body = bytearray(choice.choice(known))
        for _ in range(choice.randint(1, 8)):
            _mutate(body, choice, known)
        yield bytes(body)


def _mutate(body: bytearray, choice: random.Random, known: list[bytes]) -> None:
    at = choice.randrange(len(body) + 1)
    end = min(len(body), at + choice.randint(1, 60))
    kind = choice.randrange(6)
    if kind == 0:
        body[at:at] = choice.choice(PIECES)
    elif kind == 1:
        del body[at:end]
    elif kind == 2:
        body[at:at] = body[at:end] * choice.randint(1, 5)
    elif kind == 3 and at < len(body):
        body[at] = choice.randrange(256)
    elif kind == 4:
        other = choice.choice(known)
        start = choice.randrange(len(other) + 1)
        body[at:end] = other[start : start + choice.randint(1, 200)]
    else:
        body[at:] = b""


def check(body: bytes) -> None:
    """Read a document in every way; raises when a promise is broken."""
    with suppress(UnreadableFeed):
        check_feed(parse_feed(body, url="https://fuzz.example/feed", content_type=""))
    for read in (parse_opml, lambda found: discover(found, url="https://fuzz.example/", content_type="")):
        with suppress(UnreadableFeed, TooLarge):
            read(body)


def check_feed(feed: FeedDocument) -> None:
    """Storable text, UTC times, no active content."""
    texts = [feed.title, feed.description, feed.rights, feed.link, *feed.categories]
    markup = [feed.description]
    times = [feed.date]
    for entry in feed.entries:
        texts += [entry.title, entry.guid, entry.link, entry.summary, entry.content, *entry.categories]
        texts += [part for person in entry.authors for part in (person.name, person.email, person.uri)]
        markup += [entry.summary, entry.content]
        times += [entry.published, entry.updated]
    for text in texts:
        assert "\0" not in text, text
        text.encode("utf-8")
    for html in markup:
        check_html(html)
    assert all(moment is None or moment.utcoffset() == timedelta(0) for moment in times)


def check_html(html: str) -> None:
    """Only canonical tags, none of them active, no handlers and no addresses that run something."""
    assert "<" not in TAG.sub("", html), html
    for name, attributes in TAG.findall(html):
        assert name.strip("/") not in ACTIVE_TAGS, html
        for attribute, value in ATTRIBUTE.findall(attributes):
            assert not attribute.startswith("on"), html
            assert attribute not in {"style", "srcdoc", "srcset"}, html
            assert attribute in {"alt", "title", "label"} or not ACTIVE_VALUE.match(value), html


def main() -> None:
    """Fuzz for a while and report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    end, count = time.monotonic() + chosen.seconds, 0
    for body in mutations(chosen.seed):
        if time.monotonic() > end:
            break
        count += 1
        try:
            check(body)
        except Exception:
            Path(f"fuzz-{chosen.seed}-{count}.bin").write_bytes(body)
            raise
    sys.stdout.write(f"{count} documents, nothing broke (seed {chosen.seed})\n")


if __name__ == "__main__":
    main()

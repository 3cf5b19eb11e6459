"""Parser processes: hostile documents cost only themselves."""

import asyncio
import gzip
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import psutil
import pytest
from tributary_ingest.adapters.parsers.pool import ParserPool
from tributary_kit.errors import Unavailable, UnreadableFeed

GOOD = b"<rss><channel><title>Good</title><item><title>One</title></item></channel></rss>"
SIZE = 1024 * 1024
ITEM = b"<rss><channel><item>%s</item></channel></rss>"
CDATA = b"<description><![CDATA[%s]]></description>"
BOMB = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
QUADRATIC = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 400 + b'">]><rss><title>' + b"&a;" * 200_000 + b"</title></rss>"
)
EXTERNAL = (
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><title>&e;</title></channel></rss>'
)
ATTRIBUTES = b" ".join(b'a%d="1"' % n for n in range(64_000))
SLOW = ITEM % (CDATA % (b"<p " + b" ".join(b"a%d=1" % n for n in range(500_000)) + b">x</p>"))

HOSTILE = {
    "entity bomb": b'<!DOCTYPE x [<!ENTITY e0 "ha">' + BOMB + b"]><rss><title>&e11;</title></rss>",
    "quadratic blow-up": QUADRATIC,
    "external entity": EXTERNAL,
    "deep XML": b"<rss>" + b"<a>" * 200_000,
    "deep HTML": ITEM % (CDATA % (b"<div>" * 100_000)),
    "misnested HTML": ITEM % (CDATA % (b"<b><a><p>" * 60_000)),
    "64 kB CSS value": ITEM % (CDATA % (b'<p style="a:' + b"b(" * 32_000 + b'">x</p>')),
    "64,000 attributes": b"<rss " + ATTRIBUTES + b"><channel/></rss>",
    "64,000 HTML attributes": ITEM % (CDATA % (b"<p " + ATTRIBUTES + b">x</p>")),
    "64,000 namespaces": b"<rss " + ATTRIBUTES.replace(b"a", b"xmlns:a") + b"><channel/></rss>",
    "comments": b"<rss>" + b"<!-- -->" * (SIZE // 8),
    "endless text": b"<rss><channel><title>" + b"x" * SIZE,
    "too large": b"<rss>" + b" " * (16 * 1024 * 1024),
    "many elements": b"<rss>" + b"<a/>" * (SIZE // 4),
    "many items": b"<rss><channel>" + b"<item/>" * (SIZE // 7),
    "ampersands": b"<rss><title>" + b"&" * SIZE,
    "less-than signs": b"<rss>" + b"<" * SIZE,
    "unclosed CDATA": b"<rss>" + b"<![CDATA[" * (SIZE // 9),
    "lone surrogate": b"<rss><channel><title>a&#xD800;&#0;</title></channel></rss>",
    "invalid bytes": b"<rss><title>" + b"\xff\xc3\xa9" * (SIZE // 3),
    "compression bomb": gzip.compress(b"0" * (60 * 1024 * 1024)),
    "many JSON items": b'{"items":[' + b"{}," * (SIZE // 3) + b"{}]}",
    "deep JSON": b'{"items":' + b"[" * 1_000_000,
    "many authors": ITEM % b"".join(b"<author>a%d</author>" % n for n in range(300_000)),
    "doctypes": b"<!DOCTYPE x>" * (SIZE // 12),
}  # fmt: skip


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    pool = ParserPool(2)
    yield pool
    await pool.close()


def children() -> list[psutil.Process]:
    """The parser processes; the tests' database server may be another child."""
    return [child for child in psutil.Process().children() if _parses(child)]


def _parses(child: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return any("parsers.worker" in word for word in child.cmdline())
    return False


async def until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not happen")


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_documents_are_bounded(name: str, pool: ParserPool) -> None:
    """A reading or a typed error within the limits. The kernel limits the memory, so that holds by itself."""
    await pool.parse(GOOD, url="", content_type="")
    start = time.monotonic()
    with suppress(UnreadableFeed):
        feed = await pool.parse(HOSTILE[name], url="https://h.example/", content_type="")
        assert "root:" not in feed.title
    assert time.monotonic() - start < 30
    assert (await pool.parse(GOOD, url="", content_type="")).title == "Good"


async def test_a_slow_document_is_killed_and_stalls_nobody() -> None:
    pool = ParserPool(2, seconds=3)
    slow = asyncio.create_task(pool.parse(SLOW, url="", content_type=""))
    for _ in range(20):
        assert (await pool.parse(GOOD, url="", content_type="")).title == "Good"
    with pytest.raises(UnreadableFeed, match="took more than 3 s"):
        await slow
    await pool.close()


async def test_memory_is_limited() -> None:
    pool = ParserPool(1, memory=80 * 1024 * 1024)
    with pytest.raises(UnreadableFeed, match="memory"):
        await pool.parse(b'{"items":[' + b"{}," * 3_000_000 + b"{}]}", url="", content_type="")
    assert (await pool.parse(GOOD, url="", content_type="")).title == "Good"
    await pool.close()


async def test_a_killed_process_costs_only_its_document() -> None:
    pool = ParserPool(2, seconds=60)
    slow = asyncio.create_task(pool.parse(SLOW, url="", content_type=""))
    await until(lambda: any(child.cpu_times().user > 0.2 for child in children()))
    for child in children():
        child.kill()
    with pytest.raises(UnreadableFeed, match="broke its reader"):
        await slow
    assert (await pool.parse(GOOD, url="", content_type="")).title == "Good"
    await pool.close()


async def test_processes_start_on_demand_end_when_idle_and_end_on_close() -> None:
    pool = ParserPool(2, idle_seconds=0.1)
    before = len(children())
    await pool.parse(GOOD, url="", content_type="")
    assert len(children()) == before + 1
    await until(lambda: len(children()) == before)
    await pool.parse(GOOD, url="", content_type="")
    await pool.close()
    assert len(children()) == before
    with pytest.raises(Unavailable):
        await pool.parse(GOOD, url="", content_type="")


async def test_a_cancelled_caller_leaves_no_stale_answer(pool: ParserPool) -> None:
    waiting = asyncio.create_task(pool.parse(SLOW, url="", content_type=""))
    await asyncio.sleep(0.5)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert (await pool.parse(GOOD, url="", content_type="")).title == "Good"


async def test_secrets_do_not_reach_the_process(pool: ParserPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TRIBUTARY_SECRET_TEST", "hidden")
    before = {child.pid for child in children()}
    await pool.parse(GOOD, url="", content_type="")
    (process,) = [child for child in children() if child.pid not in before]
    assert "TRIBUTARY_SECRET_TEST" not in process.environ()


async def test_lists_and_pages(pool: ParserPool) -> None:
    outlines = await pool.parse_opml(b'<opml><body><outline xmlUrl="http://a.example/f"/></body></opml>')
    assert [outline.url for outline in outlines] == ["http://a.example/f"]
    found = await pool.discover(b"<a href=/feed>x</a>", url="https://p.example/", content_type="text/html")
    assert [feed.url for feed in found] == ["https://p.example/feed"]
    with pytest.raises(UnreadableFeed, match="not an OPML list") as caught:
        await pool.parse_opml(b"<rss/>")
    assert "Export the list" in caught.value.remedy

"""HTTP manners: validators, waiting times, redirects, turns at a host, what is sent."""

import asyncio
from datetime import UTC, datetime

import pytest
from tributary_ingest.ports.fetcher import PAGE_ACCEPT, FetchRequest
from tributary_kit.errors import DeadlineExceeded, Unreachable
from tributary_testkit.feeds import Reply

ODD_VALIDATORS = [
    ('"plain"', "Sun, 01 Mar 2026 12:00:00 GMT"),
    ('W/"weak"', "sunday, 1 mar 2026, noon"),
    ("unquoted", "0"),
    ('"with  two spaces"', "-1"),
    ('W/"half', "Sun,  01 Mar 2026   12:00:00 +0000"),
    ('"caf\xe9 \xff"', "dimanche 1 f\xe9vrier"),
    ('"a","b"', '"quoted"'),
    ("x" * 2000, "1234567890"),
]


class FixedClock:
    def now(self):
        return datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(("etag", "last_modified"), ODD_VALIDATORS)
async def test_validators_go_back_byte_for_byte(fetcher, server, etag, last_modified):
    validators = {"ETag": etag, "Last-Modified": last_modified}
    url = server.script("/f", lambda r: Reply(304 if "if-none-match" in r.headers else 200, validators))
    first = await fetcher.fetch(FetchRequest(url))
    assert (first.etag, first.last_modified) == (etag, last_modified)
    second = await fetcher.fetch(FetchRequest(url, etag=first.etag, last_modified=first.last_modified))
    assert second.not_modified
    sent = server.requests("/f")[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, last_modified)
    assert "if-none-match" not in server.requests("/f")[0].headers


async def test_a_304_without_validators_keeps_the_old_ones(fetcher, server):
    url = server.script("/f", Reply(304))
    result = await fetcher.fetch(FetchRequest(url, etag='"a"', last_modified="b"))
    assert (result.etag, result.last_modified, result.not_modified) == ('"a"', "b", True)


async def test_a_304_that_nobody_asked_for_is_no_unchanged_feed(fetcher, server):
    result = await fetcher.fetch(FetchRequest(server.script("/f", Reply(304))))
    assert (result.status, result.not_modified) == (304, False)


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "a\nb", "\x00"])
async def test_a_validator_cannot_smuggle_headers(fetcher, server, etag):
    url = server.script("/f", Reply())
    assert (await fetcher.fetch(FetchRequest(url, etag=etag))).status == 200
    assert server.requests("/f")[0].headers.keys().isdisjoint({"x-evil", "if-none-match"})


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 500, 503, 599])
async def test_bad_statuses_are_answers(fetcher, server, status):
    result = await fetcher.fetch(FetchRequest(server.script("/f", Reply(status, body=b"why"))))
    assert (result.status, result.body) == (status, b"")


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("Sun, 01 Mar 2026 12:01:40 GMT", 100), ("x", None)]
)
async def test_retry_after_is_read(make, server, value, seconds):
    fetcher = make("127.0.0.0/8", clock=FixedClock())
    result = await fetcher.fetch(FetchRequest(server.script("/f", Reply(429, {"Retry-After": value}))))
    assert result.retry_after == seconds


async def test_repeated_lists_count_together_and_other_headers_once(fetcher, server):
    raw = b'HTTP/1.1 200 OK\r\nCache-Control: public\r\nETag: "1"\r\nETag: "2"\r\n'
    raw += b"Cache-Control: max-age=60\r\nContent-Length: 0\r\n\r\n"
    result = await fetcher.fetch(FetchRequest(server.script("/f", Reply(raw=raw))))
    assert (result.max_age, result.etag) == (60, '"1"')


async def test_requests_say_who_asks_and_what_is_wanted(fetcher, server):
    url = server.script("/f", Reply())
    await fetcher.fetch(FetchRequest(url))
    await fetcher.fetch(FetchRequest(url, accept=PAGE_ACCEPT))
    feed, page = (request.headers for request in server.requests("/f"))
    assert feed["user-agent"].startswith("Tributary/")
    assert feed["user-agent"].endswith("(+https://tributary.example/about)")
    assert "application/atom+xml" in feed["accept"]
    assert page["accept"] == PAGE_ACCEPT
    assert feed["accept-encoding"] == "gzip, deflate, br, zstd"
    assert feed["host"] == f"127.0.0.1:{server.port}"
    assert feed.keys().isdisjoint({"cookie", "referer", "authorization"})


async def test_cookies_are_not_kept(fetcher, server):
    url = server.script("/f", Reply(headers={"Set-Cookie": "a=b"}))
    await fetcher.fetch(FetchRequest(url))
    await fetcher.fetch(FetchRequest(url))
    assert "cookie" not in server.requests("/f")[1].headers


async def test_proxy_settings_of_the_environment_count_for_nothing(make, server, monkeypatch, closed_port):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port}")
    fetcher = make("127.0.0.0/8")
    assert (await fetcher.fetch(FetchRequest(server.script("/f", Reply())))).status == 200


async def test_a_host_gets_its_feeds_asked_for_over_one_connection(fetcher, server):
    feeds = [server.feed(f"f{number}", items=2) for number in range(5)]
    results = await asyncio.gather(*(fetcher.fetch(FetchRequest(feed.url)) for feed in feeds))
    assert [result.status for result in results] == [200] * 5
    assert server.connections == 1
    assert server.most_at_once() == 1


@pytest.mark.parametrize("per_host", [1, 3])
async def test_a_host_serves_so_many_at_a_time(make, server, per_host):
    fetcher = make("127.0.0.0/8", per_host=per_host)
    urls = [server.script(f"/{number}", Reply(delay=0.03)) for number in range(9)]
    await asyncio.gather(*(fetcher.fetch(FetchRequest(url)) for url in urls))
    assert server.most_at_once() == per_host


async def test_hosts_do_not_wait_for_each_other_and_leave_nothing_behind(fetcher, server):
    server.script("/slow", Reply(delay=0.1))
    urls = [f"http://host{number}.example:{server.port}/slow" for number in range(8)]
    await asyncio.gather(*(fetcher.fetch(FetchRequest(url)) for url in urls))
    assert server.most_at_once() == 8
    assert len(fetcher._turns) == 0


async def test_waiting_for_a_turn_is_not_counted_as_time_of_the_fetch(make, server):
    """Held up for longer than one fetch may take, by fetches that each take a part of that."""
    fetcher = make("127.0.0.0/8", total=2.0)
    url = server.script("/f", Reply(delay=0.5))
    results = await asyncio.gather(*(fetcher.fetch(FetchRequest(url)) for _ in range(5)))
    assert [result.status for result in results] == [200] * 5


async def test_a_turn_is_given_back_after_failure_and_cancellation(make, server):
    fetcher = make("127.0.0.0/8", total=0.1)
    slow = server.script("/slow", Reply(delay=5))
    waiting = [asyncio.create_task(fetcher.fetch(FetchRequest(slow))) for _ in range(3)]
    await asyncio.sleep(0.02)
    waiting[1].cancel()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [DeadlineExceeded, asyncio.CancelledError, DeadlineExceeded]
    assert (await fetcher.fetch(FetchRequest(server.script("/f", Reply())))).status == 200
    assert len(fetcher._turns) == 0


async def test_redirects_are_followed_and_permanent_ones_remembered(fetcher, server):
    feed = server.feed("a", items=1)
    server.script("/1", Reply(301, {"Location": "/2"}))
    server.script("/2", Reply(308, {"Location": "3#part"}))
    server.script("/3", Reply(302, {"Location": feed.url}))
    result = await fetcher.fetch(FetchRequest(f"{server.url}/1"))
    assert (result.status, result.url, result.permanent_url) == (200, feed.url, f"{server.url}/3")


async def test_a_permanent_redirect_to_an_error_is_not_remembered(fetcher, server):
    url = server.script("/1", Reply(301, {"Location": "/gone"}))
    result = await fetcher.fetch(FetchRequest(url))
    assert (result.status, result.permanent_url) == (404, "")


async def test_a_moved_feed_stays_conditional(fetcher, server):
    feed = server.feed("a", items=1)
    url = server.script("/old", Reply(301, {"Location": feed.url}))
    first = await fetcher.fetch(FetchRequest(url))
    second = await fetcher.fetch(FetchRequest(url, etag=first.etag))
    assert (second.not_modified, second.permanent_url) == (True, feed.url)


async def test_a_redirect_without_location_is_an_answer(fetcher, server):
    assert (await fetcher.fetch(FetchRequest(server.script("/1", Reply(302))))).status == 302


async def test_ten_redirects_pass_eleven_do_not(fetcher, server):
    for hop in range(12):
        server.script(f"/{hop}", Reply(302, {"Location": f"/{hop + 1}"}))
    server.script("/12", Reply(200))
    assert (await fetcher.fetch(FetchRequest(f"{server.url}/2"))).url == f"{server.url}/12"
    with pytest.raises(Unreachable):
        await fetcher.fetch(FetchRequest(f"{server.url}/1"))


async def test_a_circle_of_redirects_ends_at_once(fetcher, server):
    url = server.script("/a", Reply(302, {"Location": "/b"}))
    server.script("/b", Reply(302, {"Location": "/a"}))
    with pytest.raises(Unreachable):
        await fetcher.fetch(FetchRequest(url))
    assert server.count() == 2


async def test_credentials_stay_with_their_origin(fetcher, server):
    server.script("/a", Reply(302, {"Location": "/b"}))
    server.script("/b", Reply(302, {"Location": f"http://elsewhere.example:{server.port}/c"}))
    server.script("/c", Reply(302, {"Location": f"http://home.example:{server.port}/d"}))
    server.script("/d", Reply())
    request = FetchRequest(f"http://home.example:{server.port}/a", authorization="Basic c2VjcmV0")
    assert (await fetcher.fetch(request)).status == 200
    sent = {path: server.requests(path)[0].headers.get("authorization") for path in ("/a", "/b", "/c", "/d")}
    assert sent == {"/a": "Basic c2VjcmV0", "/b": "Basic c2VjcmV0", "/c": None, "/d": None}

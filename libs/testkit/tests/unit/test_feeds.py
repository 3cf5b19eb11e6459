"""The feed server keeps honest books; other tests build on them."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from socket import create_connection

import pytest
from tributary_testkit.feeds import FeedServer, Reply


@pytest.fixture
def server():
    with FeedServer() as server:
        yield server


def get(url, method="GET", **headers):
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as answer:
        with closing(answer):
            return answer.code, dict(answer.headers), answer.read()


def guids(body):
    return re.findall(r"<guid[^>]*>([^<]+)<", body.decode())


def test_a_feed_shows_its_items_newest_first_and_notes_when(server):
    feed = server.feed("a", items=3)
    assert [item["served_at"] for item in server.ledger()["a"]] == [None] * 3
    before = time.time()
    status, headers, body = get(feed.url)
    assert (status, guids(body)) == (200, ["a-3", "a-2", "a-1"])
    assert headers["ETag"]
    assert headers["Last-Modified"]
    assert all(before <= item["served_at"] <= time.time() for item in server.ledger()["a"])


def test_an_unchanged_feed_answers_304_and_a_changed_one_does_not(server):
    feed = server.feed("a", items=1)
    etag = get(feed.url)[1]["ETag"]
    assert get(feed.url, **{"If-None-Match": etag})[0] == 304
    feed.add()
    assert get(feed.url, **{"If-None-Match": etag})[0] == 200
    etag = get(feed.url)[1]["ETag"]
    feed.edit("a-1")
    status, _, body = get(feed.url, **{"If-None-Match": etag})
    assert status == 200
    assert b"Revision 2" in body
    assert server.ledger()["a"][0]["revision"] == 2


def test_a_window_hides_old_items_but_the_ledger_keeps_them(server):
    feed = server.feed("a", items=2, window=2)
    feed.add(2)
    assert guids(get(feed.url)[2]) == ["a-4", "a-3"]
    assert [item["served_at"] is None for item in server.ledger()["a"]] == [True, True, False, False]


def test_items_are_about_as_large_as_asked(server):
    feed = server.feed("a", items=20, item_bytes=1500)
    assert 20 * 1500 < len(get(feed.url)[2]) < 20 * 2200


def test_flapping_guids_change_with_every_answer(server):
    feed = server.feed("a", items=2)
    feed.flapping = True
    assert not set(guids(get(feed.url)[2])) & set(guids(get(feed.url)[2]))


def test_scripts_and_what_was_asked(server):
    url = server.script("/s", Reply(418, {"X-Odd": "yes"}, b"tea"))
    status, headers, body = get(f"{url}?q=1", **{"X-Mine": "here"})
    assert (status, headers["X-Odd"], body) == (418, "yes", b"tea")
    (request,) = server.requests("/s")
    assert (request.method, request.query, request.headers["x-mine"]) == ("GET", {"q": "1"}, "here")
    server.script("/s", lambda request: Reply(body=request.path.encode()))
    assert get(url)[2] == b"/s"
    assert (server.count("/s"), server.count("/other"), server.count()) == (2, 0, 2)
    assert get(f"{server.url}/unknown")[0] == 404


def test_requests_answered_together_are_counted(server):
    url = server.script("/slow", Reply(delay=0.2))
    threads = [threading.Thread(target=get, args=(url,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.most_at_once("/slow") == server.most_at_once() == 4
    assert server.connections == 4


def test_drip_raw_and_endless_bodies(server):
    assert get(server.script("/drip", Reply(body=b"abc", drip=0.01)))[2] == b"abc"
    server.script("/raw", Reply(raw=b"no http"))
    server.script("/endless", Reply(endless=b"x" * 1000))
    with create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"GET /raw HTTP/1.1\r\n\r\n")
        assert client.recv(100) == b"no http"
        assert client.recv(100) == b""
    with create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"GET /endless HTTP/1.1\r\n\r\n")
        received = 0
        while received < 5_000_000:
            received += len(client.recv(1_000_000))


def test_requests_in_a_row_are_answered_in_order(server):
    server.script("/1", Reply(body=b"one", delay=0.05))
    server.script("/2", Reply(body=b"two"))
    with create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
        received = b""
        while not received.endswith(b"two"):
            received += client.recv(1000)
    assert received.index(b"one") < received.index(b"two")


def test_as_a_process_it_grows_and_tells_its_ledger():
    command = [sys.executable, "-m", "tributary_testkit.feeds", "--feeds", "2", "--items", "1"]
    with subprocess.Popen([*command, "--grow-every", "0.01"], stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().strip()
        assert set(re.findall(r'xmlUrl="([^"]+)"', get(f"{url}/opml")[2].decode())) == {
            f"{url}/feeds/f1.xml",
            f"{url}/feeds/f2.xml",
        }
        while len(json.loads(get(f"{url}/ledger")[2])["f2"]) < 3:
            time.sleep(0.01)
        assert get(f"{url}/growth?every=0", "POST")[0] == 200
        before = json.loads(get(f"{url}/ledger")[2])
        added = json.loads(get(f"{url}/feeds/f1.xml?add=2", "POST")[2])
        get(f"{url}/feeds/f1.xml?edit=f1-1", "POST")
        after = json.loads(get(f"{url}/ledger")[2])
        assert [item["guid"] for item in after["f1"]] == [item["guid"] for item in before["f1"]] + added
        assert after["f1"][0]["revision"] == 2
        assert after["f2"] == before["f2"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0

"""What every fetcher keeps: bundled files and HTTP give the same answers."""

import gzip

import pytest
from tributary_ingest.adapters.fetching.bundled import BundledFetcher
from tributary_ingest.adapters.fetching.door import Door
from tributary_ingest.ports.fetcher import FetchRequest
from tributary_kit.errors import Unreachable
from tributary_testkit.feeds import Reply

FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Tiny</title></channel></rss>'
ETAG = 'W/"an odd  etag \xe9"'


class Place:
    """Where a fetcher finds the tiny feed, and where it finds nothing."""

    def __init__(self, fetcher, url, missing) -> None:
        self.fetcher = fetcher
        self.url = url
        self.missing = missing


@pytest.fixture(params=["http", "bundled", "door to http", "door to bundled"])
def place(request, fetcher, server, tmp_path) -> Place:
    (tmp_path / "tiny.xml").write_bytes(FEED)
    bundled = BundledFetcher(tmp_path)
    server.script("/tiny.xml", tiny)
    over_http = (f"{server.url}/tiny.xml", f"{server.url}/nothing.xml")
    in_folder = ("demo:tiny.xml", "demo:nothing.xml")
    return {
        "http": Place(fetcher, *over_http),
        "bundled": Place(bundled, *in_folder),
        "door to http": Place(Door(fetcher, bundled), *over_http),
        "door to bundled": Place(Door(fetcher, bundled), *in_folder),
    }[request.param]


def tiny(request):
    headers = {"ETag": ETAG, "Content-Type": "application/xml", "Content-Encoding": "gzip"}
    if request.headers.get("if-none-match") == ETAG:
        return Reply(304, {"ETag": ETAG})
    return Reply(200, headers, gzip.compress(FEED))


async def test_a_feed_comes_with_its_type_and_validator(place):
    result = await place.fetcher.fetch(FetchRequest(place.url))
    assert (result.status, result.body, result.content_type) == (200, FEED, "application/xml")
    assert result.url == place.url
    assert result.etag
    assert not result.not_modified


async def test_an_unchanged_feed_is_not_sent_again(place):
    first = await place.fetcher.fetch(FetchRequest(place.url))
    second = await place.fetcher.fetch(FetchRequest(place.url, etag=first.etag))
    assert (second.status, second.not_modified, second.body) == (304, True, b"")
    assert second.etag == first.etag


async def test_another_validator_brings_the_feed(place):
    result = await place.fetcher.fetch(FetchRequest(place.url, etag='"other"'))
    assert (result.status, result.body) == (200, FEED)


async def test_what_is_missing_is_an_answer(place):
    result = await place.fetcher.fetch(FetchRequest(place.missing))
    assert (result.status, result.body) == (404, b"")
    await place.fetcher.aclose()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../secret", "/etc/passwd", "tiny.xml/", "TINY.XML", "sub", "%2e%2e"]
)
async def test_bundled_names_are_exact_and_no_paths(tmp_path, name):
    folder = tmp_path / "demo"
    (folder / "sub").mkdir(parents=True)
    (folder / "tiny.xml").write_bytes(FEED)
    (tmp_path / "secret").write_bytes(b"secret")
    assert (await BundledFetcher(folder).fetch(FetchRequest(f"demo:{name}"))).status == 404


async def test_no_redirect_leads_to_a_bundled_file(fetcher, server, tmp_path):
    (tmp_path / "tiny.xml").write_bytes(FEED)
    url = server.script("/away", Reply(302, {"Location": "demo:tiny.xml"}))
    with pytest.raises(Unreachable):
        await Door(fetcher, BundledFetcher(tmp_path)).fetch(FetchRequest(url))

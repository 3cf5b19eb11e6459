"""SIGTERM, and the same home again."""

import time

import pytest
from tributary_testkit.product import Product, wait_for

ALLOW = {"TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8"}


@pytest.mark.parametrize("options", [("--no-demo",), ("--no-demo", "--split")], ids=["embedded", "split"])
def test_a_restart_keeps_everything_and_polls_nothing_early(tmp_path, feeds, options):
    feed = feeds.feed(f"restart{len(options)}", items=3)
    path = feed.url.removeprefix(feeds.url)
    product = Product(tmp_path / "home", options=options, environment=ALLOW)
    with product:
        product.call("POST", "/sources", {"url": feed.url})
        wait_for(lambda: len(product.all("/items")) == 3, 20, "items are listed")
        wait_for(lambda: product.all("/entities"), 20, "entities are visible")
        before = {path: product.all(path) for path in ("/sources", "/feeds", "/items", "/entities")}
        asked = feeds.count(path)
        assert product.stop() == 0

        product.start()
        assert {path: product.all(path) for path in before} == before
        time.sleep(1.0)
        assert feeds.count(path) == asked
        assert product.stop() == 0
    assert "Traceback" not in product.said()
    assert not [line for line in product.log() if line["level"] in ("error", "critical")]


def test_a_second_start_on_the_same_home_is_refused_even_where_sockets_do_not_fit(tmp_path):
    with Product(tmp_path / ("deep" * 25) / "home") as first:
        second = first.run("up", "--no-demo", "--listen", "127.0.0.1:0")
        assert second.returncode == 1
        assert str(first.pid) in second.stderr
        assert first.get("/sources")["data"] == []

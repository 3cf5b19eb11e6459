"""The command against the real product, as a newcomer would type it."""

import json
from threading import Thread

import pytest
from tributary_testkit.feeds import Reply
from tributary_testkit.product import Product, wait_for


@pytest.fixture(scope="module")
def feed(feeds):
    return feeds.feed("typed", items=4)


@pytest.fixture(scope="module")
def added(product, feed):
    """The source that `sources add` made, its items and entities visible."""
    source = product.lines("sources", "add", feed.url)["source"]
    wait_for(lambda: product.lines("items", "list")["data"], 20, "items are listed")
    wait_for(lambda: len(product.lines("entities", "list")["data"]) > 2, 20, "entities are visible")
    return source


def test_the_health_of_a_feed_is_one_line(product, added):
    line = product.run("feeds", "list", "--source", added["id"]).stdout.splitlines()[1]
    assert line.split()[1] == "healthy"
    assert "Feed typed" in line


def test_an_entity_is_shown_with_the_items_that_say_so(product, added):
    creator = product.lines("entities", "list", "--kind", "creator")["data"][0]
    found = product.lines("entities", "search", *creator["name"].lower().split())["data"]
    assert found[0]["id"] == creator["id"]
    shown = product.run("entities", "show", creator["id"]).stdout
    for text in (creator["name"], "Connected with", "wrote", "Which items say so", "Item "):
        assert text in shown
    edge = product.lines("entities", "show", creator["id"])["neighbours"][0]["relationship"]
    assert "Which items say so" in product.run("relationships", "show", edge["id"]).stdout
    assert product.lines("relationships", "list", "--from", creator["id"], "--type", edge["type"])["data"]


def test_an_item_is_shown_with_what_it_speaks_of(product, added):
    item = product.lines("items", "list", "--limit", "1")["data"][0]
    assert product.lines("items", "list", "--limit", "1")["next_cursor"]
    assert "Speaks of" in product.run("items", "show", item["id"]).stdout
    assert product.lines("items", "revisions", item["id"])["data"][0]["revision"] == 1


def test_a_feed_is_paused_resumed_and_fetched(product, added):
    feed = product.lines("feeds", "list", "--source", added["id"])["data"][0]
    product.run("feeds", "pause", feed["id"])
    assert product.lines("feeds", "show", feed["id"])["health"]["state"] == "paused"
    assert product.run("feeds", "resume", feed["id"]).returncode == 0
    wait_for(lambda: product.run("feeds", "fetch", feed["id"]).returncode == 0, 20, "the feed can be fetched")
    assert product.lines("feeds", "show", feed["id"])["health"]["state"] == "healthy"


def test_a_fetch_that_fails_is_a_failure(product, feeds):
    feeds.script("/breaking", Reply(body=b"<rss version='2.0'><channel><title>Sound</title></channel></rss>"))
    feed = product.lines("sources", "add", f"{feeds.url}/breaking")["feeds"][0]
    feeds.script("/breaking", Reply(body=b"<p>Gone.</p>"))
    failed = product.run("feeds", "fetch", feed["id"])
    assert failed.returncode == 1
    assert "unreadable feed" in failed.stderr


def test_opml_goes_out_and_in_again(product, feeds, added, tmp_path):
    opml = tmp_path / "feeds.opml"
    assert product.run("sources", "export", "-o", str(opml)).returncode == 0
    assert product.lines("sources", "import", str(opml))["already_watched"] >= 1
    other = feeds.feed("imported", items=2)
    opml.write_text(opml.read_text().replace("</body>", f'<outline type="rss" xmlUrl="{other.url}"/></body>'))
    assert product.lines("sources", "import", str(opml))["added"] == 1
    assert other.url in {feed["url"] for feed in product.lines("feeds", "list", "--all")["data"]}


def test_a_source_is_changed_and_removed(product, feeds):
    gone = feeds.feed("gone", items=1)
    added = product.run("sources", "add", gone.url, "--licence", "CC0-1.0", "--trust", "30")
    source = added.stdout.strip()
    assert "watching" in added.stderr
    assert product.lines("sources", "update", source, "--name", "Other")["licence"] == "CC0-1.0"
    assert gone.url in product.run("sources", "show", source, "--json").stdout
    assert product.run("sources", "remove", source, "--yes").returncode == 0
    missing = product.run("sources", "show", source)
    assert missing.returncode == 1
    for word in ("error:", "do:", "request:"):
        assert word in missing.stderr


def test_items_are_watched_as_they_arrive(product, feeds):
    with product.popen("items", "watch", "--json") as watching:
        assert watching.stdout
        # Until the stream stands, what is added may come before it.
        arrived = Thread(target=lambda: got.append(json.loads(watching.stdout.readline())))
        got = []
        arrived.start()
        for number in range(20):
            product.call("POST", "/sources", {"url": feeds.feed(f"watched{number}", items=1).url})
            arrived.join(0.5)
            if got:
                break
        watching.terminate()
    assert got[0]["guid"].startswith("watched")


def test_users_are_added_logged_in_and_locked_out(product):
    password = "correct horse battery\n"
    login = ("login", "ed@example.org", "--password-stdin")
    add = ("users", "add", "ed@example.org", "--role", "editor", "--json", "--password-stdin")
    user = json.loads(product.run(*add, given=password).stdout)
    assert product.run(*login, given=password).returncode == 0
    assert product.lines("whoami")["roles"] == ["editor"]
    assert product.run("users", "list").returncode == 1
    assert product.run("logout").returncode == 0
    assert product.lines("whoami")["roles"] == ["admin"]
    assert product.lines("users", "set-role", user["id"], "viewer")["role"] == "viewer"
    assert product.run("users", "disable", user["id"]).returncode == 0
    assert product.run(*login, given=password).returncode == 3


def test_doctor_finds_the_running_product_well(product):
    report = product.lines("doctor")
    assert report["ok"]
    assert {"gateway", "database", "ingest", "entities", "clock"} <= {
        check["name"] for check in report["checks"]
    }


def test_nothing_is_in_quarantine_and_replaying_nothing_is_fine(product):
    assert product.lines("quarantine", "list")["data"] == []
    assert product.lines("quarantine", "replay") == {"replayed": 0}


@pytest.mark.parametrize("command", ["settings", "metrics"])
def test_the_reference_tables_are_complete(product, command):
    rows = product.lines(command)
    assert all(row["meaning"] for row in rows)
    assert product.run(command, "--markdown").stdout.startswith("| ")


def test_an_empty_home_gets_the_demo_once_and_offline(tmp_path):
    with Product(tmp_path / "home", options=()) as product:
        wait_for(lambda: "Demo loaded" in product.said(), 60, "the demo is loaded", product.said)
        listed = product.lines("demo", "list")
        feeds = product.lines("feeds", "list", "--all")["data"]
        assert {feed["url"] for feed in feeds} == {f"demo:{entry['file']}" for entry in listed}
        assert {feed["health"]["state"] for feed in feeds} == {"healthy"}
        assert product.lines("entities", "search", "donald", "trump")["data"][0]["kind"] == "topic"
        wait_for((tmp_path / "home" / "demo-loaded").exists, 5, "the marker is there")
        product.lines("sources", "list")
        product.stop()
        product.start()
        assert product.said().count("Loading") == 1

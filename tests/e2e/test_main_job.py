"""The main job, from a page's address to the item that says so, in every way it runs on one machine."""

from tributary_testkit.feeds import Reply
from tributary_testkit.product import wait_for

PAGE = '<html><head><link rel="alternate" type="application/rss+xml" href="{url}"></head></html>'


def page_of(feeds, feed):
    body = PAGE.format(url=feed.url).encode()
    return feeds.script(f"/{feed.name}.html", Reply(200, {"Content-Type": "text/html"}, body))


def entities_of(product, item_id):
    return product.all(f"/entities?item_id={item_id}")


def test_from_a_page_to_the_items_that_say_so(any_product, feeds):
    product, feed = any_product, feeds.feed("main", items=5)

    answer = product.call("POST", "/sources", {"url": page_of(feeds, feed)})
    assert answer.status == 201, answer.body
    added = answer.json
    assert [f["url"] for f in added["feeds"]] == [feed.url]
    feed_id = added["feeds"][0]["id"]

    items = wait_for(lambda: product.all(f"/items?feed_id={feed_id}"), 20, "items are listed")
    assert {item["guid"] for item in items} == {f"main-{n}" for n in range(1, 6)}

    item = items[0]
    entities = wait_for(lambda: entities_of(product, item["id"]), 20, "entities are visible")
    assert {entity["kind"] for entity in entities} == {"creator", "topic", "organisation"}

    creator = next(entity for entity in entities if entity["kind"] == "creator")
    assert creator["name"] == item["authors"][0]["name"]
    wait_for(
        lambda: (
            product.get(f"/entities/{creator['id']}")["item_count"]
            == sum(i["authors"][0]["name"] == creator["name"] for i in items)
        ),
        20,
        "every item of the creator counts",
    )
    evidence = product.all(f"/entities/{creator['id']}/evidence")
    said = next(row for row in evidence if row["item_id"] == item["id"])
    assert (said["quote"], said["item_title"]) == (creator["name"], item["title"])
    assert "wrote" in {
        n["relationship"]["type"] for n in product.all(f"/entities/{creator['id']}/neighbours")
    }

    first_word = creator["name"].split()[0].lower()
    assert creator["id"] in {e["id"] for e in product.all(f"/entities?q={first_word[:4]}")}

    _an_edit_is_a_new_revision_and_nothing_is_doubled(product, feed, feed_id, item, entities)


def _an_edit_is_a_new_revision_and_nothing_is_doubled(product, feed, feed_id, item, entities):
    feed.edit(item["guid"])
    fetched = product.call("POST", f"/feeds/{feed_id}/fetch").json
    assert (fetched["new_items"], fetched["new_revisions"]) == (0, 1)
    assert product.get(f"/items/{item['id']}")["revision"] == 2
    assert [r["revision"] for r in product.all(f"/items/{item['id']}/revisions")] == [2, 1]

    creator = next(entity for entity in entities if entity["kind"] == "creator")
    follows = wait_for(
        lambda: [
            row
            for row in product.all(f"/entities/{creator['id']}/evidence")
            if row["item_id"] == item["id"] and row["item_revision"] == 2
        ],
        20,
        "the evidence names the new revision",
    )
    assert len(follows) == 1
    again = entities_of(product, item["id"])
    assert {e["id"]: e["item_count"] for e in again} == {
        e["id"]: product.get(f"/entities/{e['id']}")["item_count"] for e in entities
    }
    assert product.call("POST", f"/feeds/{feed_id}/fetch").json["not_modified"]

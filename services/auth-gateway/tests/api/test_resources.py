"""The exact mapping: what a request asks inside, and what of the answer is told."""

from datetime import datetime

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from tributary.common.v1 import bus_pb2
from tributary.entities.v1 import entities_pb2 as e
from tributary.ingest.v1 import ingest_pb2 as i
from tributary_kit.errors import NotFound

INGEST = "/tributary.ingest.v1.IngestService/"
ENTITIES = "/tributary.entities.v1.EntitiesService/"
QUARANTINE = "/tributary.common.v1.QuarantineService/"


def stamp(text):
    made = Timestamp()
    made.FromDatetime(datetime.fromisoformat(text))
    return made


@pytest.fixture
def ask(api):
    """Sends a request as admin; gives back the question asked inside and the answer."""
    token = api.world.token("admin")

    async def send(method, path, answer=None, **options):
        if answer is not None:
            api.world.inside.answers[answer[0]] = answer[1]
        api.world.inside.calls.clear()
        reply = await api.call(method, path, token=token, **options)
        question = api.world.inside.calls[-1][1] if api.world.inside.calls else None
        return question, reply

    return send


async def test_entities_are_searched_filtered_and_paged(ask):
    entity = e.Entity(
        id="ent_1",
        kind="creator",
        name="Ada",
        aliases=[e.Alias(name="A. L.", email="a@x", uri="u")],
        item_count=3,
        first_seen_at=stamp("2026-01-02T03:04:05.678901+00:00"),
    )
    found = e.ListEntitiesResponse(entities=[entity], next_page_token="next")
    question, reply = await ask(
        "GET",
        "/entities?q=ada%20l&kind=creator&item_id=item_1&limit=7&cursor=here",
        (ENTITIES + "ListEntities", found),
    )
    assert question == e.ListEntitiesRequest(
        page_size=7, page_token="here", query="ada l", kind="creator", item_id="item_1"
    )
    assert reply.json() == {
        "data": [
            {
                "id": "ent_1",
                "kind": "creator",
                "name": "Ada",
                "aliases": [{"name": "A. L.", "email": "a@x", "uri": "u"}],
                "item_count": 3,
                "first_seen_at": "2026-01-02T03:04:05.678901Z",
                "last_seen_at": None,
            }
        ],
        "next_cursor": "next",
    }


async def test_the_end_of_a_list_has_no_cursor(ask):
    question, reply = await ask("GET", "/entities")
    assert question.page_size == 50
    assert reply.json() == {"data": [], "next_cursor": None}


LISTS = {
    "/sources?cursor=c": (i.ListSourcesRequest(page_size=50, page_token="c")),
    "/feeds?source_id=src_1&state=parked": i.ListFeedsRequest(
        page_size=50, source_id="src_1", state="FEED_STATE_PARKED"
    ),
    "/items?feed_id=feed_1&source_id=src_1": i.ListItemsRequest(
        page_size=50, feed_id="feed_1", source_id="src_1"
    ),
    "/items/item_1/revisions": i.ListItemRevisionsRequest(item_id="item_1", page_size=50),
    "/entities/ent_1/neighbours?type=wrote": e.ListNeighboursRequest(
        entity_id="ent_1", page_size=50, type="wrote"
    ),
    "/entities/ent_1/evidence?cursor=c": e.ListEvidenceRequest(
        subject_id="ent_1", page_size=50, page_token="c"
    ),
    "/relationships/rel_1/evidence": e.ListEvidenceRequest(subject_id="rel_1", page_size=50),
    "/relationships?type=about&source_id=ent_1&target_id=ent_2": e.ListRelationshipsRequest(
        page_size=50, type="about", source_id="ent_1", target_id="ent_2"
    ),
}


@pytest.mark.parametrize("path", LISTS)
async def test_lists_ask_for_what_the_address_says(ask, path):
    question, reply = await ask("GET", path)
    assert question == LISTS[path]
    assert reply.json() == {"data": [], "next_cursor": None}


SINGLES = {
    "/sources/src_1": (i.GetSourceRequest(id="src_1"), "trust"),
    "/feeds/feed_1": (i.GetFeedRequest(id="feed_1"), "health"),
    "/items/item_1": (i.GetItemRequest(id="item_1"), "revision"),
    "/entities/ent_1": (e.GetEntityRequest(id="ent_1"), "aliases"),
    "/relationships/rel_1": (e.GetRelationshipRequest(id="rel_1"), "confidence"),
}


@pytest.mark.parametrize("path", SINGLES)
async def test_one_thing_is_asked_for_by_its_id(ask, path):
    question, reply = await ask("GET", path)
    expected, member = SINGLES[path]
    assert question == expected
    assert member in reply.json()


async def test_a_feed_tells_its_health_in_words(ask):
    health = i.FeedHealth(state="FEED_STATE_HEALTHY", last_http_status=304)
    feed = i.Feed(id="feed_1", interval_seconds=1800, health=health, item_count=2**40)
    _, reply = await ask("GET", "/feeds/feed_1", (INGEST + "GetFeed", i.GetFeedResponse(feed=feed)))
    told = reply.json()
    assert (told["health"]["state"], told["health"]["last_http_status"]) == ("healthy", 304)
    assert (told["interval_seconds"], told["item_count"]) == (1800, 2**40)
    assert told["health"]["last_fetch_at"] is None


async def test_an_item_tells_all_its_parts(ask):
    item = i.Item(
        id="item_1",
        revision=2,
        authors=[i.Person(name="Ada")],
        categories=["x"],
        enclosures=[i.Enclosure(url="u", media_type="audio/mpeg", length=9)],
        places=[i.Place(name="Here", latitude=0.0, longitude=-1.5), i.Place(name="There")],
        published_at=stamp("2026-01-02T03:04:05+00:00"),
    )
    _, reply = await ask("GET", "/items/item_1", (INGEST + "GetItem", i.GetItemResponse(item=item)))
    told = reply.json()
    assert told["authors"] == [{"name": "Ada", "email": "", "uri": ""}]
    assert told["enclosures"] == [{"url": "u", "media_type": "audio/mpeg", "length": 9}]
    assert told["places"][0] == {"name": "Here", "latitude": 0.0, "longitude": -1.5}
    assert told["places"][1] == {"name": "There", "latitude": None, "longitude": None}
    assert told["published_at"] == "2026-01-02T03:04:05Z"


async def test_a_new_source_is_told_with_its_feeds_and_where_it_is(ask):
    made = i.CreateSourceResponse(
        source=i.Source(id="src_1"),
        feeds=[i.Feed(id="feed_1")],
        others=[i.DiscoveredFeed(url="u", title="t")],
    )
    question, reply = await ask(
        "POST",
        "/sources",
        (INGEST + "CreateSource", made),
        json={"url": "https://example.org/", "trust": 0, "all_feeds": True},
    )
    assert question == i.CreateSourceRequest(url="https://example.org/", trust=0, all_feeds=True)
    assert question.HasField("trust")
    assert (reply.status_code, reply.headers["location"]) == (201, "/api/v1/sources/src_1")
    assert reply.json()["others"] == [{"url": "u", "title": "t"}]


async def test_trust_that_was_not_given_is_not_sent(ask):
    question, _ = await ask("POST", "/sources", json={"name": "Someone"})
    assert not question.HasField("trust")


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({"name": "New"}, ["name"]),
        ({"trust": 0, "licence": ""}, ["licence", "trust"]),
        ({}, []),
    ],
)
async def test_a_change_names_exactly_the_members_that_were_sent(ask, body, paths):
    question, reply = await ask("PATCH", "/sources/src_1", json=body)
    assert reply.status_code == 200
    assert list(question.update_mask.paths) == paths
    assert question.source == i.Source(id="src_1", **body)


async def test_a_feed_is_resumed_by_a_change(ask):
    question, _ = await ask("PATCH", "/feeds/feed_1", json={"paused": False})
    assert list(question.update_mask.paths) == ["paused"]
    assert question.feed == i.Feed(id="feed_1", paused=False)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sources/src_1", {"id": "src_2"}),
        ("/sources/src_1", {"trust": 101}),
        ("/sources/src_1", {"trust": True}),
        ("/sources/src_1", {"name": None}),
        ("/feeds/feed_1", {"url": ""}),
        ("/feeds/feed_1", {"paused": 1}),
        ("/feeds/feed_1", {"paused": "false"}),
        ("/users/usr_1", {"disabled": None}),
        ("/feeds/feed_1", {"item_count": 0}),
    ],
)
async def test_a_change_of_something_else_is_refused(ask, path, body):
    question, reply = await ask("PATCH", path, json=body)
    assert (question, reply.status_code) == (None, 422)


async def test_a_feed_is_fetched_now(ask):
    done = i.FetchFeedResponse(feed=i.Feed(id="feed_1"), new_items=2, not_modified=False)
    question, reply = await ask("POST", "/feeds/feed_1/fetch", (INGEST + "FetchFeed", done))
    assert question == i.FetchFeedRequest(id="feed_1")
    assert reply.json()["new_items"] == 2


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("/sources/src_1", i.DeleteSourceRequest(id="src_1")),
        ("/feeds/feed_1", i.DeleteFeedRequest(id="feed_1")),
    ],
)
async def test_a_deletion_says_nothing(ask, path, question):
    asked, reply = await ask("DELETE", path)
    assert asked == question
    assert (reply.status_code, reply.content) == (204, b"")


async def test_a_page_is_looked_at_for_feeds(ask):
    found = i.DiscoverFeedsResponse(feeds=[i.DiscoveredFeed(url="u", title="t")])
    question, reply = await ask(
        "POST", "/discovery", (INGEST + "DiscoverFeeds", found), json={"url": "https://example.org"}
    )
    assert question.url == "https://example.org"
    assert reply.json() == {"data": [{"url": "u", "title": "t"}], "next_cursor": None}


async def test_opml_goes_in_and_comes_out_byte_by_byte(ask):
    opml = "<opml>ü</opml>".encode("latin-1")
    done = i.ImportOpmlResponse(added=1, failures=[i.ImportFailure(url="u", detail="d")])
    question, reply = await ask(
        "POST", "/opml", (INGEST + "ImportOpml", done), content=opml, headers={"content-type": "text/x-opml"}
    )
    assert question.opml == opml
    assert reply.json() == {"added": 1, "already_watched": 0, "failures": [{"url": "u", "detail": "d"}]}
    _, reply = await ask("GET", "/opml", (INGEST + "ExportOpml", i.ExportOpmlResponse(opml=opml)))
    assert reply.content == opml
    assert reply.headers["content-type"].startswith("text/x-opml")


async def test_quarantine_lists_one_service_after_the_other(ask):
    def of(service):
        message = bus_pb2.QuarantinedMessage(id=service, tries=5, detail="poison")
        return bus_pb2.ListQuarantinedResponse(messages=[message])

    path, answers, seen = "/quarantine", iter([of("first"), of("second")]), []
    while path:
        _, reply = await ask("GET", path, (QUARANTINE + "ListQuarantined", next(answers)))
        seen += [(row["service"], row["id"]) for row in reply.json()["data"]]
        cursor = reply.json()["next_cursor"]
        path = f"/quarantine?cursor={cursor}" if cursor else ""
    assert seen == [("ingest", "first"), ("entities", "second")]


async def test_a_foreign_cursor_of_quarantine_is_refused(ask):
    _, reply = await ask("GET", "/quarantine?cursor=abc")
    assert (reply.status_code, reply.json()["reason"]) == (400, "invalid_page_token")
    assert reply.json()["field"] == "cursor"


async def test_quarantine_is_replayed_at_the_named_service(ask):
    done = bus_pb2.ReplayQuarantinedResponse(replayed=2)
    question, reply = await ask(
        "POST",
        "/quarantine/replay",
        (QUARANTINE + "ReplayQuarantined", done),
        json={"service": "entities", "ids": ["evt_1", "evt_2"]},
    )
    assert list(question.ids) == ["evt_1", "evt_2"]
    assert reply.json() == {"replayed": 2}


async def test_users_live_from_creation_to_deletion(api):
    admin = api.world.token("admin")
    body = {"email": "New@Example.org", "password": "long enough for it", "role": "editor"}
    made = await api.post("/users", json=body, token=admin)
    assert made.status_code == 201
    user = made.json()
    assert set(user) == {"id", "email", "role", "disabled", "created_at", "updated_at"}
    assert made.headers["location"] == f"/api/v1/users/{user['id']}"
    assert (await api.post("/users", json=body, token=admin)).status_code == 409
    assert (await api.login("new@example.org", body["password"])).status_code == 200
    changed = await api.call("PATCH", f"/users/{user['id']}", json={"role": "viewer"}, token=admin)
    assert changed.json()["role"] == "viewer"
    assert (await api.get(f"/users/{user['id']}", token=admin)).json()["role"] == "viewer"
    assert (await api.call("DELETE", f"/users/{user['id']}", token=admin)).status_code == 204
    assert (await api.get(f"/users/{user['id']}", token=admin)).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"email": "x@y", "password": "short"}, 422, "password"),
        ({"email": "no address", "password": "long enough for it"}, 422, "email"),
        ({"email": "x@y", "password": "long enough for it", "role": "root"}, 422, "role"),
        ({"email": "x@y", "password": "long enough for it", "tenant": "other"}, 422, "tenant"),
    ],
)
async def test_a_user_that_breaks_a_rule_is_refused(api, body, status, field):
    answer = await api.post("/users", json=body, token=api.world.token("admin"))
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_users_are_paged(api):
    admin = api.world.token("admin")
    for number in range(5):
        api.world.user(f"{number}@example.org")
    found, cursor = [], ""
    while cursor is not None:
        told = (await api.get(f"/users?limit=2&cursor={cursor}", token=admin)).json()
        found += [user["email"] for user in told["data"]]
        cursor = told["next_cursor"]
    assert len(found) == len(set(found)) == 6


async def test_the_last_admin_cannot_be_removed(api):
    admin = api.world.user("admin@example.org", "admin")
    token = api.world.issuer.issue(admin)
    for method, options in (
        ("DELETE", {}),
        ("PATCH", {"json": {"role": "viewer"}}),
        ("PATCH", {"json": {"disabled": True}}),
    ):
        answer = await api.call(method, f"/users/{admin.id}", token=token, **options)
        assert (answer.status_code, answer.json()["reason"]) == (409, "conflict")


async def test_an_admin_sees_and_touches_no_other_tenant(api):
    mine, theirs = api.world.token("admin"), api.world.user("x@other.org", "viewer", "other")
    assert theirs.id not in (await api.get("/users", token=mine)).text
    other = (await api.get("/users", token=api.world.token("admin", "other"))).json()
    cursor_of_other = (await api.get("/users?limit=1", token=api.world.token("admin", "third"))).json()[
        "next_cursor"
    ]
    assert len(other["data"]) == 2
    assert cursor_of_other is None
    for method, options in (("GET", {}), ("PATCH", {"json": {"role": "admin"}}), ("DELETE", {})):
        answer = await api.call(method, f"/users/{theirs.id}", token=mine, **options)
        unknown = await api.call(method, "/users/usr_nobody", token=mine, **options)
        assert answer.status_code == unknown.status_code == 404
        assert answer.json()["detail"] == unknown.json()["detail"]


async def test_what_is_not_there_is_404(ask):
    _, reply = await ask(
        "GET", "/entities/ent_1", (ENTITIES + "GetEntity", NotFound("There is no such entity."))
    )
    assert (reply.status_code, reply.json()["detail"]) == (404, "There is no such entity.")

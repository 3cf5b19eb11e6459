"""New items as server-sent events."""

import asyncio
import json

import pytest
from tributary.ingest.v1 import ingest_pb2 as pb
from tributary_kit.errors import InvalidPageToken, Unavailable

WATCH = "/tributary.ingest.v1.IngestService/WatchItems"


def some(cursor, *ids):
    return pb.WatchItemsResponse(cursor=cursor, items=[pb.Item(id=id_) for id_ in ids])


def events(text):
    blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


async def test_items_come_as_events_with_the_cursor_as_id(api):
    api.world.inside.answers[WATCH] = [some("c1", "item_1", "item_2"), some("c2", "item_3")]
    answer = await api.get("/items/stream", token=api.world.token())
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    told = events(answer.text)
    assert [(one["event"], one["id"]) for one in told] == [("items", "c1"), ("items", "c2")]
    assert [item["id"] for item in json.loads(told[0]["data"])] == ["item_1", "item_2"]


async def test_a_client_goes_on_where_it_ended(api):
    await api.get("/items/stream", token=api.world.token(), headers={"last-event-id": "c7"})
    ((_, question, _),) = api.world.inside.calls
    assert question.cursor == "c7"


async def test_a_refusal_at_once_is_an_ordinary_problem(api):
    api.world.inside.answers[WATCH] = [InvalidPageToken("Damaged.", field="cursor")]
    answer = await api.get("/items/stream", token=api.world.token())
    assert (answer.status_code, answer.json()["reason"]) == (400, "invalid_page_token")


async def test_a_later_failure_is_an_event_that_says_what(api):
    api.world.inside.answers[WATCH] = [some("c1", "item_1"), Unavailable("Away.")]
    told = events((await api.get("/items/stream", token=api.world.token())).text)
    assert [one["event"] for one in told] == ["items", "problem"]
    assert json.loads(told[1]["data"])["reason"] == "unavailable"


async def test_an_open_stream_ends_when_the_gateway_stops(api):
    api.world.inside.answers[WATCH] = [some("c1", "item_1"), "wait"]
    reading = asyncio.create_task(api.get("/items/stream", token=api.world.token()))
    await asyncio.sleep(0.05)
    assert not reading.done()
    api.gateway.stopping.set()
    answer = await asyncio.wait_for(reading, 5)
    assert [one["id"] for one in events(answer.text)] == ["c1"]


async def test_one_user_cannot_take_the_streams_of_all(api):
    api.world.inside.answers[WATCH] = [some("c1", "item_1"), "wait"]
    token, other = api.world.token(), api.world.token("editor")
    mine = [asyncio.create_task(api.get("/items/stream", token=token)) for _ in range(2)]
    await asyncio.sleep(0.05)
    told = await api.get("/items/stream", token=token)
    assert (told.status_code, told.json()["reason"]) == (429, "rate_limited")
    assert "TRIBUTARY_GATEWAY_STREAMS_PER_USER" in told.json()["remedy"]
    theirs = asyncio.create_task(api.get("/items/stream", token=other))
    await asyncio.sleep(0.05)
    api.gateway.stopping.set()
    assert {(await stream).status_code for stream in (*mine, theirs)} == {200}


@pytest.mark.parametrize(
    "answers", [[Unavailable("Away.")], [some("c1", "item_1")]], ids=["refused", "ended"]
)
async def test_a_stream_that_is_over_leaves_room_for_another(api, answers):
    api.world.inside.answers[WATCH] = answers
    token = api.world.token()
    statuses = [(await api.get("/items/stream", token=token)).status_code for _ in range(4)]
    assert 429 not in statuses


async def test_a_client_that_leaves_before_the_first_event_leaves_room_for_another(api):
    api.world.inside.answers[WATCH] = ["wait"]
    token = api.world.token()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(api.get("/items/stream", token=token), 0.3)
    api.world.inside.answers[WATCH] = []
    assert (await api.get("/items/stream", token=token)).status_code == 200


async def test_a_stream_ends_with_the_rights_of_its_user(api):
    api.world.inside.answers[WATCH] = [some("c1", "item_1"), some("c2", "item_2")]
    user, admin = api.world.user(), api.world.token("admin")
    token = api.world.issuer.issue(user)
    first = api.world.inside.watch

    async def watch(*question):
        async for answer in first(*question):
            yield answer
            await api.call("PATCH", f"/users/{user.id}", token=admin, json={"disabled": True})

    api.world.inside.watch = watch
    told = events((await api.get("/items/stream", token=token)).text)
    assert [one["id"] for one in told] == ["c1"]

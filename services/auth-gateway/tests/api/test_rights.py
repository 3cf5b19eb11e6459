"""Every route and every role: who is let in, and nobody else."""

import pytest
from tributary.ingest.v1 import ingest_pb2
from tributary_gateway.usecases.stopped import Stopped
from tributary_gateway.web.guard import PUBLIC, Rule
from tributary_gateway.web.problem import MEDIA_TYPE
from tributary_gateway.web.routes import ROUTES
from tributary_kit.principal import Principal

PROTECTED = [row for row in ROUTES if row.role != PUBLIC]
BODIES = {
    "change_password": {"current_password": "correct horse battery", "new_password": "long enough for it"},
    "create_source": {"url": "https://example.org/"},
    "update_source": {"name": "New"},
    "discover": {"url": "https://example.org/"},
    "create_feed": {"source_id": "src_1", "url": "https://example.org/feed"},
    "update_feed": {"paused": True},
    "create_user": {"email": "new@example.org", "password": "long enough for it", "role": "viewer"},
    "update_user": {"role": "editor"},
    "replay": {"service": "ingest"},
}


def name(row):
    return f"{row.method} {row.path}"


async def send(api, row, **options):
    path = row.path
    for part in ("source_id", "feed_id", "item_id", "entity_id", "relationship_id", "user_id"):
        path = path.replace(f"{{{part}}}", "usr_bob" if part == "user_id" else "thing_1")
    if row.reads == "opml":
        options |= {"content": b"<opml/>", "headers": {"content-type": "text/x-opml"}}
    elif row.reads:
        options |= {"json": BODIES[row.handler.__name__]}
    return await api.call(row.method, path, **options)


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
@pytest.mark.parametrize("row", PROTECTED, ids=name)
async def test_a_route_lets_in_its_role_and_those_above(api, row, role):
    if row.path.endswith("/stream"):
        api.world.inside.answers["/tributary.ingest.v1.IngestService/WatchItems"] = [
            ingest_pb2.WatchItemsResponse(cursor="1")
        ]
    allowed = Principal("", "", frozenset({role})).has(row.role)
    answer = await send(api, row, token=api.world.token(role))
    if allowed:
        assert answer.status_code in (row.status, 404), answer.text
    else:
        assert (answer.status_code, answer.json()["reason"]) == (403, "forbidden")
        assert api.world.inside.calls == []


@pytest.mark.parametrize("row", PROTECTED, ids=name)
async def test_without_a_token_nobody_gets_in(api, row):
    answer = await send(api, row)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert api.world.inside.calls == []


@pytest.mark.parametrize("role", ["", "root", "service", None])
def test_a_route_without_a_role_cannot_be_registered(role):
    with pytest.raises(ValueError, match="must name a role"):
        Rule(role)


def test_only_the_three_login_routes_are_public():
    public = {row.path for row in ROUTES if row.role == PUBLIC}
    assert public == {"/auth/login", "/auth/refresh", "/auth/logout"}


def test_whatever_writes_needs_more_than_a_viewer_except_ones_own_password():
    writing = [row for row in PROTECTED if row.method != "GET" and row.path != "/auth/password"]
    assert {row.role for row in writing} == {"editor", "admin"}


async def test_the_callers_token_and_request_id_travel_inwards(api):
    token = api.world.token()
    await api.get("/entities", token=token, headers={"x-request-id": "abc-1"})
    ((_, _, credentials),) = api.world.inside.calls
    assert (credentials.token, credentials.request_id) == (token, "abc-1")


async def test_a_disabled_or_deleted_users_token_stops_working(api):
    world, admin = api.world, api.world.token("admin")
    for act in (
        lambda user: api.call("PATCH", f"/users/{user.id}", token=admin, json={"disabled": True}),
        lambda user: api.call("DELETE", f"/users/{user.id}", token=admin),
    ):
        user = world.user(f"{len(world.inside.calls)}@example.org")
        token = world.issuer.issue(user)
        assert (await api.get("/auth/me", token=token)).status_code == 200
        assert (await act(user)).status_code in (200, 204)
        assert (await api.get("/auth/me", token=token)).status_code == 401
        world.inside.calls.append(("", None, None))


TAKING = {
    "disabled": {"disabled": True},
    "role": {"role": "viewer"},
    "password": {"password": "long enough too"},
}


@pytest.mark.parametrize("change", TAKING.values(), ids=TAKING)
async def test_a_token_ends_with_the_rights_it_was_given_for(api, change):
    world, boss = api.world, api.world.token("admin")
    user = world.user(role="admin")
    token = world.issuer.issue(user)
    answer = await api.call("PATCH", f"/users/{user.id}", token=boss, json=change)
    assert answer.status_code == 200
    back = {"role": "admin", "disabled": False}
    assert (await api.call("PATCH", f"/users/{user.id}", token=token, json=back)).status_code == 401
    assert world.users.get("default", user.id).role == answer.json()["role"]


async def test_a_login_in_the_same_second_works_at_once(api):
    world, boss = api.world, api.world.token("admin")
    user = world.user()
    await api.call("PATCH", f"/users/{user.id}", token=boss, json={"password": "long enough too"})
    told = (await api.login(password="long enough too")).json()
    assert (await api.get("/auth/me", token=told["access_token"])).status_code == 200


async def test_an_enabled_user_logs_in_again_and_old_tokens_stay_dead(api):
    world, admin = api.world, api.world.token("admin")
    user = world.user()
    old = world.issuer.issue(user)
    for disabled in (True, False):
        await api.call("PATCH", f"/users/{user.id}", token=admin, json={"disabled": disabled})
    told = (await api.login()).json()
    assert (await api.get("/auth/me", token=told["access_token"])).status_code == 200
    assert (await api.get("/auth/me", token=old)).status_code == 401


async def test_more_rights_end_no_token(api):
    world, admin = api.world, api.world.token("admin")
    user = world.user()
    await api.call("PATCH", f"/users/{user.id}", token=admin, json={"role": "editor"})
    assert (await api.get("/auth/me", token=world.issuer.issue(user))).status_code == 200


async def test_nobody_gets_in_before_it_is_known_who_was_stopped(api):
    token = api.world.token()
    api.gateway.stopped = Stopped(api.world.users, api.world.clock)
    assert (await api.get("/auth/me", token=token)).status_code == 503

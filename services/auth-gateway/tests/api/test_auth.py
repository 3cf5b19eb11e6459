"""Logging in, refreshing and logging out over HTTP."""

import asyncio

from tributary_gateway.usecases.manage_users import Change

PASSWORD, NEW = "correct horse battery", "staple by staple"


async def test_a_login_gives_everything_a_client_needs(api):
    api.world.user(role="editor")
    answer = await api.login()
    told = answer.json()
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert (told["token_type"], told["expires_in"], told["refresh_expires_in"]) == ("Bearer", 900, 604800)
    me = (await api.get("/auth/me", token=told["access_token"])).json()
    assert (me["email"], me["tenant"], me["roles"]) == ("ada@example.org", "default", ["editor"])


async def test_a_user_whom_another_gateway_deleted_is_nobody_at_once(api):
    user = api.world.user()
    token = api.world.issuer.issue(user)
    api.world.manage.delete("default", user.id)
    answer = await api.get("/auth/me", token=token)
    assert (answer.status_code, answer.json()["reason"]) == (401, "unauthenticated")


async def test_unknown_user_and_wrong_password_look_the_same(api):
    api.world.user()
    unknown, wrong = await api.login("nobody@example.org"), await api.login(password="wrong")
    assert unknown.status_code == wrong.status_code == 401
    drop = {"request_id"}
    assert {k: v for k, v in unknown.json().items() if k not in drop} == {
        k: v for k, v in wrong.json().items() if k not in drop
    }


async def test_repeated_failures_are_told_to_wait(api):
    api.world.user()
    for _ in range(5):
        assert (await api.login(password="wrong")).status_code == 401
    answer = await api.login()
    assert (answer.status_code, answer.json()["reason"]) == (429, "rate_limited")
    assert answer.headers["retry-after"] == "1"
    api.world.clock.advance(1)
    assert (await api.login()).status_code == 200


async def test_refresh_rotates_and_logout_ends(api):
    api.world.user()
    first = (await api.login()).json()["refresh_token"]
    second = (await api.post("/auth/refresh", json={"refresh_token": first})).json()["refresh_token"]
    retry = (await api.post("/auth/refresh", json={"refresh_token": first})).json()["refresh_token"]
    assert retry == second != first
    assert (await api.post("/auth/logout", json={"refresh_token": second})).status_code == 204
    assert (await api.post("/auth/refresh", json={"refresh_token": second})).status_code == 401


async def test_another_program_with_a_used_token_ends_the_session(api):
    api.world.user()
    first = (await api.login()).json()["refresh_token"]
    second = (await api.post("/auth/refresh", json={"refresh_token": first})).json()["refresh_token"]
    thief = {"user-agent": "thief"}
    assert (await api.post("/auth/refresh", json={"refresh_token": first}, headers=thief)).status_code == 401
    assert (await api.post("/auth/refresh", json={"refresh_token": second})).status_code == 401


async def change(api, token, current=PASSWORD, new=NEW):
    return await api.post(
        "/auth/password", token=token, json={"current_password": current, "new_password": new}
    )


async def test_a_new_password_of_ones_own_ends_all_that_was_given_before(api):
    api.world.user()
    here, there = (await api.login()).json(), (await api.login()).json()
    answer = await change(api, here["access_token"])
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    now = answer.json()
    for old in (here, there):
        assert (await api.get("/auth/me", token=old["access_token"])).status_code == 401
        refreshed = await api.post("/auth/refresh", json={"refresh_token": old["refresh_token"]})
        assert refreshed.status_code == 401
    assert (await api.get("/auth/me", token=now["access_token"])).status_code == 200
    assert (await api.post("/auth/refresh", json={"refresh_token": now["refresh_token"]})).status_code == 200
    assert (await api.login()).status_code == 401
    assert (await api.login(password=NEW)).status_code == 200


async def test_a_wrong_current_password_is_told_and_counts_as_a_failed_login(api):
    token = api.world.issuer.issue(api.world.user())
    for _ in range(5):
        told = await change(api, token, "wrong")
        assert (told.status_code, told.json()["field"]) == (400, "current_password")
    assert (await change(api, token)).status_code == 429
    assert (await api.login()).status_code == 429
    api.world.clock.advance(1)
    assert (await change(api, token)).status_code == 200


async def test_a_new_password_that_is_too_short_is_refused(api):
    token = api.world.issuer.issue(api.world.user())
    assert (await change(api, token, new="short")).status_code == 422
    assert (await api.login()).status_code == 200


async def test_a_user_disabled_meanwhile_gets_no_tokens_for_a_new_password(api):
    world = api.world
    user = world.user()
    token, hash_ = world.issuer.issue(user), world.hasher.hash

    def disable_first(password):
        world.manage.change("default", user.id, Change(disabled=True))
        return hash_(password)

    world.hasher.hash = disable_first
    assert (await change(api, token)).status_code == 409
    assert world.users.get("default", user.id).disabled


async def test_a_flood_of_logins_is_turned_away_not_queued_without_end(api, monkeypatch):
    api.world.user()
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(*_):
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        return False

    monkeypatch.setattr(api.world.hasher, "verify", slow)
    flood = [asyncio.create_task(api.login(f"{n}@example.org", "x")) for n in range(60)]
    turned_away, waiting = set(), set(flood)
    while len(turned_away) < 28:
        done, waiting = await asyncio.wait(waiting, return_when="FIRST_COMPLETED")
        turned_away |= done
    release.set()
    statuses = sorted([(await one).status_code for one in flood])
    assert set(statuses) <= {401, 429, 503}
    assert statuses.count(503) == 28


async def test_passwords_and_tokens_are_never_logged(api, capsys, monkeypatch):
    from tributary_kit import logs

    logs.configure("debug", "gateway")
    api.world.user()
    told = (await api.login()).json()
    await api.login(password="a wrong secret")
    await api.get("/auth/me", token=told["access_token"])
    await api.post("/auth/refresh", json={"refresh_token": told["refresh_token"]})
    out = capsys.readouterr().out
    assert '"path":"/api/v1/auth/login"' in out
    for secret in ("correct horse", "a wrong secret", told["access_token"], told["refresh_token"]):
        assert secret not in out

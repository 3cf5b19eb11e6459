"""Every error is a problem: one form, a stable reason, what to do, and nothing of our insides."""

import pytest
from tributary_gateway.usecases.log_in import RetryLater
from tributary_gateway.web.problem import KINDS, MEDIA_TYPE
from tributary_kit import errors
from tributary_kit.serving.limits import MESSAGE_BYTES

LIST = "/tributary.entities.v1.EntitiesService/ListEntities"
REQUIRED = {"type", "title", "status", "detail", "instance", "reason", "request_id", "remedy"}
STATUSES = {
    errors.Invalid: 400,
    errors.InvalidPageToken: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.AlreadyExists: 409,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.UnreadableFeed: 422,
    errors.Unreachable: 422,
    errors.NoFeedFound: 422,
    errors.RateLimited: 429,
    errors.Internal: 500,
    errors.Unavailable: 503,
    errors.DeadlineExceeded: 504,
}


def check(answer, status, reason):
    told = answer.json()
    assert answer.status_code == told["status"] == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert set(told) - {"field"} == REQUIRED
    assert told["reason"] == reason
    assert told["type"] == f"/problems/{reason}"
    assert told["request_id"] == answer.headers["x-request-id"]
    assert told["detail"]
    assert told["remedy"]
    return told


@pytest.mark.parametrize("cls", STATUSES, ids=lambda cls: cls.reason)
async def test_each_error_of_a_service_is_told_faithfully(api, cls):
    api.world.inside.answers[LIST] = cls("What happened.", remedy="Do that.")
    told = check(await api.get("/entities", token=api.world.token()), STATUSES[cls], cls.reason)
    assert (told["detail"], told["remedy"], told["instance"]) == (
        "What happened.",
        "Do that.",
        "/api/v1/entities",
    )


@pytest.mark.parametrize("error", [errors.RateLimited("x"), RetryLater(7), errors.Unavailable("x")])
async def test_waiting_is_told_in_seconds(api, error):
    api.world.inside.answers[LIST] = error
    answer = await api.get("/entities", token=api.world.token())
    assert int(answer.headers["retry-after"]) == getattr(error, "seconds", 5)


async def test_a_services_field_is_told_by_the_name_it_has_here(api):
    api.world.inside.answers[LIST] = errors.InvalidPageToken("Damaged.", field="page_token")
    assert (
        check(await api.get("/entities", token=api.world.token()), 400, "invalid_page_token")["field"]
        == "cursor"
    )


async def test_a_bad_cursor_is_told_in_the_words_of_this_api(api):
    token = api.world.token("admin")
    for path in ("/users?cursor=garbage", "/quarantine?cursor=garbage"):
        answer = await api.get(path, token=token)
        assert check(answer, 400, "invalid_page_token")["field"] == "cursor"
        assert (answer.json()["detail"], answer.json()["remedy"]) == (
            "The cursor is damaged.",
            "Start the list again without a cursor.",
        )
    assert "page token" not in (await api.client.get("/problems/invalid_page_token")).text


async def test_a_fault_of_ours_shows_nothing_of_our_insides(api):
    api.world.inside.answers[LIST] = KeyError("psycopg secret /home/x.py")
    answer = await api.get("/entities", token=api.world.token())
    check(answer, 500, "internal")
    assert "psycopg" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing", "/api/v2/entities", "/docs/assets/nothing", "/problems/x"]
)
async def test_an_unknown_address_is_a_problem(api, path):
    check(await api.client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/feeds/feed_1", "DELETE, GET, PATCH"),
        ("DELETE", "/feeds", "GET, POST"),
        ("GET", "/auth/login", "POST"),
        ("PATCH", "/items/item_1", "GET"),
        ("OPTIONS", "/entities", "GET"),
        ("POST", "/health/live", "GET, HEAD"),
    ],
)
async def test_a_wrong_method_is_told_the_right_ones(api, method, path, allowed):
    answer = await api.call(method, path)
    check(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", None),
        (b"", None),
        (b"null", None),
        (b"[]", None),
        (b'"x"', None),
        (b"\xff\xfe", None),
        (b"{}", "email"),
        (b'{"email":1,"password":"x"}', "email"),
        (b'{"email":"a@b","password":null}', "password"),
        (b'{"email":"a@b","password":"x","more":1}', "more"),
        (b'{"email":"a\\u0000@b","password":"x"}', "email"),
        (b'{"email":"\\ud800","password":"x"}', "email"),
        (b'{"email":"' + b"x" * 400 + b'","password":"x"}', "email"),
        (b"[" * 100_000, None),
    ],
)
async def test_a_body_that_does_not_fit_is_told_where(api, body, field):
    answer = await api.post("/auth/login", content=body, headers={"content-type": "application/json"})
    told = check(answer, 422, "invalid")
    assert told.get("field") == field


async def test_a_refused_body_is_not_repeated_in_the_answer(api):
    answer = await api.post("/auth/login", json={"email": "a@b", "password": ["my secret"]})
    check(answer, 422, "invalid")
    assert "my secret" not in answer.text


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "multipart/form-data; boundary=x"])
async def test_a_body_of_another_type_is_refused(api, kind):
    check(
        await api.post("/auth/login", content=b"{}", headers={"content-type": kind}),
        415,
        "unsupported_media_type",
    )


async def test_a_compressed_body_is_refused(api):
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    check(await api.post("/auth/login", content=b"x", headers=headers), 415, "unsupported_media_type")


async def chunks(count):
    for _ in range(count):
        yield b" " * 65536


async def test_a_body_over_a_megabyte_is_refused_told_or_not(api):
    headers = {"content-type": "application/json"}
    told = await api.post("/auth/login", content=b" " * (1024 * 1024 + 1), headers=headers)
    check(told, 413, "too_large")
    untold = await api.post("/auth/login", content=chunks(17), headers=headers)
    check(untold, 413, "too_large")


async def test_opml_may_be_as_large_as_a_message_inside_can_carry(api):
    headers, token = {"content-type": "text/xml; charset=utf-8"}, api.world.token("editor")
    largest = b" " * int(3.9 * 1024 * 1024)
    fits = await api.post("/opml", content=largest, headers=headers, token=token)
    assert fits.status_code == 200
    ((_, question, _),) = api.world.inside.calls
    assert question.ByteSize() < MESSAGE_BYTES
    check(await api.post("/opml", content=largest + b" ", headers=headers, token=token), 413, "too_large")


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=1.5",
        "limit=99999999999999999999",
        "q=%00",
        "kind=a%20b",
        "cursor=%00",
        "q=" + "x" * 201,
    ],
)
async def test_a_query_that_does_not_fit_is_told_where(api, query):
    told = check(await api.get(f"/entities?{query}", token=api.world.token()), 422, "invalid")
    assert told["field"] == query.partition("=")[0]


@pytest.mark.parametrize("id_", ["x", "ent_%00", "ent_1'", "..", "ent_" + "1" * 60])
async def test_what_is_no_id_is_refused_before_it_travels(api, id_):
    answer = await api.get(f"/entities/{id_}", token=api.world.token())
    assert answer.status_code in (404, 422)
    assert api.world.inside.calls == []


async def test_rights_come_before_the_body(api):
    answer = await api.post("/sources", content=b"{", headers={"content-type": "application/json"})
    check(answer, 401, "unauthenticated")


@pytest.mark.parametrize("given", ["ok-1.2_3", "A" * 64])
async def test_a_good_request_id_is_kept(api, given):
    assert (await api.get("/health/live", headers={"x-request-id": given})).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", "A" * 65, 'x"y', "ü", "a/b"])
async def test_a_bad_request_id_is_replaced(api, given):
    headers = [(b"x-request-id", given.encode())]
    told = (await api.client.get("/health/live", headers=headers)).headers["x-request-id"]
    assert told.startswith("req_")


@pytest.mark.parametrize("reason", KINDS)
async def test_each_type_leads_to_a_page_that_explains_it(api, reason):
    page = await api.client.get(f"/problems/{reason}")
    assert page.status_code == 200
    assert reason in page.text


async def test_a_page_names_every_status_that_its_problem_comes_with(api):
    api.world.inside.answers[LIST] = errors.Invalid("Wrong.", field="kind")
    token = api.world.token()
    page = (await api.client.get("/problems/invalid")).text
    for path in ("/entities", "/entities?limit=0"):
        told = (await api.get(path, token=token)).json()
        assert told["type"] == "/problems/invalid"
        assert str(told["status"]) in page


def test_every_error_of_the_tree_has_a_kind():
    reasons = {
        cls.reason for cls in vars(errors).values() if isinstance(cls, type) and hasattr(cls, "reason")
    }
    assert reasons <= set(KINDS)

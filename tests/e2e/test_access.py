"""Who may do what, and how errors are told, at the real door."""

import pytest


@pytest.fixture(scope="module")
def viewer(product):
    """Tokens of a user who may only read."""
    body = {"email": "viewer@example.org", "password": "correct horse battery", "role": "viewer"}
    assert product.call("POST", "/users", body).status == 201
    return product.log_in(body["email"], body["password"]).json


def test_a_viewer_reads_but_does_not_write(product, viewer):
    token = viewer["access_token"]
    assert product.call("GET", "/sources", token=token).status == 200
    for method, path, body in (
        ("POST", "/sources", {"url": "http://127.0.0.1:1/"}),
        ("POST", "/opml", b"<opml/>"),
        ("GET", "/users", None),
    ):
        refused = product.call(method, path, body, token=token)
        assert (refused.status, refused.json["reason"]) == (403, "forbidden")


def test_a_refresh_token_gives_new_tokens_and_ends_with_the_session(product, viewer):
    renewed = product.call("POST", "/auth/refresh", {"refresh_token": viewer["refresh_token"]}, token="")
    assert renewed.status == 200
    tokens = renewed.json
    assert product.call("GET", "/auth/me", token=tokens["access_token"]).json["roles"] == ["viewer"]
    body = {"refresh_token": tokens["refresh_token"]}
    assert product.call("POST", "/auth/logout", body, token=tokens["access_token"]).status == 204
    assert product.call("POST", "/auth/refresh", body, token="").status == 401


@pytest.mark.parametrize(
    ("method", "path", "token", "status", "reason"),
    [
        ("GET", "/sources", "", 401, "unauthenticated"),
        ("GET", "/sources", "not.a.token", 401, "unauthenticated"),
        ("GET", "/items/item_00000000000000000000000000", None, 404, "not_found"),
        ("GET", "/entities/ent_00000000000000000000000000", None, 404, "not_found"),
        ("GET", "/items?cursor=nonsense", None, 400, "invalid_page_token"),
        ("GET", "/nothing/here", None, 404, "not_found"),
        ("PUT", "/sources", None, 405, "method_not_allowed"),
    ],
)
def test_every_error_is_a_problem_document(product, method, path, token, status, reason):
    answer = product.call(method, path, token=token)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json
    assert problem["reason"] == reason
    assert problem["remedy"]
    assert problem["request_id"] == answer.headers["x-request-id"]


def test_an_address_that_is_refused_and_one_that_is_silent_look_the_same(product):
    told = [
        product.call("POST", "/sources", {"url": url})
        for url in ("http://10.255.255.1/feed.xml", "http://127.0.0.1:1/feed.xml")
    ]
    assert {answer.status for answer in told} == {422}
    assert {answer.json["reason"] for answer in told} == {"unreachable"}

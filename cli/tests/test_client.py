"""The client: whose token it sends, how it pages, and what it makes of errors."""

import json
import stat
import time
from itertools import islice

import httpx2
import pytest
from tributary_cli.client import Client
from tributary_cli.failure import Exit, Failure
from tributary_cli.logins import Logins

URL = "http://127.0.0.1:8080"


class Gateway:
    """Answers as the gateway would: one user, tokens that can be made to expire."""

    def __init__(self):
        self.good, self.number, self.logins, self.refreshes = "", 0, 0, 0
        self.answers = {}
        self.seen = []

    def __call__(self, request):
        self.seen.append(request)
        path = request.url.path.removeprefix("/api/v1")
        body = json.loads(request.content) if request.content else {}
        if path == "/auth/login":
            self.logins += 1
            return self._tokens() if body["password"] == "right" else problem(401, "unauthenticated")
        if path == "/auth/refresh":
            self.refreshes += 1
            return self._tokens() if body["refresh_token"] == "again" else problem(401, "unauthenticated")
        if request.headers.get("authorization") != f"Bearer {self.good}":
            return problem(401, "unauthenticated")
        return self.answers[path](request)

    def _tokens(self):
        self.number += 1
        self.good = f"t{self.number}"
        return httpx2.Response(
            200, json={"access_token": self.good, "refresh_token": "again", "expires_in": 900}
        )


def problem(status, reason, **more):
    body = {"title": "No.", "status": status, "reason": reason, "request_id": "req_1", **more}
    return httpx2.Response(status, json=body, headers={"content-type": "application/problem+json"})


@pytest.fixture(autouse=True)
def _no_token(monkeypatch):
    monkeypatch.delenv("TRIBUTARY_TOKEN", raising=False)


@pytest.fixture
def gateway():
    gateway = Gateway()
    gateway.answers["/auth/me"] = lambda _: httpx2.Response(200, json={"email": "admin@localhost"})
    return gateway


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "admin-password").write_text("right\n")
    return tmp_path / "home"


def client_of(gateway, home, url=URL):
    logins = Logins(url, home, home.parent / "config" / "logins.json")
    return Client(url, logins, httpx2.MockTransport(gateway))


def test_on_this_machine_the_first_administrator_logs_in_by_itself_and_once(gateway, home):
    for _ in range(3):
        assert client_of(gateway, home).get("/auth/me")["email"] == "admin@localhost"
    assert gateway.logins == 1
    saved = home.parent / "config" / "logins.json"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_the_password_of_the_home_is_never_sent_to_another_machine(gateway, home):
    with pytest.raises(Failure) as caught:
        client_of(gateway, home, "http://127.evil.example:8080").get("/auth/me")
    assert caught.value.code == Exit.NOT_LOGGED_IN
    assert gateway.logins == 0


def test_an_expired_token_is_refreshed(gateway, home):
    client = client_of(gateway, home)
    client.get("/auth/me")
    gateway.good = "other"
    assert client.get("/auth/me")
    assert (gateway.logins, gateway.refreshes) == (1, 1)


def test_a_new_home_behind_the_same_url_is_logged_in_to_again(gateway, home):
    client = client_of(gateway, home)
    client.get("/auth/me")
    file = home.parent / "config" / "logins.json"
    logins = json.loads(file.read_text())
    logins[URL] |= {"refresh_token": "of the old home", "expires_at": time.time() - 1}
    file.write_text(json.dumps(logins))
    assert client.get("/auth/me")
    assert gateway.logins == 2


def test_a_given_token_goes_first_and_is_never_replaced(gateway, home, monkeypatch):
    monkeypatch.setenv("TRIBUTARY_TOKEN", "mine")
    with pytest.raises(Failure) as caught:
        client_of(gateway, home).get("/auth/me")
    assert caught.value.code == Exit.NOT_LOGGED_IN
    assert gateway.logins == 0


def test_a_list_is_gathered_over_pages_up_to_the_limit(gateway, home):
    def items(request):
        start, size = int(request.url.params.get("cursor", 0)), int(request.url.params["limit"])
        rows = [{"id": n} for n in range(start, min(start + size, 450))]
        return httpx2.Response(
            200, json={"data": rows, "next_cursor": str(start + size) if start + size < 450 else None}
        )

    gateway.answers["/items"] = items
    client = client_of(gateway, home)
    assert len(client.page("/items", 1, everything=True)["data"]) == 450
    cut = client.page("/items", 250, everything=False)
    assert [row["id"] for row in cut["data"]] == list(range(250))
    assert cut["next_cursor"] == "250"


def test_a_problem_document_is_told_with_reason_remedy_and_request_id(gateway, home):
    gateway.answers["/feeds/x"] = lambda _: problem(404, "not_found", detail="No feed x.", remedy="Look.")
    with pytest.raises(Failure) as caught:
        client_of(gateway, home).get("/feeds/x")
    failure = caught.value
    assert (failure.what, failure.why, failure.remedy, failure.request_id, failure.code) == (
        "No feed x.",
        "not found",
        "Look.",
        "req_1",
        Exit.FAILED,
    )


def test_an_answer_that_is_not_ours_says_to_check_the_url(gateway, home):
    gateway.answers["/feeds"] = lambda _: httpx2.Response(502, text="<html>nginx</html>")
    with pytest.raises(Failure, match="no answer of Tributary"):
        client_of(gateway, home).get("/feeds")


def test_nobody_there_is_exit_code_4(home):
    def refuse(request):
        raise httpx2.ConnectError("refused")

    with pytest.raises(Failure) as caught:
        client_of(refuse, home).get("/feeds")
    assert caught.value.code == Exit.UNREACHABLE


def test_a_stream_that_ends_is_taken_up_after_its_last_event(gateway, home):
    text = ': hello\n\nid: c1\ndata: {"a": 1}\n\nid: c2\nevent: x\ndata: {"a":\ndata:  2}\n\n'
    gateway.answers["/items/stream"] = lambda _: httpx2.Response(200, text=text)
    events = client_of(gateway, home).events("/items/stream", "c0")
    assert [(e.cursor, e.data["a"]) for e in islice(events, 3)] == [("c1", 1), ("c2", 2), ("c1", 1)]
    cursors = [r.headers["last-event-id"] for r in gateway.seen if r.url.path.endswith("/stream")]
    assert cursors == ["c0", "c2"]


def test_a_problem_in_a_stream_ends_it_with_that_problem(gateway, home):
    text = 'event: problem\ndata: {"reason": "unavailable", "detail": "Away."}\n\n'
    gateway.answers["/items/stream"] = lambda _: httpx2.Response(200, text=text)
    with pytest.raises(Failure, match="Away"):
        next(client_of(gateway, home).events("/items/stream"))


def test_a_changed_password_keeps_this_login_and_shows_its_token(gateway, home):
    gateway.answers["/auth/password"] = lambda _: gateway._tokens()
    client = client_of(gateway, home)
    client.change_password("right", "better")
    assert json.loads(gateway.seen[-1].content) == {"current_password": "right", "new_password": "better"}
    assert client_of(gateway, home).token() == gateway.good
    assert gateway.logins == 1

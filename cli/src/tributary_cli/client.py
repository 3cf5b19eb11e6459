"""The REST client of the commands: tokens, deadlines, pages, and errors in our own words."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from tributary_cli.failure import Exit, Failure
from tributary_cli.logins import Logins

API = "/api/v1"
PAGE = 200
TIMEOUT = httpx2.Timeout(30.0, connect=5.0)
# Adding a source or fetching a feed waits for somebody else's server.
PATIENT = httpx2.Timeout(90.0, connect=5.0)

RECONNECT_SECONDS = 0.5
STREAMING = httpx2.Timeout(None, connect=5.0)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a stream; a stream can be taken up again after its cursor."""

    cursor: str
    name: str
    data: Any


class Client:
    """Talks to one gateway. Every method raises Failure, never a transport's own error."""

    def __init__(self, url: str, logins: Logins, transport: httpx2.BaseTransport | None = None) -> None:
        """`transport` replaces the network."""
        self.url = url
        self._logins = logins
        self._http = httpx2.Client(
            base_url=url, timeout=TIMEOUT, headers={"User-Agent": "tributary-cli"}, transport=transport
        )

    def close(self) -> None:
        """Closes the connections; a command that ends need not."""
        self._http.close()

    def get(self, path: str, **params: Any) -> Json:
        """Reads one thing."""
        return self.send("GET", path, params=_given(params))

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Json:
        """Creates or does something; waits longer than a read."""
        return self.send("POST", path, json=body, timeout=PATIENT)

    def put(self, path: str, body: Mapping[str, Any]) -> Json:
        """Replaces something."""
        return self.send("PUT", path, json=body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Json:
        """Changes the named fields."""
        return self.send("PATCH", path, json=body)

    def delete(self, path: str) -> None:
        """Removes one thing."""
        self.send("DELETE", path)

    def page(self, path: str, limit: int, everything: bool, **params: Any) -> Json:
        """A list as `{"data", "next_cursor"}`, gathered over as many pages as the limit needs."""
        rows: list[Json] = []
        cursor: str | None = None
        while everything or len(rows) < limit:
            size = PAGE if everything else min(PAGE, limit - len(rows))
            answer = self.get(path, limit=size, cursor=cursor, **params)
            rows += answer["data"]
            cursor = answer.get("next_cursor") or None
            if cursor is None:
                break
        return {"data": rows, "next_cursor": cursor}

    def text(self, path: str) -> str:
        """The body of an answer that is not JSON."""
        return self._answer("GET", path).text

    def send(self, method: str, path: str, **request: Any) -> Json:
        """One request; the answer's JSON, or an empty object when there is none."""
        answer = self._answer(method, path, **request)
        if not answer.content:
            return {}
        decoded: Json = answer.json()
        return decoded

    def status(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> int:
        """The status of one request, for whoever expects a refusal."""
        with self._translated():
            return self._once(method, path, json=body).status_code

    def readiness(self) -> Json:
        """How the gateway is: `status`, and `checks` by part. Raises Failure when that is no Tributary."""
        with self._translated():
            answer = self._http.get("/health/ready")
        try:
            told: Json = answer.json()
            return {"status": told["status"], "checks": dict(told["checks"])}
        except (ValueError, KeyError, TypeError):
            raise problem(answer) from None

    def log_in(self, email: str, password: str) -> None:
        """Logs in and saves the login for this URL."""
        with self._translated():
            answer = self._logins.log_in(self._http, email, password)
        if answer.is_error:
            raise problem(answer)

    def change_password(self, current: str, new: str) -> None:
        """Changes the caller's own password; the saved login goes on, every other ends."""
        body = {"current_password": current, "new_password": new}
        self._logins.replace(self.post("/auth/password", body))

    def token(self) -> str:
        """An access token that the gateway takes now; raises Failure when there is no login."""
        self.get("/auth/me")  # renews a token that has run out
        with self._translated():
            return self._logins.token(self._http)

    def log_out(self) -> bool:
        """Ends the saved login, at the gateway too; False when there was none."""
        saved = self._logins.saved()
        if saved is None:
            return False
        self.post("/auth/logout", {"refresh_token": saved["refresh_token"]})
        self._logins.forget()
        return True

    def events(self, path: str, cursor: str = "") -> Iterator[Event]:
        """Server-sent events without end: a stream that the server ends is taken up where it stopped."""
        while True:
            for event in self._stream(path, cursor):
                cursor = event.cursor
                yield event
            time.sleep(RECONNECT_SECONDS)

    def _stream(self, path: str, cursor: str) -> Iterator[Event]:
        headers = {**self._headers(), "Accept": "text/event-stream", "Last-Event-ID": cursor}
        with (
            self._translated(),
            self._http.stream("GET", API + path, headers=headers, timeout=STREAMING) as answer,
        ):
            if answer.is_error:
                answer.read()
                raise problem(answer)
            for event in _events(answer.iter_lines()):
                if event.name == "problem":
                    raise told(event.data)
                yield event

    def _answer(self, method: str, path: str, **request: Any) -> httpx2.Response:
        with self._translated():
            answer = self._once(method, path, **request)
            if answer.status_code == 401 and self._logins.renew(self._http):
                answer = self._once(method, path, **request)
        if answer.is_error:
            raise problem(answer)
        return answer

    def _once(self, method: str, path: str, **request: Any) -> httpx2.Response:
        headers = {**self._headers(), **(request.pop("headers", None) or {})}
        return self._http.request(method, API + path, headers=headers, **request)

    def _headers(self) -> dict[str, str]:
        token = self._logins.token(self._http)
        return {"Authorization": f"Bearer {token}"} if token else {}

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except httpx2.TimeoutException:
            raise Failure(
                f"No answer from {self.url} in time.",
                remedy="Look with `tributary doctor`; repeat the command.",
                code=Exit.UNREACHABLE,
            ) from None
        except (httpx2.TransportError, httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise unreachable(self.url, error) from None


def unreachable(url: str, error: Exception) -> Failure:
    """Nothing answers there."""
    return Failure(
        f"Tributary does not answer at {url}.",
        why=str(error),
        remedy="Start it with `make run` (or `tributary up`), or name another with --url or TRIBUTARY_URL.",
        code=Exit.UNREACHABLE,
    )


def problem(answer: httpx2.Response) -> Failure:
    """The failure that an answer with a problem document (RFC 9457) tells of."""
    try:
        body = answer.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        body = None
    if isinstance(body, dict) and "reason" in body:
        return told(body)
    return Failure(
        f"{answer.request.url.host} answered {answer.status_code}, which is no answer of Tributary.",
        remedy="Check --url and TRIBUTARY_URL.",
    )


def told(body: Json) -> Failure:
    """The failure that a problem document tells of."""
    what = body.get("detail") or body.get("title") or "The request failed."
    remedy, code = body.get("remedy", ""), Exit.FAILED
    if body["reason"] == "unauthenticated":
        remedy, code = "Log in with `tributary login`.", Exit.NOT_LOGGED_IN
    return Failure(what, body["reason"].replace("_", " "), remedy, body.get("request_id", ""), code)


def _given(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value not in (None, "")}


def _events(lines: Iterator[str]) -> Iterator[Event]:
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if name:
            fields[name] = "\n".join(filter(None, (fields.get(name), value.removeprefix(" "))))
        elif not line and "data" in fields:
            yield Event(fields.get("id", ""), fields.get("event", ""), json.loads(fields["data"]))
            fields = {}

"""The smoke test: one item goes the whole way, through the gateway, as a stranger's would.

What it makes is named by the run, so that runs may overlap, and is removed at the end. In the graph, which is
told of no deletions yet, it leaves two topics and a creator, the same each time, and the run's source as an
organisation.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from tributary_kit.ids import new_id

from tributary_cli.client import Client, Json
from tributary_cli.failure import Exit, Failure
from tributary_cli.logins import OneToken

FEED = "demo:smoke.json"
CREATOR, TOPIC = "Brook Rivers", "tributary smoke test"
LOOK_EVERY_SECONDS = 0.2
# Rows of one answer; as many as other runs at the same time may have.
ROWS = 200
ENTITIES_LOG = "Look at the log of entities."
# A new pod's address becomes known to a cluster's network a moment late.
REACH_SECONDS = 10.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Login:
    """Whom to log in as; `origin` tells people where the password comes from."""

    email: str
    password: str
    origin: str


@dataclass(slots=True)
class Step:
    """What was tried, whether it went well, the seconds it took, and what came of it."""

    step: str
    ok: bool = False
    seconds: float = 0.0
    found: str = ""

    def as_row(self) -> dict[str, Any]:
        """The step for JSON."""
        return asdict(self)


class Smoke:
    """One run against the gateway at `url`; `steps` holds what was done so far.

    `timeout` is how many seconds the services may take to be ready, and again the entities to appear.
    """

    def __init__(self, url: str, timeout: float, tell: Callable[[Step], None]) -> None:
        self.steps: list[Step] = []
        self._url = url
        self._timeout = timeout
        self._tell = tell
        self._run = new_id("smoke")

    def run(self, admin: Callable[[], Client]) -> None:
        """All steps. Raises Failure at the first that fails, with its name; cleans up in any case."""
        with closing(Client(self._url, OneToken(""))) as anybody:
            with self._step("all three services are ready"):
                self._wait_until_ready(anybody)
            with self._step("a call without a token is refused"):
                _refused(anybody, 401, "GET", "/sources")
        with self._step("log in") as step:
            client = admin()
            step.found = f"as {client.get('/auth/me')['email']}"
        with closing(client):
            with self._step("a viewer may not add a source"), self._viewer(client) as viewer:
                _refused(viewer, 403, "POST", "/sources", {"url": FEED})
            with self._source(client) as feed:
                self._follow(client, feed)

    def _follow(self, client: Client, feed: Json) -> None:
        with self._step("its items are stored") as step:
            items = self._until(lambda: _page(client, "/items", feed_id=feed["id"]), _no_items)
            step.found = f"{len(items)} items"
        with self._step("entities appear, with these items as evidence") as step:
            ids = {item["id"] for item in items}
            creator = self._until(lambda: _proven(client, CREATOR, "creator", ids), _no_entities)
            topic = self._until(lambda: _proven(client, TOPIC, "topic", ids), _no_entities)
            step.found = f"{creator['name']}, {topic['name']}"
        with self._step("search finds them"):
            for entity in (creator, topic):
                if entity["id"] not in _ids(_page(client, "/entities", q=entity["name"].upper())):
                    raise Failure(f"Searching for {entity['name']} does not find it.", remedy=ENTITIES_LOG)
        with self._step("they are connected"):
            near = [row["entity"] for row in _page(client, f"/entities/{creator['id']}/neighbours")]
            if topic["id"] not in _ids(near):
                raise Failure("The creator is not connected with the topic.", remedy=ENTITIES_LOG)

    @contextmanager
    def _step(self, name: str) -> Iterator[Step]:
        step, began = Step(name), time.monotonic()
        self.steps.append(step)
        try:
            yield step
            step.ok = True
        except Failure as failure:
            step.found = failure.what
            why = f"{failure.what} ({failure.why})" if failure.why else failure.what
            raise Failure(
                f"The smoke test failed at: {name}.", why, failure.remedy, failure.request_id
            ) from None
        finally:
            step.seconds = round(time.monotonic() - began, 3)
            self._tell(step)

    @contextmanager
    def _source(self, client: Client) -> Iterator[Json]:
        """The feed of a source that is there meanwhile."""
        with self._step("add the bundled feed as a source"):
            body = {"url": f"{FEED}?{self._run}", "name": "Tributary smoke test"}
            made = client.post("/sources", body)
        path = f"/sources/{made['source']['id']}"
        try:
            yield made["feeds"][0]
        except BaseException:
            with suppress(Failure):
                client.delete(path)
            raise
        with self._step("delete the source"):
            client.delete(path)
            _refused(client, 404, "GET", path)

    @contextmanager
    def _viewer(self, client: Client) -> Iterator[Client]:
        """A user that is there meanwhile and may only read."""
        email, password = f"{self._run}@smoke.invalid".lower(), secrets.token_urlsafe(24)
        user = client.post("/users", {"email": email, "role": "viewer", "password": password})
        try:
            with closing(logged_in(self._url, Login(email, password, "this run"))) as viewer:
                yield viewer
        finally:
            client.delete(f"/users/{user['id']}")

    def _wait_until_ready(self, anybody: Client) -> None:
        told = _reached(anybody, min(self._timeout, REACH_SECONDS))

        def ready() -> bool:
            told.update(anybody.readiness())
            return bool(told["status"] == "ok")

        def explain() -> tuple[str, str]:
            away = ", ".join(part for part, outcome in told["checks"].items() if outcome != "ok")
            return f"not ready: {away}", f"Look at the log of {away}, and whether it runs."

        self._until(ready, explain)

    def _until(self, look: Callable[[], T], explain: Callable[[], tuple[str, str]]) -> T:
        """What `look` finds as soon as that is something; `explain` gives what is missing and a remedy."""
        until = time.monotonic() + self._timeout
        while not (found := look()):
            if time.monotonic() > until:
                missing, remedy = explain()
                raise Failure(f"After {self._timeout:g} s {missing}.", remedy=remedy)
            time.sleep(LOOK_EVERY_SECONDS)
        return found


def logged_in(url: str, login: Login) -> Client:
    """A client for this one login, which is saved nowhere. Raises Failure."""
    body = {"email": login.email, "password": login.password}
    try:
        with closing(Client(url, OneToken(""))) as anybody:
            answer = anybody.post("/auth/login", body)
    except Failure as failure:
        if failure.code != Exit.NOT_LOGGED_IN:
            raise
        raise Failure(
            f"{login.email} was refused with the password from {login.origin}.",
            remedy="Check --email and --password-file. The password that the settings give to the first "
            "administrator counts only on an empty database: after a change in the product, give that one.",
        ) from None
    return Client(url, OneToken(answer["access_token"]))


def _reached(client: Client, seconds: float) -> Json:
    until = time.monotonic() + seconds
    while True:
        try:
            return client.readiness()
        except Failure as failure:
            if failure.code != Exit.UNREACHABLE or time.monotonic() > until:
                raise
        time.sleep(LOOK_EVERY_SECONDS)


def _refused(client: Client, expected: int, method: str, path: str, body: Json | None = None) -> None:
    status = client.status(method, path, body)
    if status != expected:
        raise Failure(
            f"{method} {path} was answered with {status} instead of {expected}.",
            remedy="Look for this request in the gateway's log.",
        )


def _proven(client: Client, name: str, kind: str, items: set[str]) -> Json:
    """The entity of that name, once all these items are evidence of it; nothing before."""
    for entity in _page(client, "/entities", q=name, kind=kind):
        if entity["name"] == name:
            evidence = _page(client, f"/entities/{entity['id']}/evidence")
            return entity if items <= {row["item_id"] for row in evidence} else {}
    return {}


def _page(client: Client, path: str, **params: Any) -> list[Json]:
    rows: list[Json] = client.page(path, ROWS, everything=False, **params)["data"]
    return rows


def _ids(rows: list[Json]) -> set[str]:
    return {row["id"] for row in rows}


def _no_items() -> tuple[str, str]:
    return "the feed has no items", "Look at the log of ingest, and at `tributary feeds list`."


def _no_entities() -> tuple[str, str]:
    return (
        "the graph knows nothing of the items",
        "Look at the logs of ingest (relay) and entities, and at `tributary quarantine list`.",
    )

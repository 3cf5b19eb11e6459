"""One row of the route table, and the FastAPI route made of it."""

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from tributary_gateway.web.guard import JSON, PUBLIC, GuardedRoute, Handler, Rule

PREFIX = "/api/v1"
XML = ("text/xml", "application/xml", "text/x-opml")

_BODY_BYTES = 1024 * 1024
# Goes on inside a gRPC message of at most 4 MiB in all.
_OPML_BYTES = int(3.9 * 1024 * 1024)
_BODIES = {"": ((), 0), "json": (JSON, _BODY_BYTES), "opml": (XML, _OPML_BYTES)}


@dataclass(frozen=True, slots=True)
class Row:
    """A route: method and path below /api/v1, the lowest role or "public", handler, and what it answers.

    `answers` is the type of a JSON answer, the media type of another one, or None for no content. `reads` is
    the kind of body: "" for none, "json" or "opml". `fetches` gives the time for a fetch from the web.
    """

    method: str
    path: str
    role: str
    handler: Handler
    answers: Any
    status: int = 200
    reads: str = ""
    fetches: bool = False

    @property
    def rule(self) -> Rule:
        """What the gate demands. Raises ValueError for a row without a role."""
        types, size = _BODIES[self.reads]
        return Rule(self.role, self.fetches, types, size)

    @property
    def is_public(self) -> bool:
        """Whether no token is needed."""
        return self.role == PUBLIC


class NamedRoute(Route):
    """Names itself in the scope, where the metric and the log line of a request find its path."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, found = super().matches(scope)
        return match, {**found, "route": self}


class LateRoute(NamedRoute):
    """A row's route, whose FastAPI route is made when it is first called: all of them would slow the start.

    Raises ValueError for a row without a role.
    """

    def __init__(self, row: Row) -> None:
        super().__init__(PREFIX + row.path, row.handler)
        self.methods = {row.method}
        self.rule = row.rule
        self._row = row

    @cached_property
    def made(self) -> GuardedRoute:
        """The FastAPI route."""
        return route(self._row)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.made.handle(scope, receive, send)


def route(row: Row) -> GuardedRoute:
    """The FastAPI route. Raises ValueError for a row without a role."""
    summary, _, more = inspect.cleandoc(row.handler.__doc__ or "").partition("\n\n")
    rights = "Needs no token." if row.is_public else f"Needs the role {row.role}."
    return GuardedRoute(
        PREFIX + row.path,
        row.handler,
        row.rule,
        methods=[row.method],
        status_code=row.status,
        tags=[row.path.split("/")[1]],
        summary=summary.rstrip("."),
        description=f"{more}\n\n{rights}".strip(),
        operation_id=getattr(row.handler, "__name__", ""),
    )

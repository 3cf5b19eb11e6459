"""One row of the route table, and the FastAPI route made of it."""

from dataclasses import dataclass
from typing import Any

import msgspec

from tributary_gateway.web.guard import JSON, PUBLIC, GuardedRoute, Handler, Rule
from tributary_gateway.web.problem import MEDIA_TYPE, Problem

PREFIX = "/api/v1"
XML = ("text/xml", "application/xml", "text/x-opml")

_BODY_BYTES = 1024 * 1024
_OPML_BYTES = 5 * 1024 * 1024
_ALWAYS = (400, 422, 429, 500, 503, 504)
_REASONS = {
    400: "A value is not valid, or the cursor is of another list",
    401: "Not logged in",
    403: "The role does not allow this",
    404: "Not found",
    409: "It exists already, or its state forbids this",
    413: "The body is too large",
    415: "The body is of another type",
    422: "The request does not fit its schema, or the feed cannot be read or reached",
    429: "Too many requests",
    500: "A fault of ours",
    503: "Something needed is away for now",
    504: "Out of time",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A route: method and path below /api/v1, the lowest role or "public", handler, and what it answers.

    `reads` is the kind of body: "" for none, "json" or "opml". `fetches` gives time for a fetch from the web.
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
    def resource(self) -> str:
        """The first part of the path, which groups the routes in the documentation."""
        return self.path.split("/")[1]


def route(row: Row) -> GuardedRoute:
    """The FastAPI route. Raises ValueError for a row without a role."""
    types = {"": (), "json": JSON, "opml": XML}[row.reads]
    size = _OPML_BYTES if row.reads == "opml" else _BODY_BYTES
    rule = Rule(row.role, row.fetches, types, size if types else 0)
    return GuardedRoute(
        PREFIX + row.path,
        row.handler,
        rule,
        methods=[row.method],
        status_code=row.status,
        tags=[row.resource],
        summary=(row.handler.__doc__ or "").strip().rstrip("."),
        description=_description(row),
        operation_id=getattr(row.handler, "__name__", ""),
        responses=_responses(row),
        openapi_extra=_extra(row),
    )


def reference(answer: Any) -> dict[str, Any]:
    """A reference to the schema of an answer."""
    return msgspec.json.schema_components([answer], ref_template="#/components/schemas/{name}")[0][0]


def _description(row: Row) -> str:
    return "Needs no token." if row.role == PUBLIC else f"Needs the role {row.role}."


def _responses(row: Row) -> dict[int | str, dict[str, Any]]:
    statuses = {*_ALWAYS, *_more_statuses(row)}
    content = {MEDIA_TYPE: {"schema": reference(Problem)}}
    told: dict[int | str, dict[str, Any]] = {row.status: _success(row)}
    told.update({one: {"description": _REASONS[one], "content": content} for one in sorted(statuses)})
    return told


def _more_statuses(row: Row) -> set[int]:
    found = set() if row.role == PUBLIC else {401, 403}
    found |= {413, 415} if row.reads else set()
    found |= {404} if "{" in row.path else set()
    found |= {409} if row.method in ("POST", "PATCH", "DELETE") else set()
    found |= {401, 404} if row.path.startswith("/auth") else set()
    return found


def _success(row: Row) -> dict[str, Any]:
    if row.answers is None:
        return {"description": "Done"}
    if isinstance(row.answers, str):
        return {"description": "Done", "content": {row.answers: {"schema": {"type": "string"}}}}
    return {"description": "Done", "content": {"application/json": {"schema": reference(row.answers)}}}


def _extra(row: Row) -> dict[str, Any]:
    extra: dict[str, Any] = {"security": [] if row.role == PUBLIC else [{"bearer": []}]}
    if row.reads == "opml":
        content = {kind: {"schema": {"type": "string"}} for kind in XML}
        extra["requestBody"] = {"required": True, "content": content}
    return extra

"""The OpenAPI description, made of the route table, the handlers' parameters and the answers' types.

FastAPI writes OpenAPI 3.1; the description is told in 3.0.3, which Swagger UI 4 and every generator read.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from tributary_gateway.web.problem import MEDIA_TYPE, Problem
from tributary_gateway.web.route import PREFIX, XML, Row, route
from tributary_gateway.web.routes import ROUTES

_ABOUT = """Feeds in, an entity graph out.

Log in by `POST /api/v1/auth/login` and send the `access_token` as `Authorization: Bearer …`.
Lists come in parts: send `next_cursor` back as `cursor` until it is null.
Every error is a problem (RFC 9457) whose `reason` is stable, whose `remedy` says what to do next, and whose
`request_id` finds it in the log.
"""
_PROBLEM_EXAMPLE = {
    "type": "/problems/not_found",
    "title": "Not found",
    "status": 404,
    "detail": "There is no such entity.",
    "instance": "/api/v1/entities/ent_01KB3XS8Y7T1J7X9M0V3Q4W5E6",
    "reason": "not_found",
    "request_id": "req_01KB3XS8Y7T1J7X9M0V3Q4W5E6",
    "remedy": "Check the id; the thing may have been deleted.",
}
_PROBLEMS = {
    400: "A value is not valid, or the cursor is of another list",
    401: "Not logged in",
    403: "The role does not allow this",
    404: "Not found",
    408: "The body did not arrive in time",
    409: "It exists already, or its state forbids this",
    413: "The body is too large",
    415: "The body is of another type",
    422: "The request does not fit its schema, or a feed cannot be read or reached",
    429: "Too many requests",
    500: "A fault of ours",
    503: "Something needed is away for now",
    504: "Out of time",
}
_ALWAYS = {400, 422, 429, 500, 503, 504}
_REFERENCE = "#/components/schemas/{name}"
_NULL = {"type": "null"}


async def show(request: Request) -> Response:
    """The description as JSON; made when first asked for."""
    state = request.app.state
    if not hasattr(state, "openapi"):
        state.openapi = msgspec.json.encode(describe([route(row) for row in ROUTES]))
    return Response(state.openapi, media_type="application/json")


def describe(routes: list[Any]) -> dict[str, Any]:
    """The description of the routes."""
    told = get_openapi(
        title="Tributary", version="1", openapi_version="3.1.0", description=_ABOUT, routes=routes
    )
    for row in ROUTES:
        _complete(told["paths"][PREFIX + row.path][row.method.lower()], row)
    schemas = told["components"]["schemas"]
    schemas.update(_answer_schemas())
    schemas["Problem"]["example"] = _PROBLEM_EXAMPLE
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    told["components"]["securitySchemes"] = {"bearer": bearer}
    return {**_in_3_0(told), "openapi": "3.0.3"}


def _complete(operation: dict[str, Any], row: Row) -> None:
    """Adds what FastAPI does not know: the rights, the answers, and a body that is no JSON."""
    operation["security"] = [] if row.is_public else [{"bearer": []}]
    operation["responses"] = _responses(row)
    if row.reads == "opml":
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in XML}
        operation["requestBody"] = {"required": True, "content": content}
    if row.reads:
        operation["requestBody"]["description"] = f"At most {row.rule.body_bytes / 1024 / 1024:.1f} MiB."


def _responses(row: Row) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _reference(Problem)}}
    return {str(row.status): _success(row)} | {
        str(status): {"description": _PROBLEMS[status], "content": content}
        for status in sorted(_ALWAYS | _more_problems(row))
    }


def _more_problems(row: Row) -> set[int]:
    found = {401} if row.is_public else {401, 403}
    found |= {408, 413, 415} if row.reads else set()
    found |= {404} if "{" in row.path or row.path == "/feeds" else set()
    return found | ({409} if row.method != "GET" else set())


def _success(row: Row) -> dict[str, Any]:
    if row.answers is None:
        return {"description": "Done"}
    if isinstance(row.answers, str):
        return {"description": "Done", "content": {row.answers: {"schema": {"type": "string"}}}}
    schema = _reference(row.answers)
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _reference(answer: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([answer], ref_template=_REFERENCE)
    return schema


def _answer_schemas() -> dict[str, Any]:
    answers = [row.answers for row in ROUTES if row.answers is not None and not isinstance(row.answers, str)]
    return msgspec.json.schema_components([Problem, *answers], ref_template=_REFERENCE)[1]


def _in_3_0(node: Any) -> Any:
    """The same in OpenAPI 3.0: no type null, one example, no const."""
    if isinstance(node, list):
        return [_in_3_0(one) for one in node]
    if not isinstance(node, dict):
        return node
    return dict(_members_in_3_0({name: _in_3_0(value) for name, value in node.items()}))


def _members_in_3_0(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in node.items():
        if name == "anyOf" and _NULL in value:
            yield from _nullable([one for one in value if one != _NULL])
        elif name == "examples" and isinstance(value, list):
            yield "example", value[0]
        elif name == "const":
            yield "enum", [value]
        else:
            yield name, value


def _nullable(kinds: list[Any]) -> Iterator[tuple[str, Any]]:
    yield "nullable", True
    if len(kinds) == 1 and "$ref" not in kinds[0]:
        yield from kinds[0].items()
    else:
        yield ("allOf" if len(kinds) == 1 else "anyOf"), kinds

"""The OpenAPI description, made of the route table, the handlers' parameters and the answers' types.

FastAPI writes OpenAPI 3.1; the description is told in 3.0.3, which Swagger UI 4 and every generator read.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from tributary_gateway.web.problem import Problem
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


async def show(request: Request) -> Response:
    """The description as JSON; made when first asked for."""
    state = request.app.state
    if not hasattr(state, "openapi"):
        state.openapi = msgspec.json.encode(describe(request.app.router.routes))
    return Response(state.openapi, media_type="application/json")


def describe(routes: list[Any]) -> dict[str, Any]:
    """The description of the routes."""
    told = get_openapi(
        title="Tributary", version="1", openapi_version="3.1.0", description=_ABOUT, routes=routes
    )
    schemas = told["components"]["schemas"]
    schemas.update(_answer_schemas())
    schemas["Problem"]["example"] = _PROBLEM_EXAMPLE
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    told["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    older: dict[str, Any] = _in_3_0(told)
    return older | {"openapi": "3.0.3"}


def _answer_schemas() -> dict[str, Any]:
    answers = [
        Problem,
        *(row.answers for row in ROUTES if isinstance(row.answers, type) or _is_page(row.answers)),
    ]
    template = "#/components/schemas/{name}"
    return msgspec.json.schema_components(answers, ref_template=template)[1]


def _is_page(answer: Any) -> bool:
    return hasattr(answer, "__origin__")


def _in_3_0(node: Any) -> Any:
    """The same in OpenAPI 3.0: no type null, one example, no const."""
    if isinstance(node, list):
        return [_in_3_0(one) for one in node]
    if not isinstance(node, dict):
        return node
    return dict(_members_in_3_0({name: _in_3_0(value) for name, value in node.items()}))


def _members_in_3_0(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in node.items():
        if name == "anyOf" and {"type": "null"} in value:
            yield from _nullable([one for one in value if one != {"type": "null"}])
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

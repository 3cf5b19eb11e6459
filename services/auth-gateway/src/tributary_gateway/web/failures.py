"""Errors raised by handlers and by the framework, as problems."""

from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from tributary_kit import logs
from tributary_kit.errors import Internal, NotFound, TributaryError

from tributary_gateway.web.problem import BadBody, MethodNotAllowed, UnsupportedMediaType, respond, status_of

_log = logs.get(__name__)


async def told(request: Request, error: Exception) -> Response:
    """An error of ours."""
    assert isinstance(error, TributaryError)
    if status_of(error) >= 500:
        _log.warning("request refused", reason=error.reason, detail=error.message)
    return _respond(request, error)


async def unfit(request: Request, error: Exception) -> Response:
    """A body or parameter that does not fit its schema: the first fault, without the value that was sent."""
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = error.errors()[0]
    place = [str(part) for part in first["loc"][1:]]
    if first["type"] == "json_invalid":
        return _respond(request, BadBody("The body is no JSON.", remedy="Send a JSON object."))
    name = ".".join(place)
    return _respond(request, BadBody(f"{name or 'The body'}: {first['msg']}.", field=name))


async def refused(request: Request, error: Exception) -> Response:
    """What the framework refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _respond(request, NotFound("There is nothing at this address.", remedy="See /docs."))
    if error.status_code == 405:
        allowed = ", ".join(sorted(_methods(request)))
        return _respond(request, MethodNotAllowed(f"Use {allowed} here."), {"allow": allowed})
    if error.status_code == 415:
        return _respond(request, UnsupportedMediaType("The body is of another type."))
    if error.status_code < 500:
        return _respond(request, BadBody("The body cannot be read."))
    return _respond(request, Internal("Something went wrong here."))


def _methods(request: Request) -> set[str]:
    """All methods of the address: the framework names only those of the first route that fits."""
    found: set[str] = set()
    for route in request.app.router.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return found


def _respond(request: Request, error: TributaryError, headers: dict[str, str] | None = None) -> Response:
    return respond(error, request.url.path, request.scope["request_id"], headers)

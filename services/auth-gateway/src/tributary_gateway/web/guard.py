"""The gate in front of every route: who asks, may they, is the body one that the route reads, how much time.

All of it happens before a byte of the body is read.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message
from tributary_kit import deadline, logs
from tributary_kit.errors import Invalid, TooLarge, Unauthenticated
from tributary_kit.principal import Principal
from tributary_kit.tokens.wire import take_apart

from tributary_gateway.domain.tokens import GENERATION
from tributary_gateway.domain.user import USER_ROLES
from tributary_gateway.ports.inside import Credentials, Inside
from tributary_gateway.usecases.authorize import authorize
from tributary_gateway.web.gateway import Gateway
from tributary_gateway.web.problem import LateBody, UnsupportedMediaType

PUBLIC = "public"
JSON = ("application/json",)
_BODY_PAUSE_SECONDS = 10.0
_SCHEME = "Bearer "

Handler = Callable[..., Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed the gate. `principal` and `credentials` are empty on public routes."""

    gateway: Gateway
    request: Request
    request_id: str
    principal: Principal
    credentials: Credentials

    @property
    def inside(self) -> Inside:
        """The services behind the gateway."""
        return self.gateway.inside

    @property
    def is_stopped(self) -> bool:
        """Whether the caller's token has come to be worth nothing since the call began."""
        return is_stopped(self.gateway, self.principal, self.credentials.token)

    @property
    def tenant(self) -> str:
        """Whose data the caller sees."""
        return self.principal.tenant


@dataclass(frozen=True, slots=True)
class Rule:
    """What a route demands: the lowest role or "public", its time, and its body's types and size, if any."""

    role: str
    fetches: bool = False
    body_types: tuple[str, ...] = ()
    body_bytes: int = 0

    def __post_init__(self) -> None:
        if self.role not in (PUBLIC, *USER_ROLES):
            raise ValueError(f"A route must name a role or be public; {self.role!r} is neither.")


class GuardedRoute(APIRoute):
    """A FastAPI route behind the gate. There is no other kind under /api."""

    def __init__(self, path: str, handler: Handler, rule: Rule, **options: Any) -> None:
        self.rule = rule
        super().__init__(path, handler, response_model=None, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner, rule = super().get_route_handler(), self.rule

        async def guarded(request: Request) -> Response:
            gateway: Gateway = request.app.state.gateway
            call = _admit(gateway, request, rule.role)
            with deadline.limit(gateway.fetch_seconds if rule.fetches else gateway.request_seconds):
                if rule.body_types:
                    request = await _with_body(request, rule)
                request.state.call = replace(call, request=request)
                return await inner(request)

        return guarded


async def _call(request: Request) -> Call:
    call: Call = request.state.call
    return call


CallDep = Annotated[Call, Depends(_call)]


def _admit(gateway: Gateway, request: Request, role: str) -> Call:
    request_id = request.scope["request_id"]
    gateway.stopped.check()
    if role == PUBLIC:
        return Call(gateway, request, request_id, Principal("", "", frozenset()), Credentials("", request_id))
    token = bearer(request)
    principal = gateway.verifier.verify(token)
    if is_stopped(gateway, principal, token):
        raise Unauthenticated("The token is missing or not valid.")
    logs.bind(tenant=principal.tenant)
    authorize(principal, role)
    return Call(gateway, request, request_id, principal, Credentials(token, request_id))


def is_stopped(gateway: Gateway, principal: Principal, token: str) -> bool:
    """Whether the user lost rights, or changed the password, after this verified token was made."""
    least = gateway.stopped.least(principal.subject)
    if not least:
        return False
    generation = take_apart(token).claims.get(GENERATION, 0)
    return not isinstance(generation, int) or generation < least


def bearer(request: Request) -> str:
    """The token in the one Authorization header, exactly `Bearer <token>`. Empty when it is not like that."""
    headers = request.headers.getlist("authorization")
    if len(headers) != 1 or not headers[0].startswith(_SCHEME):
        return ""
    token = headers[0].removeprefix(_SCHEME)
    return "" if " " in token or "," in token else token


async def _with_body(request: Request, rule: Rule) -> Request:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in rule.body_types:
        raise UnsupportedMediaType(f"The body must be {' or '.join(rule.body_types)}.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise UnsupportedMediaType("The body must not be compressed.")
    body = await _read(request, rule.body_bytes)

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, again)


async def _read(request: Request, limit: int) -> bytes:
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:20]) > limit:
        raise _too_large(limit)
    body = bytearray()
    more = True
    while more:
        message = await _next(request)
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


async def _next(request: Request) -> Message:
    try:
        async with asyncio.timeout(_BODY_PAUSE_SECONDS):
            message = await request.receive()
    except TimeoutError:
        raise LateBody("The body did not arrive in time.", remedy="Send faster.") from None
    if message["type"] == "http.disconnect":
        raise Invalid("The body ended early.")
    return message


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"The body has more than {limit} bytes.", remedy="Send less.")

"""Around every request: its id, the security headers, the metric, the log line, the last catch of errors."""

import asyncio
import re
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tributary_kit import logs
from tributary_kit.errors import Internal, TributaryError
from tributary_kit.ids import new_id

from tributary_gateway.metrics import HTTP_SECONDS
from tributary_gateway.web import problem
from tributary_gateway.web.gateway import Gateway

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_log = logs.get(__name__)

# Nothing from other hosts, ever. The pages that have scripts and styles of their own say so in addition.
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Edge:
    """Pure ASGI, outermost of ours. Adds `request_id` to the scope."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope["request_id"] = _request_id(scope)
        gateway: Gateway = scope["app"].state.gateway
        answer = _Answer(send, request_id, gateway.stopping)
        started = time.perf_counter()
        with logs.bound(request_id=request_id):
            try:
                await self._app(scope, receive, answer.send)
            except Exception as error:  # noqa: BLE001 - nothing but a problem may leave
                await _fail(error, answer, scope, receive)
            finally:
                _note(scope, answer.status, time.perf_counter() - started)


class _Answer:
    """Passes an answer on, with our headers, and remembers its status; 499 until one begins.

    While the gateway stops, each answer is the last of its connection, so that clients turn to another
    gateway before theirs is gone instead of losing a request with it.
    """

    def __init__(self, send: Send, request_id: str, stopping: asyncio.Event) -> None:
        self._send = send
        self._request_id = request_id
        self._stopping = stopping
        self.status = 499

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["x-request-id"] = self._request_id
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._stopping.is_set():
                headers["connection"] = "close"
        await self._send(message)


async def _fail(error: Exception, answer: _Answer, scope: Scope, receive: Receive) -> None:
    _log.error("request failed", path=scope["path"], exc_info=error)
    if answer.status == 499:
        told = error if isinstance(error, TributaryError) else Internal("Something went wrong here.")
        await problem.respond(told, scope["path"], scope["request_id"])(scope, receive, answer.send)


def _note(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "unmatched")
    HTTP_SECONDS.labels(route, scope["method"] if route != "unmatched" else "any", str(status)).observe(
        seconds
    )
    if not route.startswith(("/health", "/metrics")):
        _log.info(
            "request",
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 2),
        )


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).getlist("x-request-id")
    return given[0] if len(given) == 1 and _REQUEST_ID.fullmatch(given[0]) else new_id("req")

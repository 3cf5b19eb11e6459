"""Health over HTTP: the twins of the gRPC names startup, liveness and readiness."""

import asyncio
from collections.abc import Awaitable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from tributary_kit import deadline, metrics
from tributary_kit.errors import TributaryError

from tributary_gateway.web.gateway import Gateway

_CHECK_SECONDS = 2.0
_HEADERS = {"cache-control": "no-store"}


class Health(msgspec.Struct):
    """How this is, in whole and for each part.

    `ok`; `degraded`: works, but a service behind it is away; `unavailable`: takes no requests.
    """

    status: str
    checks: dict[str, str]


async def alive(request: Request) -> Response:
    """Liveness and startup: the process answers. Asks nothing else."""
    del request
    return _answer("ok", {})


async def ready(request: Request) -> Response:
    """Readiness: the gateway's database answers, with its schema at head, and the gateway is not stopping.

    A service that is away is told, but changes no status: its calls get 503, and all others are answered.
    """
    gateway: Gateway = request.app.state.gateway
    if gateway.stopping.is_set():
        return _answer("unavailable", {"gateway": "stopping"})
    with deadline.limit(_CHECK_SECONDS):
        names = ("database", "ingest", "entities")
        outcomes = await asyncio.gather(
            _outcome(asyncio.to_thread(gateway.ready)),
            _outcome(gateway.inside.check("ingest")),
            _outcome(gateway.inside.check("entities")),
        )
    checks = dict(zip(names, outcomes, strict=True))
    if checks["database"] != "ok":
        return _answer("unavailable", checks)
    return _answer("ok" if set(outcomes) == {"ok"} else "degraded", checks)


async def show_metrics(request: Request) -> Response:
    """The metrics in Prometheus' text format."""
    del request
    return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)


async def _outcome(check: Awaitable[None]) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await check
    except TimeoutError:
        return "deadline_exceeded"
    except TributaryError as error:
        return error.reason
    return "ok"


def _answer(status: str, checks: dict[str, str]) -> Response:
    body = msgspec.json.encode(Health(status, checks))
    return Response(body, 503 if status == "unavailable" else 200, _HEADERS, "application/json")

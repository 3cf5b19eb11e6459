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
    """Whether this can work: `ok`, or why not, in whole and for each part."""

    status: str
    checks: dict[str, str]


async def alive(request: Request) -> Response:
    """Liveness and startup: the process answers. Asks nothing else."""
    del request
    return _answer({})


async def ready(request: Request) -> Response:
    """Readiness: the gateway's database and the services behind it answer, and it is not stopping."""
    gateway: Gateway = request.app.state.gateway
    if gateway.stopping.is_set():
        return _answer({"gateway": "stopping"})
    with deadline.limit(_CHECK_SECONDS):
        names = ("database", "ingest", "entities")
        outcomes = await asyncio.gather(
            _outcome(asyncio.to_thread(gateway.ready)),
            _outcome(gateway.inside.check("ingest")),
            _outcome(gateway.inside.check("entities")),
        )
    return _answer(dict(zip(names, outcomes, strict=True)))


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


def _answer(checks: dict[str, str]) -> Response:
    well = all(outcome == "ok" for outcome in checks.values())
    body = msgspec.json.encode(Health("ok" if well else "unavailable", checks))
    return Response(body, 200 if well else 503, _HEADERS, "application/json")

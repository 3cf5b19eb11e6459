"""The three services in one process: one event loop, unix sockets between them, no short cut."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Serve = Callable[[Any, asyncio.Event, asyncio.Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One service: its `serve` and the settings to call it with."""

    name: str
    serve: Serve
    settings: Any


def parts(overrides: Mapping[str, Any]) -> list[Part]:
    """The services in the order in which they stop: the door first, then the source, then the sink."""
    from tributary_entities import app as entities
    from tributary_entities.settings import EntitiesSettings
    from tributary_gateway import app as gateway
    from tributary_gateway.settings import GatewaySettings
    from tributary_ingest import app as ingest
    from tributary_ingest.settings import IngestSettings

    return [
        Part("gateway", gateway.serve, GatewaySettings.load(**overrides)),
        Part("ingest", ingest.serve, IngestSettings.load(**overrides)),
        Part("entities", entities.serve, EntitiesSettings.load(**overrides)),
    ]


async def run(services: Sequence[Part], stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Runs the services until `stop`, or until one of them ends; calls `ready` once all of them answer.

    They stop one after the other, so that a request under way at the door still finds the others.
    Raises what the first service that failed raised.
    """
    stops = [asyncio.Event() for _ in services]
    started = [asyncio.Event() for _ in services]
    tasks = [
        asyncio.ensure_future(part.serve(part.settings, its_stop, its_start))
        for part, its_stop, its_start in zip(services, stops, started, strict=True)
    ]
    try:
        if await _before(asyncio.gather(*(event.wait() for event in started)), stop, tasks):
            ready()
            await _before(stop.wait(), stop, tasks)
    finally:
        for task, its_stop in zip(tasks, stops, strict=True):
            its_stop.set()
            await asyncio.wait([task])
    for task in tasks:
        task.result()


async def _before(
    awaited: Awaitable[Any], stop: asyncio.Event, tasks: Sequence[asyncio.Future[None]]
) -> bool:
    """Waits for the awaited; False when stopping, or the end of a service, comes first."""
    wanted = asyncio.ensure_future(awaited)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait([wanted, stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
    done = wanted.done()
    for future in (wanted, stopping):
        future.cancel()
    await asyncio.gather(wanted, stopping, return_exceptions=True)
    return done


def in_background(work: Callable[[], None]) -> None:
    """Runs the work beside the services without holding up their end."""
    threading.Thread(target=work, name="demo", daemon=True).start()

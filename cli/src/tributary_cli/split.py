"""The three services as three processes on one machine, watched together."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping

from tributary_cli.failure import Failure

MODULES = ("tributary_gateway", "tributary_ingest", "tributary_entities")


async def run(
    environment: Mapping[str, str],
    answers: Callable[[], bool],
    stop: asyncio.Event,
    ready: Callable[[], None],
) -> None:
    """Runs the services until `stop`; calls `ready` once `answers` says that all of them answer.

    When one ends by itself, stops the others and raises Failure.
    """
    children = [await _start(module, environment) for module in MODULES]
    ends = [asyncio.ensure_future(child.wait()) for child in children]
    stopping = asyncio.ensure_future(stop.wait())
    try:
        answering = asyncio.ensure_future(_until(answers))
        await asyncio.wait([answering, stopping, *ends], return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            ready()
            await asyncio.wait([stopping, *ends], return_when=asyncio.FIRST_COMPLETED)
        answering.cancel()
        ended = [m for m, end in zip(MODULES, ends, strict=True) if end.done()]
    finally:
        stopping.cancel()
        for child, end in zip(children, ends, strict=True):
            if child.returncode is None:
                child.terminate()
            await asyncio.wait([end])
    if ended:
        raise Failure(f"{ended[0]} ended by itself.", "Its last log lines say why.", "Look at the log.")


async def _start(module: str, environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    # A session of its own, so that Ctrl-C reaches the services through us, in order.
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, env={**os.environ, **environment}, start_new_session=True
    )


async def _until(answers: Callable[[], bool]) -> None:
    while not await asyncio.to_thread(answers):  # noqa: ASYNC110 - other processes set no event
        await asyncio.sleep(0.05)

"""A process that ends when it is asked to."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from tributary_kit.command import reported

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def run(
    main: Callable[[asyncio.Event], Awaitable[None]],
    *,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> None:
    """Runs `main` until it returns. SIGTERM or SIGINT set the event that it gets; a second one kills.

    When `main` raises an error of ours, prints one line with what to do, and exits with status 1.
    """
    with reported(), asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(_until_signal(main))


async def _until_signal(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked() -> None:
        stop.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)

    for number in _SIGNALS:
        loop.add_signal_handler(number, asked)
    await main(stop)

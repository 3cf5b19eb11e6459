"""Runs the gateway alone: `python -m tributary_gateway`."""

import asyncio

import uvloop
from tributary_kit import logs
from tributary_kit.serving import process

from tributary_gateway.app import serve
from tributary_gateway.settings import GatewaySettings


def main() -> None:
    """Serves until SIGTERM or SIGINT."""

    async def run(stop: asyncio.Event) -> None:
        settings = GatewaySettings.load()
        logs.configure(settings.log_level, "gateway")
        await serve(settings, stop, asyncio.Event())

    process.run(run, loop_factory=uvloop.new_event_loop)


if __name__ == "__main__":
    main()

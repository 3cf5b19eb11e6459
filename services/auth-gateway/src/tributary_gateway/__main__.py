"""`python -m tributary_gateway` serves; `python -m tributary_gateway migrate` only prepares the database."""

import asyncio
import sys

import uvloop
from tributary_kit import logs
from tributary_kit.serving import process

from tributary_gateway.app import migrate_database, serve
from tributary_gateway.settings import GatewaySettings


async def main(stop: asyncio.Event) -> None:
    """Reads the settings and does what the command line asks for."""
    settings = GatewaySettings.load()
    logs.configure(settings.log_level, "gateway")
    if sys.argv[1:] == ["migrate"]:
        migrate_database(settings)
    else:
        await serve(settings, stop, asyncio.Event())


if __name__ == "__main__":
    process.run(main, loop_factory=uvloop.new_event_loop)

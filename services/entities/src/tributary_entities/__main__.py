"""`python -m tributary_entities` serves; `python -m tributary_entities migrate` only upgrades schemas."""

import asyncio
import sys

from tributary_kit import logs
from tributary_kit.serving import process

from tributary_entities.app import migrate_database, serve
from tributary_entities.settings import EntitiesSettings


async def main(stop: asyncio.Event) -> None:
    """Reads the settings and does what the command line asks for."""
    settings = EntitiesSettings.load()
    logs.configure(settings.log_level, "entities")
    if sys.argv[1:] == ["migrate"]:
        migrate_database(settings)
    else:
        await serve(settings, stop, asyncio.Event())


if __name__ == "__main__":
    process.run(main)

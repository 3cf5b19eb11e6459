"""`python -m tributary_ingest` serves; `python -m tributary_ingest migrate` only upgrades the schema."""

import asyncio
import sys

from tributary_kit import logs
from tributary_kit.serving import process

from tributary_ingest.app import migrate_database, serve
from tributary_ingest.settings import IngestSettings


async def main(stop: asyncio.Event) -> None:
    """Reads the settings and does what the command line asks for."""
    settings = IngestSettings.load()
    logs.configure(settings.log_level, "ingest")
    if sys.argv[1:] == ["migrate"]:
        migrate_database(settings)
    else:
        await serve(settings, stop, asyncio.Event())


if __name__ == "__main__":
    process.run(main)

"""The command `tributary-ingest`; also `python -m tributary_ingest`."""

from tributary_kit import command, probe


def main() -> None:
    """The console script."""
    command.run(
        "tributary-ingest",
        "Watches feeds: fetches, parses, stores and announces items.",
        serve=_serve,
        migrate=_migrate,
        health=_health,
    )


def _serve() -> None:
    from tributary_ingest.app import serve
    from tributary_ingest.settings import IngestSettings

    command.serve("ingest", IngestSettings, serve)


def _migrate() -> None:
    from tributary_ingest.app import migrate_database
    from tributary_ingest.settings import IngestSettings

    command.migrate("ingest", IngestSettings, migrate_database)


def _health(name: str) -> str:
    return probe.ask_grpc(probe.own_address("INGEST", "ingest"), name)


if __name__ == "__main__":
    main()

"""The command `tributary-entities`; also `python -m tributary_entities`."""

from tributary_kit import command, probe


def main() -> None:
    """The console script."""
    command.run(
        "tributary-entities",
        "Turns items into entities and relationships, and answers what is known.",
        serve=_serve,
        migrate=_migrate,
        health=_health,
    )


def _serve() -> None:
    from tributary_entities.app import serve
    from tributary_entities.settings import EntitiesSettings

    command.serve("entities", EntitiesSettings, serve)


def _migrate() -> None:
    from tributary_entities.app import migrate_database
    from tributary_entities.settings import EntitiesSettings

    command.migrate("entities", EntitiesSettings, migrate_database)


def _health(name: str) -> str:
    return probe.ask_grpc(probe.own_address("ENTITIES", "entities"), name)


if __name__ == "__main__":
    main()

"""The settings of entities."""

from pydantic import Field, SecretStr
from tributary_kit.settings import CommonSettings, DatabaseUrl


class EntitiesSettings(CommonSettings):
    """What entities reads from the environment."""

    entities_listen: str = Field(
        "", description="Where entities listens for gRPC. Empty: TRIBUTARY_ENTITIES_TARGET."
    )
    entities_metrics_listen: str = Field(
        "", description="Where entities serves /metrics, as `host:port`. Empty: nowhere."
    )
    entities_threads: int = Field(16, ge=2, le=256, description="Threads that answer gRPC calls of entities.")
    entities_database_url: DatabaseUrl = Field(
        SecretStr(""),
        description=(
            "Database of entities: `sqlite:///…` or `postgresql+psycopg://…`. "
            "Empty: a SQLite file in the home."
        ),
    )
    entities_database_pool: int = Field(8, ge=2, le=200, description="Database connections of entities.")
    entities_migrate_on_start: bool | None = Field(
        None, description="Whether entities upgrades its schema when starting. Unset: only on SQLite."
    )
    entities_lease_seconds: float = Field(
        30.0,
        gt=0,
        description="Seconds after which another replica takes over the messages of a dead one.",
    )

    @property
    def listen(self) -> str:
        """The address to listen at."""
        return self.entities_listen or self.entities_target or self.socket("entities")

    @property
    def database_url(self) -> str:
        """The URL of the database, a SQLite file in the home unless set."""
        return self.entities_database_url.get_secret_value() or self.database("entities")

"""The settings of ingest."""

from pydantic import Field, SecretStr
from tributary_kit.settings import CommonSettings, DatabaseUrl


class IngestSettings(CommonSettings):
    """What ingest reads from the environment."""

    ingest_listen: str = Field(
        "", description="Where ingest listens for gRPC. Empty: TRIBUTARY_INGEST_TARGET."
    )
    ingest_metrics_listen: str = Field(
        "", description="Where ingest serves /metrics, as `host:port`. Empty: nowhere."
    )
    ingest_threads: int = Field(16, ge=2, le=256, description="Threads that answer gRPC calls of ingest.")
    ingest_database_url: DatabaseUrl = Field(
        SecretStr(""),
        description=(
            "Database of ingest: `sqlite:///…` or `postgresql+psycopg://…`. Empty: a SQLite file in the home."
        ),
    )
    ingest_database_pool: int = Field(8, ge=2, le=200, description="Database connections of ingest.")
    ingest_migrate_on_start: bool | None = Field(
        None, description="Whether ingest upgrades its schema when starting. Unset: only on SQLite."
    )

    ingest_poll: bool = Field(True, description="Whether this process fetches feeds that are due.")
    ingest_concurrency: int = Field(16, ge=1, le=500, description="Feeds fetched at the same time.")
    ingest_lease_seconds: float = Field(
        30.0, gt=0, description="Seconds after which the feeds and messages of a dead replica are taken over."
    )
    ingest_min_interval_seconds: int = Field(
        300, ge=1, description="Shortest pause between fetches of a feed."
    )
    ingest_default_interval_seconds: int = Field(
        3600, ge=1, description="Pause for feeds that do not say how often they change."
    )
    ingest_max_interval_seconds: int = Field(
        86_400, ge=1, description="Longest pause between fetches of a feed."
    )
    ingest_park_after: int = Field(10, ge=1, description="Failures in a row after which a feed is parked.")
    ingest_park_unreadable_after: int = Field(
        3, ge=1, description="Unreadable documents in a row after which a feed is parked."
    )
    ingest_max_waiting: int = Field(
        100_000, ge=1, description="Messages that may wait for the bus; beyond, no more feeds are fetched."
    )
    ingest_max_new_items: int = Field(
        5000, ge=1, description="New items taken from one document; the rest comes with the next fetch."
    )

    fetch_allow: str = Field(
        "",
        description="Private addresses that may be fetched: `host:port` or CIDR, separated by commas.",
    )
    fetch_per_host: int = Field(1, ge=1, description="Requests to one host at the same time.")
    fetch_total_seconds: float = Field(20.0, gt=0, description="Seconds that one fetch may take.")
    fetch_connect_seconds: float = Field(5.0, gt=0, description="Seconds that connecting may take.")
    fetch_read_seconds: float = Field(10.0, gt=0, description="Seconds that a server may stay silent.")
    fetch_max_bytes: int = Field(15 * 1024 * 1024, ge=1024, description="Largest document after unpacking.")
    fetch_contact_url: str = Field(
        "https://github.com/tributary-feeds/tributary",
        description="Page about this fetcher in its User-Agent.",
    )

    ingest_parse_workers: int = Field(0, ge=0, le=64, description="Parser processes. 0: one for each core.")
    ingest_parse_seconds: float = Field(
        4.5,
        gt=0,
        description=(
            "Seconds after which a parser is killed. Below 5, so that a document takes 5 s at most "
            "with unpacking and killing."
        ),
    )
    ingest_parse_memory_mib: int = Field(512, ge=128, description="Memory that a parser may use, in MiB.")

    @property
    def listen(self) -> str:
        """The address to listen at."""
        return self.ingest_listen or self.ingest_target or self.socket("ingest")

    @property
    def database_url(self) -> str:
        """The URL of the database, a SQLite file in the home unless set."""
        return self.ingest_database_url.get_secret_value() or self.database("ingest")

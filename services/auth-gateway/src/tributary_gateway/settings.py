"""What the gateway reads from its environment."""

from pydantic import Field, SecretStr
from tributary_kit.settings import CommonSettings, DatabaseUrl


class GatewaySettings(CommonSettings):
    """Settings of the gateway; the common ones included."""

    gateway_listen: str = Field(
        "127.0.0.1:8080", description="Where HTTP is answered, host:port; port 0 takes a free one."
    )
    auth_listen: str = Field(
        "", description="Where the gateway listens for gRPC. Empty: TRIBUTARY_AUTH_TARGET."
    )
    gateway_database_url: DatabaseUrl = Field(
        SecretStr(""),
        description=(
            "Database of users and sessions: `sqlite:///…` or `postgresql+psycopg://…`. "
            "Empty: a SQLite file in the home."
        ),
    )
    gateway_migrate_on_start: bool | None = Field(
        None, description="Whether the gateway upgrades its schema when starting. Unset: only on SQLite."
    )
    gateway_signing_key: SecretStr = Field(
        SecretStr(""),
        description="Ed25519 private key (PEM, PKCS 8) that signs access tokens. Empty: keys in the home.",
    )
    gateway_request_seconds: float = Field(
        5.0, gt=0, description="Time for an ordinary request, calls to the other services included."
    )
    gateway_fetch_seconds: float = Field(
        30.0, gt=0, description="Time for a request that fetches from the web."
    )
    gateway_streams_per_user: int = Field(
        2,
        ge=1,
        description="Event streams that one user may have open at this gateway. "
        "All users together can have half of TRIBUTARY_INGEST_THREADS.",
    )
    gateway_trusted_proxies: str = Field(
        "",
        description="Networks (CIDR, separated by commas) whose X-Forwarded-For is believed. Empty: none.",
    )
    gateway_drain_notice_seconds: float = Field(
        0.0,
        ge=0,
        description="Seconds that readiness says no before connections are refused, for a load balancer.",
    )
    admin_email: str = Field(
        "admin@localhost", description="E-mail of the administrator made on the first start."
    )
    admin_password: SecretStr = Field(
        SecretStr(""),
        description="Password of the first administrator. Empty: a random one in `<home>/admin-password`.",
    )

    @property
    def database_url(self) -> str:
        """The database of users and sessions."""
        return self.gateway_database_url.get_secret_value() or self.database("gateway")

    @property
    def grpc_listen(self) -> str:
        """Where AuthService answers."""
        return self.auth_listen or self.auth_target or self.socket("auth")

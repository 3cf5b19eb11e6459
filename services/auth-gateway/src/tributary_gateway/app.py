"""The composition root of the gateway: the only place that names adapters. `serve` runs it all."""

import asyncio
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from tributary.auth.v1 import auth_pb2_grpc
from tributary_kit import logs
from tributary_kit.clock import SystemClock
from tributary_kit.errors import TributaryError
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.opening import opened
from tributary_kit.tokens import AUDIENCE, KeySetIssuer, TokenVerifier

from tributary_gateway.adapters import signing_keys
from tributary_gateway.adapters.argon2_hasher import Argon2Hasher
from tributary_gateway.adapters.grpc_inside import GrpcInside
from tributary_gateway.adapters.jwt_issuer import JwtIssuer
from tributary_gateway.adapters.signing_keys import SigningKeys
from tributary_gateway.adapters.sql.failure_store import SqlFailureStore
from tributary_gateway.adapters.sql.session_store import SqlSessionStore
from tributary_gateway.adapters.sql.user_store import SqlUserStore
from tributary_gateway.api.auth_servicer import POLICY, SERVICE, AuthServicer
from tributary_gateway.ports.inside import Inside
from tributary_gateway.settings import GatewaySettings
from tributary_gateway.usecases.first_admin import FirstAdmin, random_password
from tributary_gateway.usecases.log_in import LogIn
from tributary_gateway.usecases.manage_users import ManageUsers
from tributary_gateway.usecases.refresh import LogOut, Refresh
from tributary_gateway.usecases.stopped import Stopped
from tributary_gateway.web.addresses import TrustedProxies
from tributary_gateway.web.application import create_application
from tributary_gateway.web.gateway import Gateway
from tributary_gateway.web.server import WebServer, bind
from tributary_gateway.web.streams import Streams

MIGRATIONS = "tributary_gateway:migrations"
_GRPC_THREADS = 4
_STOPPED_EVERY_SECONDS = 5.0

_log = logs.get(__name__)


@dataclass(frozen=True, slots=True)
class Entrance:
    """How the first administrator gets in: the e-mail, and the file that holds the password.

    `password_file` is None when the password was given by a setting.
    """

    email: str
    password_file: Path | None


def prepare(settings: GatewaySettings) -> Entrance | None:
    """Migrates the database, and on the first start makes the administrator.

    Gives what to tell a person about it, None when there were users already. Safe to call before every start,
    and from several replicas at once. Raises Invalid or Unavailable.
    """
    with opened(settings.database_url, MIGRATIONS, upgrade=True) as database:
        users = SqlUserStore(database)
        return _make_first_admin(settings, users) if users.is_empty() else None


def _make_first_admin(settings: GatewaySettings, users: SqlUserStore) -> Entrance | None:
    make = FirstAdmin(users, Argon2Hasher(), SystemClock())
    given = settings.admin_password.get_secret_value()
    if given:
        return Entrance(settings.admin_email, None) if make(settings.admin_email, given) else None
    # The file comes first: a password that nobody can read would lock everybody out.
    file, password = settings.home / "admin-password", random_password()
    _write_secret(file, password)
    if make(settings.admin_email, password):
        return Entrance(settings.admin_email, file)
    return None


def _write_secret(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text + "\n")


def compose(settings: GatewaySettings, database: Database, keys: SigningKeys, inside: Inside) -> Gateway:
    """Everything behind the routes."""
    clock, hasher = SystemClock(), Argon2Hasher()
    users, sessions = SqlUserStore(database), SqlSessionStore(database)
    issuer = JwtIssuer(keys, settings.auth_issuer, clock)
    return Gateway(
        inside=inside,
        verifier=_verifier(settings, keys),
        log_in=LogIn(users, sessions, SqlFailureStore(database), hasher, issuer, clock),
        refresh=Refresh(users, sessions, issuer, clock),
        log_out=LogOut(sessions),
        users=ManageUsers(users, hasher, clock),
        stopped=Stopped(users, clock),
        jwks=keys.jwks,
        ready=lambda: migrate.check_at_head(database, MIGRATIONS),
        proxies=TrustedProxies(settings.gateway_trusted_proxies),
        streams=Streams(settings.gateway_streams_per_user),
        request_seconds=settings.gateway_request_seconds,
        fetch_seconds=settings.gateway_fetch_seconds,
    )


def _verifier(settings: GatewaySettings, keys: SigningKeys) -> TokenVerifier:
    return TokenVerifier([KeySetIssuer(settings.auth_issuer, keys)], AUDIENCE, SystemClock())


def _keys(settings: GatewaySettings) -> SigningKeys:
    secret = settings.gateway_signing_key.get_secret_value()
    return signing_keys.from_secret(secret) if secret else signing_keys.from_home(settings.home)


async def serve(
    settings: GatewaySettings,
    stop: asyncio.Event,
    started: asyncio.Event,
    *,
    listener: socket.socket | None = None,
) -> None:
    """Serves HTTP and AuthService until `stop` is set, then drains. Sets `started` when both answer.

    `listener` is a bound socket to use instead of the setting. The address is in the log, and for programs
    in `<home>/run/gateway.url`. Raises Invalid, Conflict or Unavailable when it cannot start.
    """
    await asyncio.to_thread(prepare, settings)
    database, keys = Database(settings.database_url), _keys(settings)
    inside = GrpcInside(
        settings.ingest_target or settings.socket("ingest"),
        settings.entities_target or settings.socket("entities"),
    )
    gateway = compose(settings, database, keys, inside)
    auth = _auth_server(settings, keys, gateway)
    try:
        auth.start()
        await asyncio.to_thread(gateway.stopped.read)
        web = WebServer(create_application(gateway), listener or bind(settings.gateway_listen), settings)
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(_watch_stopped(gateway.stopped))
            await web.run(gateway.stopping, stop, started)
            watching.cancel()
    finally:
        await auth.drain(settings.drain_seconds)
        await inside.close()
        database.close()


def _auth_server(settings: GatewaySettings, keys: SigningKeys, gateway: Gateway) -> GrpcServer:
    servicer = AuthServicer(settings.auth_issuer, keys.jwks)
    return GrpcServer(
        settings.grpc_listen,
        register=lambda server: auth_pb2_grpc.add_AuthServiceServicer_to_server(servicer, server),
        service_names=(SERVICE,),
        policy=POLICY,
        verifier=gateway.verifier,
        threads=_GRPC_THREADS,
        ready=gateway.ready,
    )


async def _watch_stopped(stopped: Stopped) -> None:
    while True:
        await asyncio.sleep(_STOPPED_EVERY_SECONDS)
        try:
            await asyncio.to_thread(stopped.read)
        except TributaryError as error:
            _log.warning("stopped users not read", reason=error.reason)

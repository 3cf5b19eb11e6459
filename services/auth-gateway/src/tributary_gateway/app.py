"""The composition root of the gateway: the only place that names adapters. `serve` runs it all."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from tributary.auth.v1 import auth_pb2_grpc
from tributary_kit import logs
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Invalid, TributaryError
from tributary_kit.serving.answering import answering
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.opening import opened, upgrade_schema
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
from tributary_gateway.usecases.change_password import ChangePassword
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
_DATABASE_POOL = 8
_LOOK_SECONDS = 5.0
_FIRST_LOOK_SECONDS = 1.0

_log = logs.get(__name__)


def migrate_database(settings: GatewaySettings) -> None:
    """Brings the schema to this release's. Safe at any time and in several replicas at once.

    Needs no secret but the database's URL. Raises Invalid or Unavailable.
    """
    upgrade_schema(settings.database_url, MIGRATIONS)


def _make_first_admin(settings: GatewaySettings, database: Database) -> None:
    """Makes the first administrator when there is no user at all. Of several replicas, one does."""
    users = SqlUserStore(database)
    if not users.is_empty():
        return
    make = FirstAdmin(users, Argon2Hasher(), SystemClock())
    if given := settings.admin_password.get_secret_value():
        make(settings.admin_email, given)
        return
    # The file comes first: a password that nobody can read would lock everybody out.
    password, draft = _written_password(settings.home)
    if make(settings.admin_email, password):
        draft.replace(settings.home / "admin-password")
    else:
        draft.unlink()


def _written_password(home: Path) -> tuple[str, Path]:
    """A new random password, and the file in the home in which only the owner of the process can read it."""
    password = random_password()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="admin-password-", dir=home)
    except OSError as error:
        raise Invalid(
            f"The first administrator's password cannot be written into {home}: {error.strerror}.",
            remedy="Give one by TRIBUTARY_ADMIN_PASSWORD_FILE, or make TRIBUTARY_HOME writable.",
        ) from None
    with os.fdopen(handle, "w") as out:
        out.write(password + "\n")
    return password, Path(name)


def compose(settings: GatewaySettings, database: Database, keys: SigningKeys, inside: Inside) -> Gateway:
    """Everything behind the routes."""
    clock, hasher = SystemClock(), Argon2Hasher()
    users, sessions = SqlUserStore(database), SqlSessionStore(database)
    stopped = Stopped(users, clock)

    def ready() -> None:
        migrate.check_at_head(database, MIGRATIONS)
        stopped.check()

    issuer = JwtIssuer(keys, settings.auth_issuer, clock)
    log_in = LogIn(users, sessions, SqlFailureStore(database), hasher, issuer, clock)
    return Gateway(
        inside=inside,
        verifier=_verifier(settings, keys),
        log_in=log_in,
        refresh=Refresh(users, sessions, issuer, clock),
        log_out=LogOut(sessions),
        change_password=ChangePassword(users, log_in, hasher, clock),
        users=ManageUsers(users, hasher, clock),
        stopped=stopped,
        jwks=keys.jwks,
        ready=ready,
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


async def serve(settings: GatewaySettings, stop: asyncio.Event, started: asyncio.Event) -> None:
    """Serves HTTP and AuthService until `stop` is set, then drains. Sets `started` when both answer.

    The address is in the log, and for programs in `<home>/run/gateway.url`. Raises Invalid, Conflict or
    Unavailable when it cannot start.
    """
    async with AsyncExitStack() as stack:
        database = await asyncio.to_thread(stack.enter_context, _database(settings))
        inside = await stack.enter_async_context(_inside(settings))
        keys = _keys(settings)
        gateway = compose(settings, database, keys, inside)
        auth = _auth_server(settings, keys, gateway)
        await stack.enter_async_context(
            answering(auth, metrics_listen="", drain_seconds=settings.drain_seconds)
        )
        await _look(settings, database, gateway.stopped)
        web = WebServer(create_application(gateway), bind(settings.gateway_listen), settings)
        async with asyncio.TaskGroup() as tasks:
            looking = tasks.create_task(_keep_looking(settings, database, gateway.stopped))
            await web.run(gateway.stopping, stop, started)
            looking.cancel()


def _database(settings: GatewaySettings) -> AbstractContextManager[Database]:
    upgrade = settings.gateway_migrate_on_start
    return opened(settings.database_url, MIGRATIONS, pool_size=_DATABASE_POOL, upgrade=upgrade)


@asynccontextmanager
async def _inside(settings: GatewaySettings) -> AsyncIterator[GrpcInside]:
    inside = GrpcInside(
        settings.ingest_target or settings.socket("ingest"),
        settings.entities_target or settings.socket("entities"),
    )
    try:
        yield inside
    finally:
        await inside.close()


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


async def _keep_looking(settings: GatewaySettings, database: Database, stopped: Stopped) -> None:
    while True:
        await asyncio.sleep(_LOOK_SECONDS if stopped.is_known else _FIRST_LOOK_SECONDS)
        await _look(settings, database, stopped)


async def _look(settings: GatewaySettings, database: Database, stopped: Stopped) -> None:
    """Reads who was stopped. The first time waits for the schema, and makes the first administrator."""

    def look() -> None:
        if not stopped.is_known:
            migrate.check_at_head(database, MIGRATIONS)
            _make_first_admin(settings, database)
        stopped.read()

    try:
        await asyncio.to_thread(look)
    except Invalid:
        raise
    except TributaryError as error:
        _log.warning("stopped users not read", reason=error.reason, detail=error.message)

"""The composition root of entities: the only place that names adapters."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import grpc
from tributary.common.v1 import bus_pb2_grpc
from tributary.entities.v1 import entities_pb2_grpc
from tributary_kit import metrics as kit_metrics
from tributary_kit.bus import inbox, quarantine, queue
from tributary_kit.bus.pump import Pump
from tributary_kit.clock import SystemClock
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages
from tributary_kit.tokens import GrpcKeySource, InternalIssuer, KeySetIssuer, TokenVerifier

from tributary_entities.adapters.sql.store import SqlStore
from tributary_entities.adapters.text import text_index
from tributary_entities.api.entities_servicer import EntitiesServicer
from tributary_entities.api.inbox import Inbox
from tributary_entities.api.policy import POLICY, SERVICE
from tributary_entities.settings import EntitiesSettings
from tributary_entities.usecases.look_up import LookUp
from tributary_entities.usecases.observe_items import ObserveItems
from tributary_entities.usecases.search import Search

MIGRATIONS = "tributary_entities:migrations"
AUDIENCE = "tributary"
QUEUE_POOL = 2

_clock = SystemClock()


async def serve(settings: EntitiesSettings, stop: asyncio.Event, started: asyncio.Event) -> None:
    """Serves until `stop`, then drains. Sets `started` when calls are answered."""
    async with AsyncExitStack() as stack:
        database = stack.enter_context(_database(settings))
        handler = Inbox(ObserveItems(SqlStore(database)), _clock)
        waiting = stack.enter_context(_queue(settings, handler))
        await stack.enter_async_context(_answering(settings, database, handler, waiting))
        started.set()
        await stop.wait()


def migrate_database(settings: EntitiesSettings) -> None:
    """Brings the schema to this release's, and that of the queue where the bus is one."""
    with _open(settings.database_url, 1) as database:
        migrate.upgrade(database, MIGRATIONS)
    if settings.queue_url:
        with _open(settings.queue_url, 1) as database:
            migrate.upgrade(database, queue.MIGRATIONS)


@contextmanager
def _open(url: str, pool_size: int) -> Iterator[Database]:
    database = Database(url, pool_size=pool_size)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _prepared(settings: EntitiesSettings, url: str, pool_size: int, migrations: str) -> Iterator[Database]:
    """The database with its schema; upgraded here where the settings say so."""
    with _open(url, pool_size) as database:
        wanted = settings.entities_migrate_on_start
        if database.dialect == "sqlite" if wanted is None else wanted:
            migrate.upgrade(database, migrations)
        yield database


@contextmanager
def _database(settings: EntitiesSettings) -> Iterator[Database]:
    pool = settings.entities_database_pool
    with _prepared(settings, settings.database_url, pool, MIGRATIONS) as database:
        yield database


@contextmanager
def _queue(settings: EntitiesSettings, handler: Inbox) -> Iterator[Messages | None]:
    """The queue with its pump running, where the bus is a database; None where messages come by call."""
    if not settings.queue_url:
        yield None
        return
    with _prepared(settings, settings.queue_url, QUEUE_POOL, queue.MIGRATIONS) as database:
        messages = queue.queue_in(database, _clock)
        pump = Pump(messages, handler, name="consumer", lease_seconds=settings.entities_lease_seconds)
        pump.start()
        try:
            yield messages
        finally:
            pump.stop()


@asynccontextmanager
async def _answering(
    settings: EntitiesSettings, database: Database, handler: Inbox, waiting: Messages | None
) -> AsyncIterator[None]:
    server = _server(settings, database, handler, waiting)
    listen = settings.entities_metrics_listen
    exporter = kit_metrics.serve_http(listen) if listen else None
    server.start()
    try:
        yield
    finally:
        await server.drain(settings.drain_seconds)
        if exporter:
            exporter.close()


def _server(
    settings: EntitiesSettings, database: Database, handler: Inbox, waiting: Messages | None
) -> GrpcServer:
    store = SqlStore(database)
    servicer = EntitiesServicer(LookUp(store), Search(text_index(database), store))
    given_up = quarantine.QuarantineServicer(waiting)

    def register(server: grpc.Server) -> None:
        entities_pb2_grpc.add_EntitiesServiceServicer_to_server(servicer, server)
        bus_pb2_grpc.add_InboxServiceServicer_to_server(inbox.InboxServicer(handler), server)
        bus_pb2_grpc.add_QuarantineServiceServicer_to_server(given_up, server)

    return GrpcServer(
        settings.listen,
        register=register,
        service_names=[SERVICE, inbox.SERVICE, quarantine.SERVICE],
        policy=POLICY | inbox.POLICY | quarantine.POLICY,
        verifier=_verifier(settings),
        threads=settings.entities_threads,
        ready=lambda: migrate.check_at_head(database, MIGRATIONS),
    )


def _verifier(settings: EntitiesSettings) -> TokenVerifier:
    keys = GrpcKeySource(settings.auth_target or settings.socket("auth"))
    internal = InternalIssuer(settings.internal_secret.get_secret_value())
    return TokenVerifier([KeySetIssuer(settings.auth_issuer, keys), internal], AUDIENCE, _clock)

"""The composition root of entities: the only place that names adapters."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, AsyncExitStack, contextmanager

import grpc
from tributary.common.v1 import bus_pb2_grpc
from tributary.entities.v1 import entities_pb2_grpc
from tributary_kit.bus import inbox, quarantine, queue
from tributary_kit.bus.pump import Pump
from tributary_kit.clock import SystemClock
from tributary_kit.serving.answering import answering, verifier
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages
from tributary_kit.sql.opening import opened, upgrade_schema

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

_clock = SystemClock()


async def serve(settings: EntitiesSettings, stop: asyncio.Event, started: asyncio.Event) -> None:
    """Serves until `stop`, then drains. Sets `started` when calls are answered."""
    async with AsyncExitStack() as stack:
        database = stack.enter_context(_database(settings))
        handler = Inbox(ObserveItems(SqlStore(database)), _clock)
        waiting = stack.enter_context(_consumed(settings, handler))
        server = _server(settings, database, handler, waiting)
        listen, seconds = settings.entities_metrics_listen, settings.drain_seconds
        await stack.enter_async_context(answering(server, metrics_listen=listen, drain_seconds=seconds))
        started.set()
        await stop.wait()


def migrate_database(settings: EntitiesSettings) -> None:
    """Brings the schema to this release's, and that of the queue where the bus is one."""
    upgrade_schema(settings.database_url, MIGRATIONS)
    queue.upgrade_schema(settings.queue_url)


def _database(settings: EntitiesSettings) -> AbstractContextManager[Database]:
    return opened(
        settings.database_url,
        MIGRATIONS,
        pool_size=settings.entities_database_pool,
        upgrade=settings.entities_migrate_on_start,
    )


@contextmanager
def _consumed(settings: EntitiesSettings, handler: Inbox) -> Iterator[Messages | None]:
    """The queue with its pump running, where the bus is a database; None where messages come by call."""
    upgrade = settings.entities_migrate_on_start
    with queue.opened(settings.queue_url, _clock, upgrade=upgrade) as messages:
        if messages is None:
            yield None
            return
        pump = Pump(messages, handler, name="consumer", lease_seconds=settings.entities_lease_seconds)
        pump.start()
        try:
            yield messages
        finally:
            pump.stop()


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

    def ready() -> None:
        migrate.check_at_head(database, MIGRATIONS)
        queue.check_at_head(waiting)

    return GrpcServer(
        settings.listen,
        register=register,
        service_names=[SERVICE, inbox.SERVICE, quarantine.SERVICE],
        policy=POLICY | inbox.POLICY | quarantine.POLICY,
        verifier=verifier(settings, _clock),
        threads=settings.entities_threads,
        ready=ready,
    )

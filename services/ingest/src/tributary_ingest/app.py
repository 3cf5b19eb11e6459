"""The composition root of ingest: the only place that names adapters."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, closing, contextmanager

import grpc
from tributary.common.v1 import bus_pb2_grpc
from tributary.ingest.v1 import ingest_pb2_grpc
from tributary_kit.bus import quarantine, queue
from tributary_kit.bus.dbqueue import DbQueueBus
from tributary_kit.bus.inline import InlineBus
from tributary_kit.bus.port import Bus
from tributary_kit.bus.pump import Pump
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Invalid
from tributary_kit.serving.answering import answering, verifier
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql import migrate
from tributary_kit.sql.engine import Database
from tributary_kit.sql.messages import Messages
from tributary_kit.sql.opening import opened, upgrade_schema

from tributary_ingest import metrics
from tributary_ingest.adapters.fetching.bundled import BundledFetcher
from tributary_ingest.adapters.fetching.door import Door
from tributary_ingest.adapters.fetching.http_fetcher import HttpFetcher, user_agent
from tributary_ingest.adapters.fetching.network import SystemResolver
from tributary_ingest.adapters.parsers.discovery import common_feed_paths
from tributary_ingest.adapters.parsers.opml import write_opml
from tributary_ingest.adapters.parsers.pool import ParserPool
from tributary_ingest.adapters.signal import ThreadSignal
from tributary_ingest.adapters.sql.feed_store import SqlFeedStore
from tributary_ingest.adapters.sql.item_store import SqlItemStore
from tributary_ingest.adapters.sql.models import OUTBOX
from tributary_ingest.adapters.sql.source_store import SqlSourceStore
from tributary_ingest.api.bridge import Bridge
from tributary_ingest.api.ingest_servicer import IngestServicer, UseCases
from tributary_ingest.api.policy import POLICY, SERVICE
from tributary_ingest.domain.address import AllowList
from tributary_ingest.domain.fetching import FetchLimits
from tributary_ingest.domain.health import Policy
from tributary_ingest.domain.schedule import Bounds
from tributary_ingest.ports.feed_store import FeedStore
from tributary_ingest.ports.fetcher import Fetcher
from tributary_ingest.ports.parser import Parser
from tributary_ingest.settings import IngestSettings
from tributary_ingest.usecases.add_source import AddSource
from tributary_ingest.usecases.discover_feeds import DiscoverFeeds
from tributary_ingest.usecases.fetch_feed import FetchFeed
from tributary_ingest.usecases.fetch_now import FetchNow
from tributary_ingest.usecases.manage import Manage
from tributary_ingest.usecases.opml import ExportOpml, ImportOpml
from tributary_ingest.usecases.poll_due_feeds import LeaseKeeper, Poller, PollLimits, survived
from tributary_ingest.usecases.read_items import ReadItems
from tributary_ingest.usecases.take_in import TakeIn

MIGRATIONS = "tributary_ingest:migrations"
STORE_THREADS = 4
REPORT_SECONDS = 5.0

_clock = SystemClock()


async def serve(settings: IngestSettings, stop: asyncio.Event, started: asyncio.Event) -> None:
    """Serves until `stop`, then drains. Sets `started` when calls are answered.

    What is opened last is closed first: calls, fetches, relay, parsers, connections, database.
    """
    allow = _allow_list(settings)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(_database(settings))
        outbox = Messages(database, OUTBOX, _clock)
        signal = ThreadSignal()
        threads = stack.enter_context(ThreadPoolExecutor(STORE_THREADS, thread_name_prefix="store"))
        fetcher = await stack.enter_async_context(_fetcher(settings, allow))
        parser = await stack.enter_async_context(_parser(settings))
        upgrade = settings.ingest_migrate_on_start
        waiting = stack.enter_context(queue.opened(settings.queue_url, _clock, upgrade=upgrade))
        relay = stack.enter_context(_relay(settings, outbox, waiting))

        def stored() -> None:
            relay.wake()
            signal.stored()

        feeds = SqlFeedStore(database, outbox)
        fetch = _fetch_feed(settings, fetcher, parser, feeds, threads, stored)
        keeper = LeaseKeeper(feeds, fetch, _clock, settings.ingest_lease_seconds)
        poller = Poller(keeper, fetch, _poll_limits(settings))
        use = _use_cases(database, fetcher, parser, fetch, keeper, poller, signal)
        await stack.enter_async_context(_background(settings, feeds, keeper, poller, fetch, stop))

        def ready() -> None:
            migrate.check_at_head(database, MIGRATIONS)
            queue.check_at_head(waiting)

        server = _server(settings, outbox, use, ready)
        listen, seconds = settings.ingest_metrics_listen, settings.drain_seconds
        await stack.enter_async_context(answering(server, metrics_listen=listen, drain_seconds=seconds))
        started.set()
        await stop.wait()


def migrate_database(settings: IngestSettings) -> None:
    """Brings the schema to this release's, and that of the queue where the bus is one."""
    upgrade_schema(settings.database_url, MIGRATIONS)
    queue.upgrade_schema(settings.queue_url)


def _database(settings: IngestSettings) -> AbstractContextManager[Database]:
    return opened(
        settings.database_url,
        MIGRATIONS,
        pool_size=settings.ingest_database_pool,
        upgrade=settings.ingest_migrate_on_start,
    )


def _allow_list(settings: IngestSettings) -> AllowList:
    try:
        return AllowList.parse(settings.fetch_allow.split(","))
    except Invalid as error:
        raise Invalid(
            f"TRIBUTARY_FETCH_ALLOW: {error.message}.",
            field=error.field,
            remedy="Correct TRIBUTARY_FETCH_ALLOW and start again.",
        ) from None


@asynccontextmanager
async def _fetcher(settings: IngestSettings, allow: AllowList) -> AsyncIterator[Fetcher]:
    http = HttpFetcher(
        allow=allow,
        resolve=SystemResolver(),
        agent=user_agent(settings.fetch_contact_url),
        clock=_clock,
        limits=FetchLimits(
            total=settings.fetch_total_seconds,
            connect=settings.fetch_connect_seconds,
            read=settings.fetch_read_seconds,
            max_bytes=settings.fetch_max_bytes,
            per_host=settings.fetch_per_host,
            # Feeds being polled, people looking at addresses beside them, and connections kept for a moment.
            max_connections=2 * settings.ingest_concurrency + 50,
        ),
    )
    door = Door(http, BundledFetcher())
    try:
        yield door
    finally:
        await door.aclose()


@asynccontextmanager
async def _parser(settings: IngestSettings) -> AsyncIterator[Parser]:
    parser = ParserPool(
        settings.ingest_parse_workers or os.cpu_count() or 1,
        seconds=settings.ingest_parse_seconds,
        memory=settings.ingest_parse_memory_mib * 1024 * 1024,
    )
    try:
        yield parser
    finally:
        await parser.close()


@contextmanager
def _relay(settings: IngestSettings, outbox: Messages, waiting: Messages | None) -> Iterator[Pump]:
    with _bus(settings, waiting) as bus:
        relay = Pump(outbox, bus.publish, name="relay", lease_seconds=settings.ingest_lease_seconds)
        relay.start()
        try:
            yield relay
        finally:
            relay.stop()


@contextmanager
def _bus(settings: IngestSettings, waiting: Messages | None) -> Iterator[Bus]:
    if waiting is not None:
        yield DbQueueBus(waiting)
        return
    target = settings.entities_target or settings.socket("entities")
    with closing(InlineBus(target, settings.internal_secret.get_secret_value())) as inline:
        yield inline


def _fetch_feed(
    settings: IngestSettings,
    fetcher: Fetcher,
    parser: Parser,
    feeds: FeedStore,
    threads: Executor,
    stored: Callable[[], None],
) -> FetchFeed:
    bounds = Bounds(
        settings.ingest_min_interval_seconds,
        settings.ingest_default_interval_seconds,
        settings.ingest_max_interval_seconds,
    )
    policy = Policy(bounds, settings.ingest_park_after, settings.ingest_park_unreadable_after)
    take_in = TakeIn(feeds, _clock, policy, max_new=settings.ingest_max_new_items, stored=stored)
    return FetchFeed(fetcher, parser, feeds, take_in, _clock, policy, threads)


def _poll_limits(settings: IngestSettings) -> PollLimits:
    return PollLimits(
        concurrency=settings.ingest_concurrency,
        per_host=settings.fetch_per_host,
        most_waiting=settings.ingest_max_waiting,
        drain_seconds=settings.drain_seconds / 2,
    )


def _use_cases(
    database: Database,
    fetcher: Fetcher,
    parser: Parser,
    fetch: FetchFeed,
    keeper: LeaseKeeper,
    poller: Poller,
    signal: ThreadSignal,
) -> UseCases:
    loop = asyncio.get_running_loop()
    sources = SqlSourceStore(database)
    discover = DiscoverFeeds(fetcher, parser, common_feed_paths)
    fetch_now = FetchNow(keeper, fetch)
    return UseCases(
        manage=Manage(sources, _clock, lambda: _call_soon(loop, poller.wake)),
        items=ReadItems(SqlItemStore(database), signal),
        add_source=AddSource(sources, discover, fetch, fetch_now, _clock),
        discover=discover,
        fetch_now=fetch_now,
        import_opml=ImportOpml(sources, parser, _clock),
        export_opml=ExportOpml(sources, write_opml, _clock),
    )


def _call_soon(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    loop.call_soon_threadsafe(call)


@asynccontextmanager
async def _background(
    settings: IngestSettings,
    feeds: FeedStore,
    keeper: LeaseKeeper,
    poller: Poller,
    fetch: FetchFeed,
    stop: asyncio.Event,
) -> AsyncIterator[None]:
    """Polls and renews leases; at the end lets what is under way finish."""
    helpers = [asyncio.create_task(keeper.renew_forever()), asyncio.create_task(_report(feeds, fetch))]
    polling = asyncio.create_task(poller.run(stop)) if settings.ingest_poll else None
    try:
        yield
    finally:
        stop.set()
        if polling:
            await polling
        for helper in helpers:
            helper.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)


async def _report(feeds: FeedStore, fetch: FetchFeed) -> None:
    while True:
        with survived("cannot count due feeds"):
            metrics.DUE.set(await fetch.in_thread(feeds.due, _clock.now()))
        await asyncio.sleep(REPORT_SECONDS)


def _server(
    settings: IngestSettings, outbox: Messages, use: UseCases, ready: Callable[[], None]
) -> GrpcServer:
    bridge = Bridge(asyncio.get_running_loop())

    def register(server: grpc.Server) -> None:
        ingest_pb2_grpc.add_IngestServiceServicer_to_server(IngestServicer(use, bridge), server)
        bus_pb2_grpc.add_QuarantineServiceServicer_to_server(quarantine.QuarantineServicer(outbox), server)

    return GrpcServer(
        settings.listen,
        register=register,
        service_names=[SERVICE, quarantine.SERVICE],
        policy=POLICY | quarantine.POLICY,
        verifier=verifier(settings, _clock),
        threads=settings.ingest_threads,
        ready=ready,
    )

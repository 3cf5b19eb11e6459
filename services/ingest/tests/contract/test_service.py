"""The whole service behind its gRPC face, fed by a real web server."""

import asyncio
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
import pytest
from tributary.ingest.v1 import events_pb2, ingest_pb2_grpc
from tributary.ingest.v1 import ingest_pb2 as pb
from tributary_ingest import app
from tributary_ingest.settings import IngestSettings
from tributary_kit import probe
from tributary_kit.bus.queue import queue_in
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Invalid, Unavailable
from tributary_kit.serving import client
from tributary_kit.sql.engine import Database
from tributary_kit.tokens import internal_token
from tributary_testkit.feeds import FeedServer
from tributary_testkit.product import wait_for

SECRET = secrets.token_hex(32)


class Service:
    """Ingest, running in a thread; stubs speak in the name of a role."""

    def __init__(self, settings: IngestSettings) -> None:
        self.settings = settings
        self._stop: Callable[[], object] = lambda: None
        self._up = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._serve)
        self._channel = client.channel(settings.listen)

    def start(self) -> "Service":
        self._thread.start()
        assert self._up.wait(30)
        if self._failure:
            raise self._failure
        return self

    def stop(self) -> None:
        self._stop()
        self._channel.close()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def stub(self, role: str = "editor", tenant: str = "ours") -> ingest_pb2_grpc.IngestServiceStub:
        token = internal_token(SECRET, audience="tributary", subject="test", tenant=tenant, roles=(role,))
        return ingest_pb2_grpc.IngestServiceStub(grpc.intercept_channel(self._channel, _Caller(token)))

    def _serve(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - told to the test
            self._failure = error
            self._up.set()

    async def _main(self) -> None:
        loop, stop, started = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stop.set)
        serving = asyncio.create_task(app.serve(self.settings, stop, started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if started.is_set():
            self._up.set()
        await serving


class _Caller(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[type-arg, misc]
    """Adds token and deadline to every call."""

    def __init__(self, token: str) -> None:
        self._metadata = client.call_metadata(token, "req_test")

    def intercept_unary_unary(self, continuation, details, request):
        return continuation(self._with(details), request)

    intercept_unary_stream = intercept_unary_unary

    def _with(self, details):
        return details._replace(metadata=self._metadata, timeout=20)


@pytest.fixture
def home() -> Iterator[Path]:
    """Short, since socket paths are."""
    with tempfile.TemporaryDirectory(prefix="tr") as folder:
        yield Path(folder)


@pytest.fixture
def web() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server


@contextmanager
def running(home: Path, **more: object) -> Iterator[Service]:
    settings = IngestSettings.load(
        home=home,
        internal_secret=SECRET,
        fetch_allow="127.0.0.1/32",
        fetch_connect_seconds=0.5,
        bus_url=f"sqlite:///{home}/bus.db",
        drain_seconds=5,
        ingest_parse_workers=1,
        **more,
    )
    service = Service(settings).start()
    try:
        yield service
    finally:
        service.stop()


def test_a_bad_allow_list_is_named_before_anything_is_opened(home: Path) -> None:
    settings = IngestSettings.load(home=home, internal_secret=SECRET, fetch_allow="garbage")
    with pytest.raises(Invalid, match=r"^TRIBUTARY_FETCH_ALLOW: 'garbage' is neither") as caught:
        asyncio.run(app.serve(settings, asyncio.Event(), asyncio.Event()))
    assert caught.value.remedy == "Correct TRIBUTARY_FETCH_ALLOW and start again."
    assert list(home.iterdir()) == []


def queued(home: Path) -> list[events_pb2.ItemIngested]:
    database = Database(f"sqlite:///{home}/bus.db", pool_size=1)
    lease = queue_in(database, SystemClock()).claim(1000, 60)
    database.close()
    return [events_pb2.ItemIngested.FromString(envelope.payload) for envelope in lease.envelopes]


def test_from_an_address_to_items_and_messages(home: Path, web: FeedServer, database_url: str) -> None:
    feed = web.feed("a", items=5)
    with running(home, ingest_database_url=database_url, ingest_migrate_on_start=True) as service:
        stub = service.stub()
        created = stub.CreateSource(pb.CreateSourceRequest(url=feed.url, trust=0))
        assert (created.source.name, created.source.trust) == ("Feed a", 0)
        assert created.feeds[0].item_count == 5
        feed.add()
        feed.edit("a-1")
        fetched = stub.FetchFeed(pb.FetchFeedRequest(id=created.feeds[0].id))
        assert (fetched.new_items, fetched.new_revisions) == (1, 1)
        assert fetched.feed.health.state == pb.FEED_STATE_HEALTHY
        assert stub.FetchFeed(pb.FetchFeedRequest(id=created.feeds[0].id)).not_modified
        items = stub.ListItems(pb.ListItemsRequest(page_size=4))
        rest = stub.ListItems(pb.ListItemsRequest(page_size=4, page_token=items.next_page_token))
        everything = [*items.items, *rest.items]
        assert [item.guid for item in everything] == [f"a-{n}" for n in (6, 5, 4, 3, 2, 1)]
        oldest = everything[-1]
        assert (oldest.revision, oldest.authors[0].name != "") == (2, True)
        revisions = stub.ListItemRevisions(pb.ListItemRevisionsRequest(item_id=oldest.id)).revisions
        assert [revision.revision for revision in revisions] == [2, 1]
        opml = stub.ExportOpml(pb.ExportOpmlRequest()).opml
        assert feed.url.encode() in opml
        assert stub.ImportOpml(pb.ImportOpmlRequest(opml=opml)).already_watched == 1
    events = queued(home)
    assert sorted((event.item.guid, event.item.revision) for event in events) == [
        *[(f"a-{n}", r) for n, r in ((1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1))]
    ]
    assert {(event.source.name, event.feed_title) for event in events} == {("Feed a", "Feed a")}


def test_an_added_feed_is_polled_and_a_restart_polls_nothing_early(home: Path, web: FeedServer) -> None:
    feed = web.feed("b", items=3)
    with running(home) as service:
        stub = service.stub()
        source = stub.CreateSource(pb.CreateSourceRequest(name="Mine")).source
        mine = stub.CreateFeed(pb.CreateFeedRequest(source_id=source.id, url=feed.url)).feed
        wait_for(lambda: stub.GetFeed(pb.GetFeedRequest(id=mine.id)).feed.item_count == 3, 10, "a poll")
    asked = len(web.requests("/feeds/b.xml"))
    with running(home) as service:
        stub = service.stub()
        assert stub.GetFeed(pb.GetFeedRequest(id=mine.id)).feed.item_count == 3
        stub.UpdateFeed(
            pb.UpdateFeedRequest(feed=pb.Feed(id=mine.id, paused=True), update_mask={"paths": ["paused"]})
        )
        assert len(web.requests("/feeds/b.xml")) == asked


def test_new_items_are_streamed(home: Path, web: FeedServer) -> None:
    feed = web.feed("c", items=1)
    with running(home) as service:
        stub = service.stub()
        created = stub.CreateSource(pb.CreateSourceRequest(url=feed.url))
        stream = stub.WatchItems(pb.WatchItemsRequest())
        start = next(stream)
        feed.add(2)
        stub.FetchFeed(pb.FetchFeedRequest(id=created.feeds[0].id))
        assert [item.guid for item in next(stream).items] == ["c-2", "c-3"]
        stream.cancel()
        again = stub.WatchItems(pb.WatchItemsRequest(cursor=start.cursor))
        assert list(next(again).items) == []
        assert [item.guid for item in next(again).items] == ["c-2", "c-3"]
        again.cancel()


def test_who_may_do_what_and_how_refusals_look(home: Path, web: FeedServer) -> None:
    def code(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
        with pytest.raises(grpc.RpcError) as refused:
            call()
        return refused.value.code(), client.raise_for(refused.value).reason

    feed = web.feed("d", items=1)
    with running(home) as service:
        viewer, editor = service.stub("viewer"), service.stub()
        theirs = service.stub(tenant="theirs")
        create = pb.CreateSourceRequest(url=feed.url)
        assert code(lambda: viewer.CreateSource(create)) == (
            grpc.StatusCode.PERMISSION_DENIED,
            "forbidden",
        )
        created = editor.CreateSource(create)
        assert code(lambda: editor.CreateSource(create)) == (
            grpc.StatusCode.ALREADY_EXISTS,
            "already_exists",
        )
        assert len(viewer.ListFeeds(pb.ListFeedsRequest(state=pb.FEED_STATE_HEALTHY)).feeds) == 1
        get = pb.GetSourceRequest(id=created.source.id)
        assert code(lambda: theirs.GetSource(get)) == (grpc.StatusCode.NOT_FOUND, "not_found")
        for url, reason in (
            ("http://127.0.0.2:9/feed", "unreachable"),
            ("http://169.254.169.254/", "unreachable"),
            ("file:///etc/passwd", "invalid"),
            (f"{web.url}/nothing-here", "unreachable"),
        ):
            refusal = code(lambda url=url: editor.CreateSource(pb.CreateSourceRequest(url=url)))
            assert refusal[1] == reason
        bad = pb.UpdateSourceRequest(source=created.source, update_mask={"paths": ["id"]})
        assert code(lambda: editor.UpdateSource(bad)) == (grpc.StatusCode.INVALID_ARGUMENT, "invalid")
        editor.DeleteSource(pb.DeleteSourceRequest(id=created.source.id))
        assert code(lambda: editor.GetSource(get)) == (grpc.StatusCode.NOT_FOUND, "not_found")


def test_without_its_schema_it_answers_but_is_not_ready(home: Path) -> None:
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    def state(service: Service) -> int:
        health = health_pb2_grpc.HealthStub(service._channel)
        return health.Check(health_pb2.HealthCheckRequest(service="readiness"), timeout=5).status

    with running(home, ingest_migrate_on_start=False) as service:
        assert state(service) == health_pb2.HealthCheckResponse.NOT_SERVING
        app.migrate_database(service.settings)
        serving = health_pb2.HealthCheckResponse.SERVING
        wait_for(lambda: state(service) == serving, 10, "readiness")


def test_a_weak_secret_is_refused_at_the_start(home: Path) -> None:
    settings = IngestSettings.load(home=home, internal_secret="short")
    with pytest.raises(Exception, match="INTERNAL_SECRET"):
        Service(settings).start()


def test_without_its_schema_it_waits_for_the_migration(home, web, database_url):
    late = {"ingest_database_url": database_url, "ingest_migrate_on_start": False}
    with running(home, **late) as service:
        assert healthy(service, "liveness")
        assert not healthy(service, "readiness")
        with pytest.raises(grpc.RpcError) as refused:
            service.stub().ListFeeds(pb.ListFeedsRequest())
        assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
        app.migrate_database(service.settings)
        wait_for(lambda: healthy(service, "readiness"), 20, "it is ready")
        url = web.feed("late", items=2).url
        service.stub().CreateSource(pb.CreateSourceRequest(url=url))
        wait_for(lambda: service.stub().ListItems(pb.ListItemsRequest()).items, 20, "items are stored")


def healthy(service, name):
    try:
        return probe.ask_grpc(service.settings.listen, name)
    except Unavailable:
        return ""

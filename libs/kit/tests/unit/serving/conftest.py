"""A small service behind the real server, over the contracts that every service has."""

# ruff: noqa: N802 - gRPC names the methods

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import grpc
import pytest
from tributary.common.v1 import bus_pb2, bus_pb2_grpc
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit import deadline
from tributary_kit.clock import SystemClock
from tributary_kit.serving import caller, client
from tributary_kit.serving.server import GrpcServer
from tributary_kit.tokens import InternalIssuer, TokenVerifier, internal_token

SECRET = "s" * 32
INGEST = "/tributary.ingest.v1.IngestService/"
POLICY = {
    INGEST + "GetFeed": "viewer",
    INGEST + "CreateFeed": "editor",
    INGEST + "ListFeeds": "public",
    INGEST + "WatchItems": "viewer",
    INGEST + "ExportOpml": "viewer",
    "/tributary.common.v1.InboxService/Deliver": "service",
}


class Feeds(ingest_pb2_grpc.IngestServiceServicer, bus_pb2_grpc.InboxServiceServicer):
    """Does what `behave` says, and keeps what a test asks about."""

    def __init__(self) -> None:
        self.behave: Callable[[ingest_pb2.Feed], None] = lambda _request: None
        self.entered = threading.Event()
        self.release = threading.Event()
        self.seen: dict[str, object] = {}
        self.calls = 0

    def GetFeed(self, request, context):
        self.calls += 1
        self.seen = {"caller": caller(), "left": deadline.remaining()}
        self.behave(request)
        return ingest_pb2.GetFeedResponse(feed=ingest_pb2.Feed(id=request.id))

    def CreateFeed(self, request, context):
        return ingest_pb2.CreateFeedResponse()

    def ListFeeds(self, request, context):
        self.seen = {"caller": caller()}
        return ingest_pb2.ListFeedsResponse()

    def ExportOpml(self, request, context):
        return ingest_pb2.ExportOpmlResponse(opml=b"x" * (5 * 1024 * 1024))

    def WatchItems(self, request, context):
        self.seen = {"left": deadline.remaining()}
        number = 0
        while True:
            self.entered.set()
            deadline.check()
            self.behave(request)
            number += 1
            yield ingest_pb2.WatchItemsResponse(cursor=f"{caller().principal.subject} {number}")
            time.sleep(0.01)

    def Deliver(self, request, context):
        return bus_pb2.DeliverResponse()


class House:
    """A server that runs, and ways to call it."""

    def __init__(self, listen: str = "127.0.0.1:0", *, ready=lambda: None, threads: int = 4) -> None:
        self.feeds = Feeds()
        self.server = GrpcServer(
            listen,
            register=self._register,
            service_names=["tributary.ingest.v1.IngestService"],
            policy=POLICY,
            verifier=TokenVerifier([InternalIssuer(SECRET)], "tributary", SystemClock()),
            threads=threads,
            ready=ready,
        )
        self.address = self.server.start()
        self.channel = client.channel(self.address)
        self.stub = ingest_pb2_grpc.IngestServiceStub(self.channel)

    def get(self, feed_id: str = "feed_1", **options):
        options = {"metadata": metadata(), "timeout": 10} | options
        return self.stub.GetFeed(ingest_pb2.GetFeedRequest(id=feed_id), **options)

    def watch(self, **options):
        return self.stub.WatchItems(ingest_pb2.WatchItemsRequest(), metadata=metadata(), **options)

    def hang(self) -> None:
        """Makes calls wait, checking their deadline, until `feeds.release` is set."""

        def wait(_request) -> None:
            self.feeds.entered.set()
            while not self.feeds.release.wait(0.01):
                deadline.check()

        self.feeds.behave = wait

    def drain(self, seconds: float = 5) -> None:
        asyncio.run(self.server.drain(seconds))

    def close(self) -> None:
        self.feeds.release.set()
        self.channel.close()
        self.drain(0)

    def _register(self, server: grpc.Server) -> None:
        ingest_pb2_grpc.add_IngestServiceServicer_to_server(self.feeds, server)
        bus_pb2_grpc.add_InboxServiceServicer_to_server(self.feeds, server)


def metadata(*roles: str, subject: str = "usr_1", request_id: str = "req_1"):
    token = internal_token(
        SECRET, audience="tributary", subject=subject, tenant="acme", roles=roles or ("viewer",)
    )
    return client.call_metadata(token, request_id)


@pytest.fixture
def houses() -> Iterator[Callable[..., House]]:
    """Makes servers and ends them."""
    made: list[House] = []

    def make(*args, **options) -> House:
        made.append(House(*args, **options))
        return made[-1]

    yield make
    for house in made:
        house.close()


@pytest.fixture
def house(houses) -> House:
    return houses()


@pytest.fixture
def sign_in():
    """Metadata of a caller with the roles named."""
    return metadata

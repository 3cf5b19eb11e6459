"""The quarantine as its administrators see it, over a real gRPC server."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import grpc
import pytest
from tributary.common.v1 import bus_pb2, bus_pb2_grpc
from tributary_kit.bus.port import Envelope, Rejection
from tributary_kit.bus.quarantine import POLICY, SERVICE, QuarantineServicer
from tributary_kit.bus.queue import metadata, queue_in
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Forbidden, InvalidPageToken
from tributary_kit.serving import client
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql.engine import Database
from tributary_kit.tokens import InternalIssuer, TokenVerifier, internal_token
from tributary_testkit.clock import ManualClock

SECRET = "0123456789abcdef0123456789abcdef"
CLOCK = ManualClock()


@pytest.fixture
def messages(sqlite_url):
    database = Database(sqlite_url)
    with database.write() as connection:
        metadata.create_all(connection)
    messages = queue_in(database, CLOCK)
    tenants = ["a", "a", "a", "b"]
    messages.put(
        [Envelope(f"e{i}", "T", tenant, f"k{i}", CLOCK.now(), b"") for i, tenant in enumerate(tenants)]
    )
    for _ in range(5):
        lease = messages.claim(10, 30)
        messages.fail(lease, [Rejection(envelope.id, "bad") for envelope in lease.envelopes])
        CLOCK.advance(60)
    yield messages
    database.close()


@pytest.fixture
def stub(messages):
    socket = Path(tempfile.mkdtemp(prefix="bus-")) / "s"
    server = GrpcServer(
        f"unix:{socket}",
        register=lambda s: bus_pb2_grpc.add_QuarantineServiceServicer_to_server(
            QuarantineServicer(messages), s
        ),
        service_names=[SERVICE],
        policy=POLICY,
        verifier=TokenVerifier([InternalIssuer(SECRET)], "tributary", SystemClock()),
        threads=2,
        ready=lambda: None,
    )
    server.start()
    with client.channel(f"unix:{socket}") as channel:
        yield bus_pb2_grpc.QuarantineServiceStub(channel)
    asyncio.run(server.drain(0))
    shutil.rmtree(socket.parent)


def metadata_of(tenant, role="admin"):
    token = internal_token(SECRET, audience="tributary", subject="me", tenant=tenant, roles=[role])
    return client.call_metadata(token, "req_1")


def listed(stub, tenant, **request):
    return stub.ListQuarantined(
        bus_pb2.ListQuarantinedRequest(**request), metadata=metadata_of(tenant), timeout=10
    )


def test_a_tenants_messages_come_in_pages(stub):
    first = listed(stub, "a", page_size=2)
    rest = listed(stub, "a", page_size=2, page_token=first.next_page_token)
    assert [m.id for m in first.messages] == ["e0", "e1"]
    assert [m.id for m in rest.messages] == ["e2"]
    assert rest.next_page_token == ""
    assert (first.messages[0].detail, first.messages[0].tries) == ("bad", 5)


def test_another_tenants_page_token_is_refused(stub):
    token = listed(stub, "a", page_size=2).next_page_token
    with pytest.raises(grpc.RpcError) as caught:
        listed(stub, "b", page_token=token)
    assert isinstance(client.raise_for(caught.value), InvalidPageToken)


def test_a_tenant_replays_its_own_only(stub, messages):
    def replay(tenant, *ids):
        request = bus_pb2.ReplayQuarantinedRequest(ids=ids)
        return stub.ReplayQuarantined(request, metadata=metadata_of(tenant), timeout=10).replayed

    assert replay("b", "e0") == 0
    assert replay("a", "e0") == 1
    assert replay("a") == 2
    assert [m.id for m in messages.quarantined("b", 10)] == ["e3"]


@pytest.mark.parametrize("role", ["editor", "service"])
def test_only_administrators_may_look(stub, role):
    with pytest.raises(grpc.RpcError) as caught:
        stub.ListQuarantined(bus_pb2.ListQuarantinedRequest(), metadata=metadata_of("a", role), timeout=10)
    assert isinstance(client.raise_for(caught.value), Forbidden)

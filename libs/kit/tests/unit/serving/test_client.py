"""Calling: balance, retries within a budget, time limits, errors."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from joserfc.jwk import OKPKey
from tributary.auth.v1 import auth_pb2, auth_pb2_grpc
from tributary.common.v1 import bus_pb2
from tributary.entities.v1 import entities_pb2
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit import deadline, errors
from tributary_kit.errors import Unavailable
from tributary_kit.serving import client
from tributary_kit.tokens import GrpcKeySource


def test_calls_go_to_all_addresses_in_turn(houses, sign_in):
    both = [houses(), houses()]
    with client.channel(f"ipv4:{both[0].address},{both[1].address}") as channel:
        grpc.channel_ready_future(channel).result(timeout=5)
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        while not all(house.feeds.calls for house in both):  # until both are connected
            stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
        before = [house.feeds.calls for house in both]
        for _ in range(20):
            stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
    assert [house.feeds.calls - start for house, start in zip(both, before, strict=True)] == [10, 10]


async def test_asyncio_calls_go_to_all_addresses_in_turn(houses, sign_in):
    both = [houses(), houses()]
    async with client.aio_channel(f"ipv4:{both[0].address},{both[1].address}") as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        while not all(house.feeds.calls for house in both):
            await stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
    assert all(house.feeds.calls for house in both)


async def test_asyncio_calls_fail_in_our_words(house, sign_in):
    house.feeds.behave = lambda _request: (_ for _ in ()).throw(errors.NotFound("No such feed.", field="id"))
    async with client.aio_channel(house.address) as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        with pytest.raises(grpc.RpcError) as caught:
            await stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
    error = client.raise_for(caught.value)
    assert (type(error), error.message, error.field) == (errors.NotFound, "No such feed.", "id")


def test_a_name_is_looked_up(houses, sign_in):
    port = houses("localhost:0").address.rpartition(":")[2]
    with client.channel(f"localhost:{port}") as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        assert stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)


def failing(house, times: int) -> None:
    left = iter(range(times))

    def behave(_request) -> None:
        if next(left, None) is not None:
            raise Unavailable("away")

    house.feeds.behave = behave


def test_reading_is_tried_again(house, sign_in):
    failing(house, 2)
    with client.channel(house.address, ingest_pb2.DESCRIPTOR) as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        assert stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
    assert house.feeds.calls == 3


def test_without_leave_nothing_is_tried_again(house):
    failing(house, 1)
    with pytest.raises(grpc.RpcError):
        house.get()
    assert house.feeds.calls == 1


def test_a_server_that_is_down_is_not_stormed(house, sign_in):
    failing(house, 10_000)
    with client.channel(house.address, ingest_pb2.DESCRIPTOR) as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        for _ in range(100):
            with pytest.raises(grpc.RpcError):
                stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
    assert house.feeds.calls <= 150


def test_only_methods_that_read_are_tried_again():
    files = (ingest_pb2, entities_pb2, auth_pb2, bus_pb2)
    config = client._service_config(tuple(file.DESCRIPTOR for file in files))
    [policy] = config["methodConfig"]
    named = {entry["method"] for entry in policy["name"]}
    assert named >= {"GetFeed", "ListItems", "ListSigningKeys", "ListEvidence", "ListQuarantined"}
    assert not named & {"CreateFeed", "WatchItems", "Deliver", "FetchFeed", "ReplayQuarantined"}
    assert config["retryThrottling"] == {"maxTokens": 100, "tokenRatio": 0.1}
    assert json.dumps(config)


async def test_a_channel_that_lost_its_server_waits_a_moment_for_the_next(houses, sign_in, tmp_path):
    address = f"unix:{tmp_path}/it.sock"
    first = houses(address)
    async with client.aio_channel(address, ingest_pb2.DESCRIPTOR) as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)

        async def create() -> None:
            """What is never tried again."""
            await client.settled(channel)
            await stub.CreateFeed(ingest_pb2.CreateFeedRequest(), metadata=sign_in("editor"), timeout=5)

        await create()
        await asyncio.to_thread(first.drain)
        while channel.get_state() is not grpc.ChannelConnectivity.TRANSIENT_FAILURE:
            channel.get_state(try_to_connect=True)
            await asyncio.sleep(0.01)
        later = asyncio.create_task(create())
        await asyncio.sleep(0.2)
        await asyncio.to_thread(houses, address)
        await later


async def test_a_channel_without_any_server_waits_no_longer_than_that(tmp_path):
    async with client.aio_channel(f"unix:{tmp_path}/none.sock") as channel:
        await asyncio.wait_for(client.settled(channel), 5)
        channel.get_state(try_to_connect=True)
        with deadline.limit(0.3):
            await asyncio.wait_for(client.settled(channel), 0.9)


def test_time_shrinks_along_the_chain():
    assert client.timeout(2) == 2
    with deadline.limit(1):
        assert 0.8 < client.timeout(2) <= 0.9
        assert client.timeout(0.5) == 0.5


def test_a_server_that_is_not_there_is_unavailable_and_no_address_is_told():
    with client.channel("unix:/nonexistent/secret.sock") as channel, pytest.raises(grpc.RpcError) as caught:
        ingest_pb2_grpc.IngestServiceStub(channel).GetFeed(ingest_pb2.GetFeedRequest(), timeout=5)
    error = client.raise_for(caught.value)
    assert type(error) is errors.Unavailable
    assert "secret" not in error.message + error.remedy


@pytest.mark.parametrize("details", [b"\xff\xff", b"", b"\x08\x05"])
def test_a_status_whose_details_cannot_be_read_still_means_something(details):
    from tributary_kit.serving import status

    error = status.from_status(grpc.StatusCode.NOT_FOUND, "text of another", details)
    assert (type(error), "another" in error.message) == (errors.NotFound, False)


def test_signing_keys_come_from_the_gateway():
    class Auth(auth_pb2_grpc.AuthServiceServicer):
        def ListSigningKeys(self, request, context):  # noqa: N802
            key = OKPKey.generate_key("Ed25519").as_dict(private=False) | {"kid": "one"}
            return auth_pb2.ListSigningKeysResponse(issuer="tributary", jwks=json.dumps({"keys": [key]}))

    server = grpc.server(ThreadPoolExecutor(1))
    auth_pb2_grpc.add_AuthServiceServicer_to_server(Auth(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        source = GrpcKeySource(f"127.0.0.1:{port}")
        assert source.key("one") is not None
        assert source.key("two") is None
    finally:
        server.stop(None).wait()


def test_a_gateway_that_is_away_makes_keys_unavailable(tmp_path):
    with pytest.raises(Unavailable):
        GrpcKeySource(f"unix:{tmp_path}/none.sock").key("one")

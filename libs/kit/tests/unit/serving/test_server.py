"""Addresses and ends: sockets, ports, draining."""

import asyncio
import os
import socket
import stat
import threading
import time

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit.errors import Conflict, Invalid
from tributary_kit.serving import client


def test_a_free_port_is_taken(houses):
    host, _, port = houses("127.0.0.1:0").address.rpartition(":")
    assert (host, int(port) > 0) == ("127.0.0.1", True)


def test_a_port_in_use_is_said_to_be(houses):
    first = houses()
    with pytest.raises(Conflict, match="Nothing can listen"):
        houses(first.address)


def test_a_socket_gets_a_folder_of_its_own(houses, tmp_path):
    path = tmp_path / "run" / "x.sock"
    assert houses(f"unix:{path}").get()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_stale_socket_is_replaced_and_a_live_one_is_not(houses, tmp_path):
    path = tmp_path / "x.sock"
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(path))
    stale.close()
    first = houses(f"unix:{path}")
    assert first.get()
    with pytest.raises(Conflict, match="Another process"):
        houses(f"unix:{path}")
    assert first.get()


def test_a_file_that_is_no_socket_is_left_alone(houses, tmp_path):
    path = tmp_path / "x.sock"
    path.write_text("precious")
    with pytest.raises(Conflict):
        houses(f"unix:{path}")
    assert path.read_text() == "precious"


def test_a_socket_path_that_is_too_long_is_named(houses, tmp_path):
    with pytest.raises(Invalid, match="longer than 107"):
        houses(f"unix:{tmp_path / ('x' * 110)}")


async def test_draining_finishes_what_is_under_way_and_takes_nothing_new(house):
    house.hang()
    running = asyncio.create_task(asyncio.to_thread(house.get, "under way"))
    await asyncio.to_thread(house.feeds.entered.wait, 5)
    watch = health_pb2_grpc.HealthStub(house.channel).Watch(
        health_pb2.HealthCheckRequest(service="readiness")
    )
    assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
    drained = asyncio.create_task(house.server.drain(20))
    told = await asyncio.to_thread(next, watch)
    assert told.status == health_pb2.HealthCheckResponse.NOT_SERVING
    assert await asyncio.to_thread(refused, house) is grpc.StatusCode.UNAVAILABLE
    assert not drained.done()
    house.feeds.release.set()
    assert (await running).feed.id == "under way"
    await asyncio.wait_for(drained, 5)


def refused(house) -> grpc.StatusCode:
    """The code that new calls get once the server has closed its door."""
    with grpc.insecure_channel(house.address, [("grpc.use_local_subchannel_pool", 1)]) as channel:
        raw = channel.unary_unary("/tributary.ingest.v1.IngestService/ListFeeds")
        while True:
            try:
                raw(b"", timeout=5)
            except grpc.RpcError as error:
                return error.code()
            time.sleep(0.01)


async def test_draining_ends_streams_at_once(house):
    stream = house.watch()
    next(stream)
    await asyncio.wait_for(house.server.drain(20), 5)
    with pytest.raises(grpc.RpcError) as caught:
        list(stream)
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_what_does_not_finish_in_time_is_cut_off(house):
    ended = threading.Event()
    house.hang()
    hang = house.feeds.behave

    def behave(request) -> None:
        try:
            hang(request)
        finally:
            ended.set()

    house.feeds.behave = behave
    running = asyncio.create_task(asyncio.to_thread(house.get, timeout=30))
    await asyncio.to_thread(house.feeds.entered.wait, 5)
    await asyncio.wait_for(house.server.drain(0.2), 5)
    with pytest.raises(grpc.RpcError):
        await running
    assert await asyncio.to_thread(ended.wait, 5)


def test_no_call_fails_while_servers_are_replaced(houses, sign_in):
    """Two servers behind one name, each drained and started anew under load."""
    serving = [houses(), houses()]
    target = f"ipv4:{','.join(house.address for house in serving)}"
    stop = threading.Event()
    failures: list[str] = []

    def load() -> None:
        with client.channel(target, ingest_pb2.DESCRIPTOR) as channel:
            stub = ingest_pb2_grpc.IngestServiceStub(channel)
            while not stop.is_set():
                try:
                    stub.GetFeed(ingest_pb2.GetFeedRequest(), metadata=sign_in(), timeout=5)
                except grpc.RpcError as error:
                    failures.append(str(error))

    thread = threading.Thread(target=load)
    thread.start()
    for old in serving:
        wait_for_calls(old)
        old.drain()
        wait_for_calls(houses(old.address))
    stop.set()
    thread.join()
    assert failures == []


def wait_for_calls(house) -> None:
    end = time.monotonic() + 20
    while house.feeds.calls == 0:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_socket_is_gone_after_the_end(houses, tmp_path):
    path = tmp_path / "x.sock"
    houses(f"unix:{path}").drain()
    assert not os.path.lexists(path)

"""The gateway's lines to the services behind it."""

import asyncio
import socket

import grpc
from tributary.ingest.v1 import ingest_pb2
from tributary_gateway.adapters.grpc_inside import Line


def nobody_listens() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


async def lost(line: Line) -> grpc.aio.Channel:
    """The channel of a line after it has found that nobody is there."""
    channel = line.channel()
    channel.get_state(try_to_connect=True)
    while (state := channel.get_state()) is not grpc.ChannelConnectivity.TRANSIENT_FAILURE:
        await channel.wait_for_state_change(state)
    return channel


async def test_a_line_that_was_lost_for_long_is_opened_anew() -> None:
    line = Line(nobody_listens(), ingest_pb2.DESCRIPTOR, renew_seconds=0)
    former = await lost(line)
    await asyncio.sleep(0.01)
    assert line.channel() is not former
    await line.close()


async def test_a_line_that_was_just_opened_is_kept() -> None:
    line = Line(nobody_listens(), ingest_pb2.DESCRIPTOR, renew_seconds=60)
    former = await lost(line)
    assert line.channel() is former
    await line.close()


async def test_a_line_that_works_is_kept() -> None:
    server = grpc.aio.server()
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    line = Line(f"127.0.0.1:{port}", ingest_pb2.DESCRIPTOR, renew_seconds=0)
    await asyncio.wait_for(line.channel().channel_ready(), 10)
    former = line.channel()
    await asyncio.sleep(0.01)
    assert line.channel() is former
    await line.close()
    await server.stop(0)

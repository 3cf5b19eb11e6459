"""A process: ends when asked, explains when it cannot begin, and mixes threads and asyncio in silence."""

import signal
import subprocess
import sys

import pytest

WAITS = """
import asyncio
from tributary_kit.serving import process
async def main(stop):
    print("up", flush=True)
    await stop.wait()
    print("down", flush=True)
process.run(main)
"""

STUCK = WAITS.replace('print("down", flush=True)', 'print("draining", flush=True); await asyncio.sleep(60)')

REFUSES = """
from tributary_kit.errors import Invalid
from tributary_kit.serving import process
async def main(stop):
    raise Invalid("TRIBUTARY_X is wrong.", remedy="Correct it.")
process.run(main)
"""

# Embedded mode in small: three servers of threads and an asyncio client in one uvloop, over sockets.
EMBEDDED = """
import asyncio, sys, uvloop
from tributary.ingest.v1 import ingest_pb2, ingest_pb2_grpc
from tributary_kit.clock import SystemClock
from tributary_kit.serving import client, process
from tributary_kit.serving.server import GrpcServer
from tributary_kit.tokens import InternalIssuer, TokenVerifier, internal_token

SECRET = "s" * 32
METHOD = "/tributary.ingest.v1.IngestService/"

class Feeds(ingest_pb2_grpc.IngestServiceServicer):
    def GetFeed(self, request, context):
        return ingest_pb2.GetFeedResponse(feed=ingest_pb2.Feed(id=request.id))
    def WatchItems(self, request, context):
        for number in range(3):
            yield ingest_pb2.WatchItemsResponse(cursor=str(number))

def server(name):
    return GrpcServer(
        f"unix:{sys.argv[1]}/run/{name}.sock",
        register=lambda server: ingest_pb2_grpc.add_IngestServiceServicer_to_server(Feeds(), server),
        service_names=["tributary.ingest.v1.IngestService"],
        policy={METHOD + "GetFeed": "service", METHOD + "WatchItems": "service"},
        verifier=TokenVerifier([InternalIssuer(SECRET)], "tributary", SystemClock()),
        threads=4,
        ready=lambda: None,
    )

async def call(address):
    token = internal_token(SECRET, audience="tributary", subject="gateway", tenant="acme")
    metadata = client.call_metadata(token, "req_1")
    async with client.aio_channel(address, ingest_pb2.DESCRIPTOR) as channel:
        stub = ingest_pb2_grpc.IngestServiceStub(channel)
        requests = [ingest_pb2.GetFeedRequest(id=str(number)) for number in range(100)]
        answers = await asyncio.gather(*[stub.GetFeed(r, metadata=metadata, timeout=10) for r in requests])
        assert [answer.feed.id for answer in answers] == [str(number) for number in range(100)]
        stream = stub.WatchItems(ingest_pb2.WatchItemsRequest(), metadata=metadata)
        assert [answer.cursor async for answer in stream] == ["0", "1", "2"]

async def main(stop):
    servers = [server(name) for name in ("ingest", "entities", "auth")]
    addresses = [one.start() for one in servers]
    await asyncio.gather(*[call(address) for address in addresses])
    await asyncio.gather(*[one.drain(5) for one in servers])
    print("done")

process.run(main, loop_factory=uvloop.new_event_loop)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_to_stop(number):
    with start(WAITS) as process:
        assert process.stdout.readline() == "up\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert (out, err, process.returncode) == ("down\n", "", 0)


def test_the_second_signal_ends_at_once():
    with start(STUCK) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "draining\n"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == -signal.SIGTERM


def test_a_refusal_to_start_is_one_line():
    with start(REFUSES) as process:
        out, err = process.communicate(timeout=20)
        assert (out, err, process.returncode) == ("", "error: TRIBUTARY_X is wrong. Correct it.\n", 1)


def test_servers_and_an_asyncio_client_share_a_process_in_silence(tmp_path):
    with start(EMBEDDED, str(tmp_path)) as process:
        out, err = process.communicate(timeout=60)
        assert (out, err, process.returncode) == ("done\n", "", 0)

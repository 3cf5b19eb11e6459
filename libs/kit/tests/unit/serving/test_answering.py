"""The common part of services that answer gRPC: whose tokens they believe, and how they begin and end."""

import asyncio
from urllib.error import URLError
from urllib.request import urlopen

import grpc
import pytest
from tributary_kit import metrics
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Conflict, Invalid, Unauthenticated
from tributary_kit.serving import client
from tributary_kit.serving.answering import answering, verifier
from tributary_kit.serving.server import GrpcServer
from tributary_kit.settings import CommonSettings
from tributary_kit.tokens import AUDIENCE, internal_token

SECRET = "s" * 32


def settings_in(folder, **values):
    return CommonSettings.load(home=folder, internal_secret=SECRET, **values)


def server_in(folder, name="unix"):
    return GrpcServer(
        f"unix:{folder}/{name}",
        register=lambda _server: None,
        service_names=[],
        policy={},
        verifier=verifier(settings_in(folder), SystemClock()),
        threads=2,
        ready=lambda: None,
    )


def test_services_believe_each_other(tmp_path):
    believes = verifier(settings_in(tmp_path), SystemClock())
    token = internal_token(SECRET, audience=AUDIENCE, subject="relay", tenant="default")
    assert believes.verify(token).subject == "relay"
    other = internal_token("o" * 32, audience=AUDIENCE, subject="relay", tenant="default")
    with pytest.raises(Unauthenticated):
        believes.verify(other)


def test_a_short_secret_is_refused_at_the_start(tmp_path):
    with pytest.raises(Invalid, match="INTERNAL_SECRET"):
        verifier(CommonSettings.load(home=tmp_path, internal_secret="short"), SystemClock())


async def test_calls_are_answered_until_the_block_ends(tmp_path):
    with client.channel(f"unix:{tmp_path}/unix") as channel:
        ready = grpc.channel_ready_future(channel)
        async with answering(server_in(tmp_path), metrics_listen="", drain_seconds=0):
            ready.result(timeout=5)
    with pytest.raises(grpc.RpcError), client.channel(f"unix:{tmp_path}/unix") as channel:
        channel.unary_unary("/grpc.health.v1.Health/Check")(b"", timeout=2)


async def test_metrics_are_served_meanwhile(tmp_path, monkeypatch):
    made = []
    serve = metrics.serve_http
    monkeypatch.setattr(metrics, "serve_http", lambda listen: made.append(serve(listen)) or made[-1])
    async with answering(server_in(tmp_path), metrics_listen="127.0.0.1:0", drain_seconds=0):
        answer = await asyncio.to_thread(urlopen, f"http://{made[0].address}/metrics", timeout=5)
        assert answer.status == 200
        answer.close()
    with pytest.raises(URLError):
        await asyncio.to_thread(urlopen, f"http://{made[0].address}/metrics", timeout=5)


async def test_a_taken_address_leaves_nothing_behind(tmp_path):
    async with answering(server_in(tmp_path), metrics_listen="", drain_seconds=0):
        with pytest.raises(Conflict):
            async with answering(server_in(tmp_path), metrics_listen="127.0.0.1:0", drain_seconds=0):
                pass

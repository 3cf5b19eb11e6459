"""Calling another service: channels balanced over all its addresses, metadata, time limits, errors."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import grpc
import grpc.aio
from google.protobuf.descriptor import FileDescriptor

from tributary_kit import deadline
from tributary_kit.errors import TributaryError
from tributary_kit.serving import limits, status
from tributary_kit.serving.health import TAKES_CALLS

_IDEMPOTENT = ("Get", "List", "Search")
_SHARE_OF_TIME = 0.9
_SETTLE_SECONDS = 1.0


def channel(target: str, *retried: FileDescriptor) -> grpc.Channel:
    """A channel for threads; see `aio_channel`."""
    return grpc.insecure_channel(_resolvable(target), _options(retried))


def aio_channel(target: str, *retried: FileDescriptor) -> grpc.aio.Channel:
    """A channel for asyncio; calls go to all addresses of `target` in turn.

    `target` is `host:port`, `unix:/path`, or any gRPC name such as `ipv4:127.0.0.1:1,127.0.0.1:2`.
    Of the services declared in the files `retried` (each a `_pb2.DESCRIPTOR`), the methods that only read
    are tried again when a server is away, up to 5 times in all within a second, and within a budget.
    """
    return grpc.aio.insecure_channel(_resolvable(target), _options(retried))


async def settled(channel: grpc.aio.Channel) -> None:
    """Gives a channel that has just lost its last server a moment to find the next; else returns at once.

    When the only replica is replaced, its successor is known by name before it leaves, but not to clients:
    they look when it says that it stops. Calls in between would fail although nothing was ever away.
    """
    lost = grpc.ChannelConnectivity.TRANSIENT_FAILURE
    with suppress(TimeoutError):
        async with asyncio.timeout(timeout(_SETTLE_SECONDS)):
            while (state := channel.get_state()) in (lost, grpc.ChannelConnectivity.CONNECTING):
                await channel.wait_for_state_change(state)


def call_metadata(token: str, request_id: str) -> tuple[tuple[str, str], ...]:
    """The metadata that every call carries."""
    return (("authorization", f"Bearer {token}"), ("x-request-id", request_id))


def timeout(seconds: float) -> float:
    """The time to allow a call: at most `seconds`, and nine tenths of what the current call has left."""
    left = deadline.remaining()
    return seconds if left is None else min(seconds, left * _SHARE_OF_TIME)


def raise_for(error: grpc.RpcError) -> TributaryError:
    """The error of ours that a failed call tells of: `raise raise_for(error) from None`."""
    call: Any = error
    trailing = dict(call.trailing_metadata() or ())
    return status.from_status(call.code(), call.details() or "", trailing.get(status.DETAILS_KEY))


def _resolvable(target: str) -> str:
    known = target.startswith(("unix:", "dns:", "ipv4:", "ipv6:", "xds:", "passthrough:"))
    return target if known else f"dns:///{target}"


def _options(retried: tuple[FileDescriptor, ...]) -> limits.Options:
    return [*limits.CLIENT, ("grpc.service_config", json.dumps(_service_config(retried)))]


def _service_config(retried: tuple[FileDescriptor, ...]) -> dict[str, Any]:
    config: dict[str, Any] = {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": TAKES_CALLS},
    }
    names = [name for file in retried for name in _reading_methods(file)]
    if names:
        config["retryThrottling"] = {"maxTokens": 100, "tokenRatio": 0.1}
        config["methodConfig"] = [{"name": names, "retryPolicy": _RETRY}]
    return config


_RETRY = {
    "maxAttempts": 5,
    "initialBackoff": "0.05s",
    "maxBackoff": "0.5s",
    "backoffMultiplier": 2,
    # CANCELLED is what a server says to calls that it drops as it stops.
    "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"],
}


def _reading_methods(file: FileDescriptor) -> list[dict[str, str]]:
    return [
        {"service": service.full_name, "method": method.name}
        for service in file.services_by_name.values()
        for method in service.methods
        if method.name.startswith(_IDEMPOTENT) and not method.server_streaming
    ]

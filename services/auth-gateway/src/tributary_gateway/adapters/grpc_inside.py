"""The services behind the gateway, by gRPC."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import TypeVar

import grpc
from google.protobuf.descriptor import FileDescriptor
from grpc_health.v1 import health_pb2  # type: ignore[import-untyped]
from tributary.entities.v1 import entities_pb2
from tributary.ingest.v1 import ingest_pb2
from tributary_kit.errors import Unavailable
from tributary_kit.serving import client

from tributary_gateway.ports.inside import Credentials, Method

Q = TypeVar("Q")
A = TypeVar("A")

_CHECK_SECONDS = 2.0
_LONGEST_SECONDS = 60.0
_RENEW_SECONDS = 2.0


class Line:
    """The channel to a service, opened anew when the service has been away for `renew_seconds`.

    gRPC looks up a name that had no address ever more rarely, at last every two minutes: calls would go on
    failing long after the service is back. A new channel looks at once.
    """

    def __init__(self, target: str, retried: FileDescriptor, renew_seconds: float = _RENEW_SECONDS) -> None:
        self._target, self._retried, self._renew_seconds = target, retried, renew_seconds
        self._closing: set[asyncio.Task[None]] = set()
        self._open()

    def _open(self) -> None:
        self._channel = client.aio_channel(self._target, self._retried)
        self._opened_at = time.monotonic()

    def channel(self) -> grpc.aio.Channel:
        """The channel to use for the next call."""
        lost = self._channel.get_state() is grpc.ChannelConnectivity.TRANSIENT_FAILURE
        if lost and time.monotonic() - self._opened_at > self._renew_seconds:
            # Streams may still run on a connection that drains.
            task = asyncio.create_task(self._channel.close(_LONGEST_SECONDS))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
            self._open()
        return self._channel

    async def close(self) -> None:
        """Closes the channels, former ones too, at once."""
        for task in self._closing:
            task.cancel()
        await asyncio.gather(self._channel.close(), *self._closing, return_exceptions=True)


class GrpcInside:
    """One line to each service, opened in the running loop; closed by `close`."""

    def __init__(self, ingest_target: str, entities_target: str) -> None:
        self._lines = {
            "ingest": Line(ingest_target, ingest_pb2.DESCRIPTOR),
            "entities": Line(entities_target, entities_pb2.DESCRIPTOR),
        }

    async def ask(self, method: Method[Q, A], question: Q, credentials: Credentials) -> A:
        channel = await self._settled(method.service)
        call = channel.unary_unary(method.path, method.encode, method.decode)
        metadata = client.call_metadata(credentials.token, credentials.request_id)
        try:
            answer: A = await call(question, timeout=client.timeout(_LONGEST_SECONDS), metadata=metadata)
        except grpc.RpcError as error:
            raise client.raise_for(error) from None
        return answer

    async def watch(
        self, method: Method[Q, A], question: Q, credentials: Credentials, seconds: float
    ) -> AsyncIterator[A]:
        channel = await self._settled(method.service)
        call = channel.unary_stream(method.path, method.encode, method.decode)
        metadata = client.call_metadata(credentials.token, credentials.request_id)
        try:
            async for answer in call(question, timeout=seconds, metadata=metadata):
                yield answer
        except grpc.RpcError as error:
            if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:
                raise client.raise_for(error) from None

    async def check(self, service: str) -> None:
        call = (
            self._lines[service]
            .channel()
            .unary_unary(
                "/grpc.health.v1.Health/Check",
                health_pb2.HealthCheckRequest.SerializeToString,
                health_pb2.HealthCheckResponse.FromString,
            )
        )
        question = health_pb2.HealthCheckRequest(service="readiness")
        try:
            answer = await call(question, timeout=client.timeout(_CHECK_SECONDS))
        except grpc.RpcError as error:
            raise client.raise_for(error) from None
        if answer.status != health_pb2.HealthCheckResponse.SERVING:
            raise Unavailable(f"The service {service} is not ready.")

    async def _settled(self, service: str) -> grpc.aio.Channel:
        channel = self._lines[service].channel()
        await client.settled(channel)
        return channel

    async def close(self) -> None:
        """Closes the lines."""
        for line in self._lines.values():
            await line.close()

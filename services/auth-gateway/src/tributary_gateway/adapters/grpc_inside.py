"""The services behind the gateway, by gRPC."""

from collections.abc import AsyncIterator
from typing import TypeVar

import grpc
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


class GrpcInside:
    """One channel for each service, opened in the running loop; closed by `close`."""

    def __init__(self, ingest_target: str, entities_target: str) -> None:
        self._channels = {
            "ingest": client.aio_channel(ingest_target, ingest_pb2.DESCRIPTOR),
            "entities": client.aio_channel(entities_target, entities_pb2.DESCRIPTOR),
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
        call = self._channels[service].unary_unary(
            "/grpc.health.v1.Health/Check",
            health_pb2.HealthCheckRequest.SerializeToString,
            health_pb2.HealthCheckResponse.FromString,
        )
        question = health_pb2.HealthCheckRequest(service="readiness")
        try:
            answer = await call(question, timeout=client.timeout(_CHECK_SECONDS))
        except grpc.RpcError as error:
            raise client.raise_for(error) from None
        if answer.status != health_pb2.HealthCheckResponse.SERVING:
            raise Unavailable(f"The service {service} is not ready.")

    async def _settled(self, service: str) -> grpc.aio.Channel:
        channel = self._channels[service]
        await client.settled(channel)
        return channel

    async def close(self) -> None:
        """Closes the channels."""
        for channel in self._channels.values():
            await channel.close()

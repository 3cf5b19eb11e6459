"""The bus as a direct call: the consumer's InboxService, reached by gRPC."""

from collections.abc import Iterator, Sequence

import grpc
from tributary.common.v1 import bus_pb2, bus_pb2_grpc

from tributary_kit.bus.port import BusUnavailable, Envelope, Rejection
from tributary_kit.bus.wire import to_wire
from tributary_kit.ids import new_id
from tributary_kit.serving import client, limits
from tributary_kit.tokens import AUDIENCE, internal_token

SUBJECT = "relay"

_CALL_SECONDS = 15.0
_CALL_BYTES = 1024 * 1024
_ENVELOPE_BYTES = limits.MESSAGE_BYTES - 64 * 1024

# The consumer is away, busy, older than us or trusts another secret: no message is to blame.
_AWAY = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNIMPLEMENTED,
}


class InlineBus:
    """Delivers by call to the service at `target`, with a token signed by the shared `secret`."""

    def __init__(self, target: str, secret: str) -> None:
        self._channel = client.channel(target)
        self._inbox = bus_pb2_grpc.InboxServiceStub(self._channel)
        self._secret = secret

    def publish(self, envelopes: Sequence[Envelope]) -> list[Rejection]:
        """See `Bus.publish`. A message too large for a call is rejected."""
        rejected = [_too_large(envelope) for envelope in envelopes if _size(envelope) > _ENVELOPE_BYTES]
        fitting = [envelope for envelope in envelopes if _size(envelope) <= _ENVELOPE_BYTES]
        for part in _parts(fitting):
            rejected.extend(self._deliver(part))
        return rejected

    def close(self) -> None:
        """Closes the channel."""
        self._channel.close()

    def _deliver(self, envelopes: Sequence[Envelope]) -> list[Rejection]:
        request = bus_pb2.DeliverRequest(envelopes=[to_wire(envelope) for envelope in envelopes])
        token = internal_token(self._secret, audience=AUDIENCE, subject=SUBJECT, tenant=envelopes[0].tenant)
        metadata = client.call_metadata(token, new_id("req"))
        try:
            answer = self._inbox.Deliver(request, timeout=client.timeout(_CALL_SECONDS), metadata=metadata)
        except grpc.RpcError as error:
            if error.code() in _AWAY:
                raise BusUnavailable("The consumer does not answer.") from error
            raise client.raise_for(error) from error
        return [Rejection(rejection.envelope_id, rejection.detail) for rejection in answer.rejections]


def _size(envelope: Envelope) -> int:
    return len(envelope.payload) + 512


def _too_large(envelope: Envelope) -> Rejection:
    return Rejection(envelope.id, f"The message of {len(envelope.payload)} bytes is too large for a call.")


def _parts(envelopes: Sequence[Envelope]) -> Iterator[list[Envelope]]:
    """Cuts a batch so that each call stays well below the message limit."""
    part: list[Envelope] = []
    size = 0
    for envelope in envelopes:
        if part and size + _size(envelope) > _CALL_BYTES:
            yield part
            part, size = [], 0
        part.append(envelope)
        size += _size(envelope)
    if part:
        yield part

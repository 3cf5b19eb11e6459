"""The consumer's end of the `inline` bus."""

from typing import Any

from tributary.common.v1 import bus_pb2, bus_pb2_grpc

from tributary_kit.bus.handover import hand_over
from tributary_kit.bus.port import Handler
from tributary_kit.bus.wire import from_wire

SERVICE = "tributary.common.v1.InboxService"
POLICY = {f"/{SERVICE}/Deliver": "service"}


class InboxServicer(bus_pb2_grpc.InboxServiceServicer):
    """Gives delivered messages to the handler; a message that makes it fail is rejected alone."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def Deliver(self, request: bus_pb2.DeliverRequest, context: Any) -> bus_pb2.DeliverResponse:  # noqa: ARG002, N802
        """Handles the messages in order. Raises Unavailable or DeadlineExceeded when it could not do all."""
        outcome = hand_over(self._handler, [from_wire(message) for message in request.envelopes])
        if outcome.stopped_by is not None:
            raise outcome.stopped_by
        rejected = [bus_pb2.Rejection(envelope_id=r.id, detail=r.detail) for r in outcome.rejected]
        return bus_pb2.DeliverResponse(rejections=rejected)

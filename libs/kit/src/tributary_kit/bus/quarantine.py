"""Lists and replays the messages that were given up."""

from typing import Any

from tributary.common.v1 import bus_pb2, bus_pb2_grpc

from tributary_kit import paging
from tributary_kit.bus.wire import timestamp
from tributary_kit.serving import caller
from tributary_kit.sql.messages import Messages, Quarantined

SERVICE = "tributary.common.v1.QuarantineService"
POLICY = {f"/{SERVICE}/ListQuarantined": "admin", f"/{SERVICE}/ReplayQuarantined": "admin"}


class QuarantineServicer(bus_pb2_grpc.QuarantineServiceServicer):
    """Serves the quarantine of one table. Each tenant's administrator sees its own messages.

    A service that keeps none at this time (`messages` is None) answers that there are none.
    """

    def __init__(self, messages: Messages | None) -> None:
        self._messages = messages

    def ListQuarantined(  # noqa: N802
        self,
        request: bus_pb2.ListQuarantinedRequest,
        context: Any,  # noqa: ARG002
    ) -> bus_pb2.ListQuarantinedResponse:
        """The quarantined messages, the oldest first."""
        if self._messages is None:
            return bus_pb2.ListQuarantinedResponse()
        tenant = caller().principal.tenant
        size, kind = paging.page_size(request.page_size), f"quarantine:{self._messages.name}:{tenant}"
        after = int(paging.decode(kind, request.page_token)[0] or 0) if request.page_token else 0
        found = self._messages.quarantined(tenant, size + 1, after)
        page = found[:size]
        token = paging.encode(kind, [page[-1].seq]) if len(found) > size else ""
        return bus_pb2.ListQuarantinedResponse(messages=map(_to_wire, page), next_page_token=token)

    def ReplayQuarantined(  # noqa: N802
        self,
        request: bus_pb2.ReplayQuarantinedRequest,
        context: Any,  # noqa: ARG002
    ) -> bus_pb2.ReplayQuarantinedResponse:
        """Puts messages back into delivery with their tries set to zero."""
        if self._messages is None:
            return bus_pb2.ReplayQuarantinedResponse()
        replayed = self._messages.replay(caller().principal.tenant, request.ids)
        return bus_pb2.ReplayQuarantinedResponse(replayed=replayed)


def _to_wire(message: Quarantined) -> bus_pb2.QuarantinedMessage:
    return bus_pb2.QuarantinedMessage(
        id=message.id,
        type=message.type,
        key=message.key,
        tries=message.tries,
        detail=message.detail,
        quarantined_at=timestamp(message.quarantined_at),
    )

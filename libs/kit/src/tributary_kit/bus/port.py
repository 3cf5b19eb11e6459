"""The port: what a bus promises, whatever carries the messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tributary_kit.errors import Unavailable


class BusUnavailable(Unavailable):
    """The bus or its consumer is away: nothing is lost, hand the messages over again later."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message.

    `id` is unique: a repeated one changes nothing. `type` is the full name of the payload's protobuf
    message. Messages with the same tenant and `key` keep their order. `occurred_at` is aware, in UTC.
    """

    id: str
    type: str
    tenant: str
    key: str
    occurred_at: datetime
    payload: bytes
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A message that its consumer could not handle, and why, in words fit for an administrator."""

    id: str
    detail: str


Handler = Callable[[Sequence[Envelope]], list[Rejection]]
"""A consumer. Handles the messages in order; each is durable on return unless it is rejected.

It is called with the same message again after a crash, so handling must be idempotent; and with an older
message after a newer one of its key when the older was rejected first, so an older must never win. It raises
Unavailable when something it needs is away: then nothing counts as tried.
"""


class Bus(Protocol):
    """Takes messages over. Thread-safe."""

    def publish(self, envelopes: Sequence[Envelope]) -> list[Rejection]:
        """Hands the messages over, in order: each is durable on return unless it is rejected.

        Raises BusUnavailable when the bus or the consumer is away; messages may have arrived all the same,
        so that the caller repeats them.
        """

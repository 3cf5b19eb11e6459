"""Messages as protobuf, and back."""

from datetime import UTC, datetime, timedelta

from google.protobuf.timestamp_pb2 import Timestamp
from tributary.common.v1 import common_pb2

from tributary_kit.bus.port import Envelope

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_wire(envelope: Envelope) -> common_pb2.Envelope:
    """The protobuf message of an envelope."""
    return common_pb2.Envelope(
        id=envelope.id,
        type=envelope.type,
        tenant=envelope.tenant,
        key=envelope.key,
        occurred_at=timestamp(envelope.occurred_at),
        payload=envelope.payload,
        request_id=envelope.request_id,
    )


def from_wire(message: common_pb2.Envelope) -> Envelope:
    """The envelope in a protobuf message."""
    return Envelope(
        id=message.id,
        type=message.type,
        tenant=message.tenant,
        key=message.key,
        occurred_at=moment(message.occurred_at),
        payload=message.payload,
        request_id=message.request_id,
    )


def timestamp(when: datetime) -> Timestamp:
    """An aware datetime as protobuf's timestamp."""
    stamp = Timestamp()
    set_timestamp(stamp, when)
    return stamp


def set_timestamp(stamp: Timestamp, when: datetime) -> None:
    """Writes an aware datetime into a timestamp, which is cheaper than making one and copying it."""
    elapsed = when - _EPOCH
    stamp.seconds = elapsed.days * 86400 + elapsed.seconds
    stamp.nanos = elapsed.microseconds * 1000


def moment(stamp: Timestamp) -> datetime:
    """Protobuf's timestamp as a datetime in UTC, cut to microseconds."""
    return _EPOCH + timedelta(seconds=stamp.seconds, microseconds=stamp.nanos // 1000)

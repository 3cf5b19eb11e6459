"""Reads the messages about items."""

from datetime import datetime

from google.protobuf.message import DecodeError
from google.protobuf.timestamp_pb2 import Timestamp
from tributary.ingest.v1 import events_pb2, ingest_pb2
from tributary_kit.bus.port import Envelope
from tributary_kit.bus.wire import moment
from tributary_kit.errors import Invalid

from tributary_entities.domain.item import Author, Item
from tributary_entities.domain.names import clean

ITEM_INGESTED = events_pb2.ItemIngested.DESCRIPTOR.full_name

_MAX_ID = 100
_MAX_TITLE = 500
_MAX_LINK = 8192


def item_of(envelope: Envelope) -> Item:
    """The item that the message announces. Raises Invalid when it is no such message, or a broken one."""
    if envelope.type != ITEM_INGESTED:
        raise Invalid(f"Nobody here reads messages of the type {envelope.type}.")
    message = _parsed(envelope.payload)
    try:
        return _item(envelope, message)
    except OverflowError:
        raise Invalid("The item has a time outside of the years 1 to 9999.") from None


def _parsed(payload: bytes) -> events_pb2.ItemIngested:
    try:
        return events_pb2.ItemIngested.FromString(payload)
    except DecodeError:
        raise Invalid("The message is damaged.") from None


def _item(envelope: Envelope, message: events_pb2.ItemIngested) -> Item:
    item = message.item
    if item.revision < 1:
        raise Invalid("The item's revision is missing.")
    seen_at = _time(item, "seen_at") or envelope.occurred_at
    return Item(
        tenant=_id(envelope.tenant, "tenant"),
        id=_id(item.id, "id"),
        revision=item.revision,
        feed_id=_id(item.feed_id, "feed"),
        source_id=_id(item.source_id, "source"),
        source_name=message.source.name or message.feed_title,
        title=clean(item.title)[:_MAX_TITLE],
        link=_link(item.link),
        first_seen_at=_time(item, "first_seen_at") or seen_at,
        seen_at=seen_at,
        published_at=_time(item, "published_at"),
        authors=tuple(Author(a.name, a.email, a.uri) for a in item.authors),
        categories=tuple(item.categories),
    )


def _id(text: str, what: str) -> str:
    if not text or len(text) > _MAX_ID or not text.isprintable():
        raise Invalid(f"The item's {what} is missing or malformed.")
    return text


def _link(text: str) -> str:
    """The address without what does not belong into one; empty when it is too long to be of use."""
    link = clean(text)
    return link if len(link) <= _MAX_LINK else ""


def _time(item: ingest_pb2.Item, field: str) -> datetime | None:
    stamp: Timestamp = getattr(item, field)
    return moment(stamp) if item.HasField(field) else None

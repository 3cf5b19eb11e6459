"""Messages of the services into answers of the REST API."""

from datetime import UTC, datetime, timedelta

from google.protobuf.timestamp_pb2 import Timestamp
from tributary.common.v1 import bus_pb2
from tributary.entities.v1 import entities_pb2
from tributary.ingest.v1 import ingest_pb2

from tributary_gateway.domain.user import User
from tributary_gateway.web import answers

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATES = {number: name.removeprefix("FEED_STATE_").lower() for name, number in ingest_pb2.FeedState.items()}


def time(stamp: Timestamp) -> datetime | None:
    """The moment, or None for a stamp that was never set."""
    seconds, nanos = stamp.seconds, stamp.nanos
    return _EPOCH + timedelta(seconds=seconds, microseconds=nanos // 1000) if seconds or nanos else None


def source(message: ingest_pb2.Source) -> answers.Source:
    return answers.Source(
        message.id,
        message.name,
        message.site_url,
        message.licence,
        message.trust,
        time(message.created_at),
        time(message.updated_at),
    )


def health(message: ingest_pb2.FeedHealth) -> answers.FeedHealth:
    return answers.FeedHealth(
        _STATES.get(message.state, "unspecified"),
        time(message.last_fetch_at),
        time(message.last_success_at),
        time(message.next_fetch_at),
        message.failures,
        message.reason,
        message.detail,
        message.last_http_status,
        message.flapping_guids,
    )


def feed(message: ingest_pb2.Feed) -> answers.Feed:
    return answers.Feed(
        message.id,
        message.source_id,
        message.url,
        message.title,
        message.site_url,
        message.description,
        message.language,
        message.format,
        message.paused,
        message.interval_seconds,
        health(message.health),
        message.item_count,
        time(message.created_at),
        time(message.updated_at),
    )


def discovered(message: ingest_pb2.DiscoveredFeed) -> answers.DiscoveredFeed:
    return answers.DiscoveredFeed(message.url, message.title)


def created_source(message: ingest_pb2.CreateSourceResponse) -> answers.CreatedSource:
    return answers.CreatedSource(
        source(message.source),
        [feed(one) for one in message.feeds],
        [discovered(one) for one in message.others],
    )


def fetched(message: ingest_pb2.FetchFeedResponse) -> answers.FetchedFeed:
    return answers.FetchedFeed(
        feed(message.feed), message.new_items, message.new_revisions, message.not_modified
    )


def item(message: ingest_pb2.Item) -> answers.Item:
    return answers.Item(
        message.id,
        message.feed_id,
        message.source_id,
        message.revision,
        message.guid,
        message.link,
        message.title,
        message.summary,
        message.content,
        message.language,
        [answers.Person(one.name, one.email, one.uri) for one in message.authors],
        list(message.categories),
        [answers.Enclosure(one.url, one.media_type, one.length) for one in message.enclosures],
        [_place(one) for one in message.places],
        time(message.published_at),
        time(message.updated_at),
        time(message.first_seen_at),
        time(message.seen_at),
    )


def _place(message: ingest_pb2.Place) -> answers.Place:
    return answers.Place(
        message.name,
        message.latitude if message.HasField("latitude") else None,
        message.longitude if message.HasField("longitude") else None,
    )


def imported(message: ingest_pb2.ImportOpmlResponse) -> answers.ImportedOpml:
    failures = [answers.ImportFailure(one.url, one.detail) for one in message.failures]
    return answers.ImportedOpml(message.added, message.already_watched, failures)


def entity(message: entities_pb2.Entity) -> answers.Entity:
    return answers.Entity(
        message.id,
        message.kind,
        message.name,
        [answers.Alias(one.name, one.email, one.uri) for one in message.aliases],
        message.item_count,
        time(message.first_seen_at),
        time(message.last_seen_at),
    )


def relationship(message: entities_pb2.Relationship) -> answers.Relationship:
    return answers.Relationship(
        message.id,
        message.type,
        message.source_id,
        message.target_id,
        message.item_count,
        message.confidence,
        time(message.first_seen_at),
        time(message.last_seen_at),
    )


def neighbour(message: entities_pb2.Neighbour) -> answers.Neighbour:
    return answers.Neighbour(entity(message.entity), relationship(message.relationship))


def evidence(message: entities_pb2.Evidence) -> answers.Evidence:
    return answers.Evidence(
        message.id,
        message.item_id,
        message.item_revision,
        message.item_title,
        message.item_link,
        time(message.item_published_at),
        message.feed_id,
        message.source_id,
        message.field,
        message.start,
        message.end,
        message.quote,
        message.extractor,
        message.extractor_version,
        message.confidence,
        time(message.observed_at),
    )


def quarantined(service: str, message: bus_pb2.QuarantinedMessage) -> answers.QuarantinedMessage:
    return answers.QuarantinedMessage(
        service,
        message.id,
        message.type,
        message.key,
        message.tries,
        message.detail,
        time(message.quarantined_at),
    )


def user(one: User) -> answers.User:
    return answers.User(one.id, one.email, one.role, one.disabled, one.created_at, one.updated_at)

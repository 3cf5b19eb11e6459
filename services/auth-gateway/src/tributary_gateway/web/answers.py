"""What the REST API answers. Members are named as in `proto/`; times are RFC 3339 or null."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct

T = TypeVar("T")

FeedId = Annotated[str, Meta(examples=["feed_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
SourceId = Annotated[str, Meta(examples=["src_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
ItemId = Annotated[str, Meta(examples=["item_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
EntityId = Annotated[str, Meta(examples=["ent_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
RelationshipId = Annotated[str, Meta(examples=["rel_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
UserId = Annotated[str, Meta(examples=["usr_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
Html = Annotated[str, Meta(description="Clean HTML: no script, frame, handler or tracker.")]


class Page(Struct, Generic[T]):
    """Part of a list. Send `next_cursor` back as `cursor` for the next part; null at the end."""

    data: list[T]
    next_cursor: str | None


class Source(Struct):
    """A publisher, owner of feeds."""

    id: SourceId
    name: str
    site_url: str
    licence: str
    trust: Annotated[int, Meta(description="0 (none) to 100 (full).")]
    created_at: datetime | None
    updated_at: datetime | None


class FeedHealth(Struct):
    """How fetching goes."""

    state: Annotated[
        str,
        Meta(
            description="new (not fetched yet), healthy, failing (tried again with growing pauses), "
            "parked (given up until fetched or resumed), paused (by a person)."
        ),
    ]
    last_fetch_at: datetime | None
    last_success_at: datetime | None
    next_fetch_at: datetime | None
    failures: Annotated[int, Meta(description="Failures in a row.")]
    reason: Annotated[str, Meta(description="Typed reason of the last failure, empty when healthy.")]
    detail: str
    last_http_status: int
    flapping_guids: Annotated[
        bool, Meta(description="The feed changes its guids at will; items are identified by link.")
    ]


class Feed(Struct):
    """One URL of a source."""

    id: FeedId
    source_id: SourceId
    url: str
    title: str
    site_url: str
    description: str
    language: str
    format: str
    paused: bool
    interval_seconds: Annotated[int, Meta(description="Seconds between fetches as now scheduled.")]
    health: FeedHealth
    item_count: int
    created_at: datetime | None
    updated_at: datetime | None


class DiscoveredFeed(Struct):
    """A feed that a page names."""

    url: str
    title: str


class CreatedSource(Struct):
    """A new source with the feeds that are watched for it, and those that the page names besides."""

    source: Source
    feeds: list[Feed]
    others: list[DiscoveredFeed]


class FetchedFeed(Struct):
    """The outcome of fetching a feed now."""

    feed: Feed
    new_items: int
    new_revisions: int
    not_modified: bool


class Person(Struct):
    """An author as the feed names them."""

    name: str
    email: str
    uri: str


class Enclosure(Struct):
    """A file that belongs to an item; `length` in bytes, 0 when unknown."""

    url: str
    media_type: str
    length: int


class Place(Struct):
    """A place that the feed names."""

    name: str
    latitude: float | None
    longitude: float | None


class Item(Struct):
    """One entry of a feed, in its newest or in a named revision."""

    id: ItemId
    feed_id: FeedId
    source_id: SourceId
    revision: Annotated[int, Meta(description="1 for the first; an edited entry is a new revision.")]
    guid: str
    link: str
    title: str
    summary: Html
    content: Html
    language: str
    authors: list[Person]
    categories: list[str]
    enclosures: list[Enclosure]
    places: list[Place]
    published_at: datetime | None
    updated_at: datetime | None
    first_seen_at: Annotated[datetime | None, Meta(description="When the item was first stored.")]
    seen_at: Annotated[datetime | None, Meta(description="When this revision was stored.")]


class Alias(Struct):
    """A name under which items speak of an entity."""

    name: str
    email: str
    uri: str


class Entity(Struct):
    """A thing that items speak of."""

    id: EntityId
    kind: Annotated[str, Meta(examples=["creator"], description="creator, organisation or topic.")]
    name: str
    aliases: list[Alias]
    item_count: Annotated[int, Meta(description="Distinct items that speak of it.")]
    first_seen_at: datetime | None
    last_seen_at: datetime | None


class Relationship(Struct):
    """A typed, directed edge between two entities."""

    id: RelationshipId
    type: Annotated[
        str,
        Meta(
            examples=["wrote"],
            description="wrote: creator to topic; published: organisation to creator; "
            "about: organisation to topic.",
        ),
    ]
    source_id: EntityId
    target_id: EntityId
    item_count: Annotated[int, Meta(description="Distinct items that say so.")]
    confidence: float
    first_seen_at: datetime | None
    last_seen_at: datetime | None


class Neighbour(Struct):
    """An entity one relationship away."""

    entity: Entity
    relationship: Relationship


class Evidence(Struct):
    """Which item says so, and where in it."""

    id: str
    item_id: ItemId
    item_revision: int
    item_title: str
    item_link: str
    item_published_at: datetime | None
    feed_id: FeedId
    source_id: SourceId
    field: Annotated[str, Meta(description="The part of the item: author, category or source.")]
    start: Annotated[int, Meta(description="First character in that field.")]
    end: int
    quote: str
    extractor: str
    extractor_version: str
    confidence: float
    observed_at: datetime | None


class ImportFailure(Struct):
    """A feed of an OPML document that could not be watched."""

    url: str
    detail: str


class ImportedOpml(Struct):
    """The outcome of an import."""

    added: int
    already_watched: int
    failures: list[ImportFailure]


class QuarantinedMessage(Struct):
    """A message between services that was given up after repeated failures."""

    service: Annotated[str, Meta(description="Who keeps it: ingest or entities.")]
    id: str
    type: str
    key: str
    tries: int
    detail: str
    quarantined_at: datetime | None


class Replayed(Struct):
    """How many messages are being delivered again."""

    replayed: int


class Tokens(Struct):
    """What a login, or a new password, gives. Lifetimes in seconds."""

    access_token: str
    token_type: Annotated[str, Meta(examples=["Bearer"])]
    expires_in: Annotated[int, Meta(examples=[900])]
    refresh_token: Annotated[str, Meta(description="Good for one use; each refresh gives the next one.")]
    refresh_expires_in: Annotated[int, Meta(examples=[604800])]


class User(Struct):
    """Someone who may log in."""

    id: UserId
    email: Annotated[str, Meta(examples=["ada@example.org"])]
    role: Annotated[str, Meta(examples=["editor"], description="viewer, editor or admin.")]
    disabled: bool
    created_at: datetime | None
    updated_at: datetime | None


class Me(Struct):
    """Who the access token says you are, and your e-mail address."""

    id: UserId
    email: Annotated[str, Meta(examples=["ada@example.org"])]
    tenant: str
    roles: list[str]

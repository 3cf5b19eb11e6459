"""The schema of ingest. These models are the truth that the migrations add up to."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tributary_kit.sql.messages import message_table
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Flag, Json, UtcDateTime, one_of, text_check

from tributary_ingest.domain import feed, item, source

MAX_ID = 64
MAX_TENANT = 64
REVISIONS = "revisions"
CLAIMS = "claims"


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: sa.Text,
        datetime: UtcDateTime,
        bool: Flag,
        int: sa.Integer,
        bytes: sa.LargeBinary,
    }


def _at_least(column: str, least: int = 0) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= {least}", name=f"{column}_at_least")


def _key(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) IN (0, {item.KEY_BYTES})", name=f"{column}_length")


class SourceRow(Base):
    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    name: Mapped[str]
    site_url: Mapped[str]
    licence: Mapped[str]
    trust: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __table_args__ = (
        text_check("id", most=MAX_ID),
        text_check("tenant", most=MAX_TENANT),
        text_check("name", most=source.MAX_NAME),
        text_check("site_url", least=0, most=source.MAX_URL),
        text_check("licence", least=0, most=source.MAX_LICENCE),
        sa.CheckConstraint("trust BETWEEN 0 AND 100", name="trust_range"),
        sa.Index(None, "tenant", "id"),
        STRICT,
    )


class FeedRow(Base):
    """`lease_token` and `lease_until` are set while somebody has the sole right to fetch the feed."""

    __tablename__ = "feed"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    source_id: Mapped[str] = mapped_column(sa.ForeignKey("source.id", ondelete="CASCADE"))
    url: Mapped[str]
    host: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    title: Mapped[str]
    site_url: Mapped[str]
    description: Mapped[str]
    language: Mapped[str]
    format: Mapped[str]
    paused: Mapped[bool]
    state: Mapped[str]
    identity: Mapped[str]
    flaps: Mapped[int]
    etag: Mapped[str]
    last_modified: Mapped[str]
    body_hash: Mapped[bytes]
    moved_to: Mapped[str]
    moved_seen: Mapped[int]
    interval_seconds: Mapped[int]
    ttl_seconds: Mapped[int]
    max_age_seconds: Mapped[int]
    skip_hours: Mapped[int]
    skip_days: Mapped[int]
    next_fetch_at: Mapped[datetime | None]
    last_fetch_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    failures: Mapped[int]
    unreadable: Mapped[int]
    reason: Mapped[str]
    detail: Mapped[str]
    last_http_status: Mapped[int]
    item_count: Mapped[int] = mapped_column(BigInt)
    lease_token: Mapped[str | None]
    lease_until: Mapped[datetime | None]

    __table_args__ = (
        text_check("id", most=MAX_ID),
        text_check("tenant", most=MAX_TENANT),
        text_check("url", most=source.MAX_URL),
        text_check("host", most=source.MAX_URL),
        text_check("title", least=0, most=feed.MAX_TITLE),
        text_check("site_url", least=0, most=source.MAX_URL),
        text_check("description", least=0, most=feed.MAX_DESCRIPTION),
        text_check("language", least=0, most=item.MAX_LANGUAGE),
        text_check("format", least=0, most=MAX_ID),
        one_of("state", feed.STATES),
        one_of("identity", feed.IDENTITIES),
        text_check("etag", least=0, most=feed.MAX_HEADER),
        text_check("last_modified", least=0, most=feed.MAX_HEADER),
        text_check("moved_to", least=0, most=source.MAX_URL),
        text_check("reason", least=0, most=MAX_ID),
        text_check("detail", least=0, most=feed.MAX_DETAIL),
        *(_at_least(column) for column in ("flaps", "moved_seen", "ttl_seconds", "max_age_seconds")),
        *(_at_least(column) for column in ("failures", "unreadable", "last_http_status", "item_count")),
        _at_least("interval_seconds", 1),
        _key("body_hash"),
        sa.CheckConstraint("skip_hours BETWEEN 0 AND 16777215", name="skip_hours_range"),
        sa.CheckConstraint("skip_days BETWEEN 0 AND 127", name="skip_days_range"),
        sa.CheckConstraint("(lease_token IS NULL) = (lease_until IS NULL)", name="lease_whole"),
        sa.UniqueConstraint("tenant", "url"),
        sa.Index(None, "tenant", "id"),
        sa.Index(None, "source_id", "id"),
        sa.Index(None, "next_fetch_at", "host", "id", "lease_until"),
        sa.Index(None, "lease_until", "host"),
        STRICT,
    )


class ItemRow(Base):
    """One item; keys and hash are those of its newest revision, whose number `revision` is."""

    __tablename__ = "item"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    feed_id: Mapped[str] = mapped_column(sa.ForeignKey("feed.id", ondelete="CASCADE"))
    source_id: Mapped[str]
    revision: Mapped[int]
    guid: Mapped[str]
    guid_key: Mapped[bytes]
    link_key: Mapped[bytes]
    content_hash: Mapped[bytes]
    first_seen_at: Mapped[datetime]

    __table_args__ = (
        text_check("id", most=MAX_ID),
        text_check("tenant", most=MAX_TENANT),
        text_check("guid", least=0, most=item.MAX_GUID),
        _at_least("revision", 1),
        _key("guid_key"),
        _key("link_key"),
        _key("content_hash"),
        sa.Index(None, "tenant", "id"),
        sa.Index(None, "feed_id", "id"),
        sa.Index(None, "source_id", "id"),
        sa.Index(None, "feed_id", "guid_key"),
        sa.Index(None, "feed_id", "link_key"),
        sa.Index(None, "feed_id", "content_hash"),
        STRICT,
    )


class RevisionRow(Base):
    """What an item said at a time. `seq` numbers all revisions in the order of their commits."""

    __tablename__ = "item_revision"

    item_id: Mapped[str] = mapped_column(sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInt)
    tenant: Mapped[str]
    title: Mapped[str]
    link: Mapped[str]
    summary: Mapped[str]
    content: Mapped[str]
    language: Mapped[str]
    authors: Mapped[Any] = mapped_column(Json, nullable=False)
    categories: Mapped[Any] = mapped_column(Json, nullable=False)
    enclosures: Mapped[Any] = mapped_column(Json, nullable=False)
    places: Mapped[Any] = mapped_column(Json, nullable=False)
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    content_hash: Mapped[bytes]
    seen_at: Mapped[datetime]

    __table_args__ = (
        text_check("tenant", most=MAX_TENANT),
        text_check("title", least=0, most=item.MAX_TITLE),
        text_check("link", least=0, most=item.MAX_LINK),
        text_check("summary", least=0, most=item.MAX_SUMMARY),
        text_check("content", least=0, most=item.MAX_CONTENT),
        text_check("language", least=0, most=item.MAX_LANGUAGE),
        _at_least("revision", 1),
        _at_least("seq", 1),
        _key("content_hash"),
        sa.Index(None, "tenant", "seq"),
        sa.UniqueConstraint("seq"),
        STRICT,
    )


class CounterRow(Base):
    """Numbers given out in the order of commits: who counts on holds the row until the transaction ends."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInt)

    __table_args__ = (one_of("name", (REVISIONS, CLAIMS)), _at_least("value"), STRICT)


OUTBOX = message_table(Base.metadata, "outbox")
SOURCE = Base.metadata.tables["source"]
FEED = Base.metadata.tables["feed"]
ITEM = Base.metadata.tables["item"]
REVISION = Base.metadata.tables["item_revision"]
COUNTER = Base.metadata.tables["counter"]

"""The tables.

Rows of `entity`, `alias` and `relationship` are made once and never deleted: `item_count` says how many
items stand behind them, and at 0 they are shown no more. `digest` is the fingerprint of what makes a row
itself, so that all three are looked up by one short column. Rows of `evidence` are those of the newest
revision of each item; the row of `item` is the inbox: its revision is the highest taken in.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Double, UtcDateTime, one_of, text_check

from tributary_entities.domain.entity import KINDS
from tributary_entities.domain.names import MAX_KEY, MAX_NAME
from tributary_entities.domain.relationship import TYPES

Sorted = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that both engines compare by code points."""

TABLE = {"sqlite_with_rowid": False, **STRICT}


class Base(DeclarativeBase):
    """Base of the models; its metadata is the schema."""

    metadata = sa.MetaData(naming_convention=NAMING)


def _seen_while_counted() -> sa.CheckConstraint:
    return sa.CheckConstraint(
        "item_count >= 0 AND (item_count = 0) = (first_seen_at IS NULL)"
        " AND (item_count = 0) = (last_seen_at IS NULL)",
        name="seen_while_counted",
    )


def _subject_index(subject: str) -> sa.Index:
    """Evidence of one kind of subject in the order of its lists."""
    given = sa.text(f"{subject}_id IS NOT NULL")
    return sa.Index(
        f"ix_evidence_of_{subject}",
        "tenant",
        f"{subject}_id",
        "item_first_seen_at",
        "item_id",
        "id",
        sqlite_where=given,
        postgresql_where=given,
    )


class ItemRow(Base):
    """What is shown of an item."""

    __tablename__ = "item"
    __table_args__ = (
        text_check("tenant", most=100),
        text_check("id", most=100),
        text_check("feed_id", most=100),
        text_check("source_id", most=100),
        text_check("title", least=0),
        text_check("link", least=0),
        sa.CheckConstraint("revision >= 1", name="revision_counted"),
        TABLE,
    )

    tenant: Mapped[str] = mapped_column(Sorted, primary_key=True)
    id: Mapped[str] = mapped_column(Sorted, primary_key=True)
    revision: Mapped[int] = mapped_column(sa.Integer)
    feed_id: Mapped[str] = mapped_column(sa.Text)
    source_id: Mapped[str] = mapped_column(sa.Text)
    title: Mapped[str] = mapped_column(sa.Text)
    link: Mapped[str] = mapped_column(sa.Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntityRow(Base):
    """An entity; `name` is the alias that is shown."""

    __tablename__ = "entity"
    __table_args__ = (
        sa.UniqueConstraint("tenant", "digest"),
        sa.Index(None, "tenant", "sort_key", "id"),
        sa.Index(None, "tenant", "kind", "sort_key", "id"),
        text_check("tenant", most=100),
        text_check("id", most=100),
        text_check("key", most=MAX_KEY),
        text_check("name", most=MAX_NAME),
        text_check("sort_key", most=MAX_KEY),
        one_of("kind", KINDS),
        _seen_while_counted(),
        TABLE,
    )

    tenant: Mapped[str] = mapped_column(Sorted, primary_key=True)
    id: Mapped[str] = mapped_column(Sorted, primary_key=True)
    digest: Mapped[str] = mapped_column(Sorted)
    kind: Mapped[str] = mapped_column(sa.Text)
    key: Mapped[str] = mapped_column(sa.Text)
    name: Mapped[str] = mapped_column(sa.Text)
    sort_key: Mapped[str] = mapped_column(Sorted)
    item_count: Mapped[int] = mapped_column(BigInt)
    first_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AliasRow(Base):
    """A name of an entity; found by its words through the engine's text index."""

    __tablename__ = "alias"
    __table_args__ = (
        sa.UniqueConstraint("tenant", "digest"),
        sa.Index(None, "tenant", "entity_id"),
        sa.ForeignKeyConstraint(["tenant", "entity_id"], ["entity.tenant", "entity.id"]),
        text_check("name", most=MAX_NAME),
        text_check("email", least=0),
        text_check("uri", least=0),
        text_check("key", least=0, most=MAX_KEY),
        text_check("words", least=0),
        _seen_while_counted(),
        STRICT,
    )

    id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    tenant: Mapped[str] = mapped_column(Sorted)
    entity_id: Mapped[str] = mapped_column(Sorted)
    digest: Mapped[str] = mapped_column(Sorted)
    name: Mapped[str] = mapped_column(Sorted)
    email: Mapped[str] = mapped_column(Sorted)
    uri: Mapped[str] = mapped_column(Sorted)
    key: Mapped[str] = mapped_column(sa.Text)
    words: Mapped[str] = mapped_column(sa.Text)
    item_count: Mapped[int] = mapped_column(BigInt)
    first_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RelationshipRow(Base):
    """A relationship; both ends are of its tenant."""

    __tablename__ = "relationship"
    __table_args__ = (
        sa.UniqueConstraint("tenant", "digest"),
        sa.Index(None, "tenant", "source_id", "item_count", "id"),
        sa.Index(None, "tenant", "target_id", "item_count", "id"),
        sa.ForeignKeyConstraint(["tenant", "source_id"], ["entity.tenant", "entity.id"]),
        sa.ForeignKeyConstraint(["tenant", "target_id"], ["entity.tenant", "entity.id"]),
        text_check("id", most=100),
        one_of("type", TYPES),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        _seen_while_counted(),
        TABLE,
    )

    tenant: Mapped[str] = mapped_column(Sorted, primary_key=True)
    id: Mapped[str] = mapped_column(Sorted, primary_key=True)
    digest: Mapped[str] = mapped_column(Sorted)
    type: Mapped[str] = mapped_column(sa.Text)
    source_id: Mapped[str] = mapped_column(Sorted)
    target_id: Mapped[str] = mapped_column(Sorted)
    confidence: Mapped[float] = mapped_column(Double)
    item_count: Mapped[int] = mapped_column(BigInt)
    first_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EvidenceRow(Base):
    """Why an entity (by one of its aliases) or a relationship is believed."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.Index(None, "tenant", "item_id"),
        _subject_index("entity"),
        _subject_index("relationship"),
        sa.ForeignKeyConstraint(["tenant", "item_id"], ["item.tenant", "item.id"]),
        sa.ForeignKeyConstraint(["tenant", "entity_id"], ["entity.tenant", "entity.id"]),
        sa.ForeignKeyConstraint(["tenant", "relationship_id"], ["relationship.tenant", "relationship.id"]),
        sa.ForeignKeyConstraint(["alias_id"], ["alias.id"]),
        sa.CheckConstraint("(entity_id IS NULL) <> (relationship_id IS NULL)", name="one_subject"),
        sa.CheckConstraint("(entity_id IS NULL) = (alias_id IS NULL)", name="alias_of_entity"),
        sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name="span"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        text_check("id", most=100),
        text_check("field", most=100),
        text_check("quote"),
        text_check("extractor", most=100),
        text_check("extractor_version", most=100),
        TABLE,
    )

    tenant: Mapped[str] = mapped_column(Sorted, primary_key=True)
    id: Mapped[str] = mapped_column(Sorted, primary_key=True)
    item_id: Mapped[str] = mapped_column(Sorted)
    entity_id: Mapped[str | None] = mapped_column(Sorted)
    alias_id: Mapped[int | None] = mapped_column(BigInt)
    relationship_id: Mapped[str | None] = mapped_column(Sorted)
    item_first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    field: Mapped[str] = mapped_column(sa.Text)
    start_char: Mapped[int] = mapped_column(sa.Integer)
    end_char: Mapped[int] = mapped_column(sa.Integer)
    quote: Mapped[str] = mapped_column(sa.Text)
    extractor: Mapped[str] = mapped_column(sa.Text)
    extractor_version: Mapped[str] = mapped_column(sa.Text)
    confidence: Mapped[float] = mapped_column(Double)


def table_of(model: type[Base]) -> sa.Table:
    """The model's table, for bulk statements."""
    table = model.__table__
    assert isinstance(table, sa.Table)
    return table

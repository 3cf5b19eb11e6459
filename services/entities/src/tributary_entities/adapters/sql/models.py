"""The tables.

Rows of `entity`, `alias` and `relationship` are made once and never deleted: `item_count` says how many
items stand behind them, and at 0 they are shown no more. `digest` is the fingerprint of what makes a row
itself, so that all three are looked up by one short column. Rows of `evidence` are those of the newest
revision of each item; the row of `item` is the inbox: its revision is the highest taken in.

Inside, rows refer to each other by `pk`, a short number: there is evidence by the million. The outside knows
only the opaque `id`.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Double, UtcDateTime, one_of, text_check

from tributary_entities.adapters.sql.moment import Moment
from tributary_entities.domain.entity import KINDS
from tributary_entities.domain.names import MAX_KEY, MAX_NAME
from tributary_entities.domain.relationship import TYPES

Sorted = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that both engines compare by code points."""

_DIGEST_BYTES = 16

# SQLite has the table `alias_words` instead, which the migration makes.
_WORDS_INDEX = sa.Index(
    "ix_alias_words",
    sa.text("array_to_tsvector(string_to_array(words, ' '))"),
    postgresql_using="gin",
).ddl_if(dialect="postgresql")


class Base(DeclarativeBase):
    """Base of the models; its metadata is the schema."""

    metadata = sa.MetaData(naming_convention=NAMING)


class Counted:
    """What entities, aliases and relationships have in common."""

    pk: Mapped[int] = mapped_column(BigInt, primary_key=True)
    tenant: Mapped[str] = mapped_column(Sorted)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary)
    item_count: Mapped[int] = mapped_column(BigInt)
    first_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment)


def _counted() -> tuple[sa.UniqueConstraint, sa.CheckConstraint, sa.CheckConstraint]:
    return (
        sa.UniqueConstraint("tenant", "digest"),
        sa.CheckConstraint(f"length(digest) = {_DIGEST_BYTES}", name="digest_length"),
        sa.CheckConstraint(
            "item_count >= 0 AND (item_count = 0) = (first_seen_at IS NULL)"
            " AND (item_count = 0) = (last_seen_at IS NULL)",
            name="seen_while_counted",
        ),
    )


def _subject_index(subject: str) -> sa.Index:
    """Evidence of one kind of subject in the order of its lists."""
    given = sa.text(f"{subject}_pk IS NOT NULL")
    columns = (f"{subject}_pk", "item_first_seen_at", "item_pk", "number")
    return sa.Index(f"ix_evidence_of_{subject}", *columns, sqlite_where=given, postgresql_where=given)


class ItemRow(Base):
    """What is shown of an item."""

    __tablename__ = "item"
    __table_args__ = (
        sa.UniqueConstraint("tenant", "id"),
        text_check("tenant", most=100),
        text_check("id", most=100),
        text_check("feed_id", most=100),
        text_check("source_id", most=100),
        text_check("title", least=0),
        text_check("link", least=0),
        sa.CheckConstraint("revision >= 1", name="revision_counted"),
        STRICT,
    )

    pk: Mapped[int] = mapped_column(BigInt, primary_key=True)
    tenant: Mapped[str] = mapped_column(Sorted)
    id: Mapped[str] = mapped_column(Sorted)
    revision: Mapped[int] = mapped_column(sa.Integer)
    feed_id: Mapped[str] = mapped_column(sa.Text)
    source_id: Mapped[str] = mapped_column(sa.Text)
    title: Mapped[str] = mapped_column(sa.Text)
    link: Mapped[str] = mapped_column(sa.Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntityRow(Counted, Base):
    """An entity; `name` is the alias that is shown."""

    __tablename__ = "entity"
    __table_args__ = (
        *_counted(),
        sa.UniqueConstraint("tenant", "id"),
        sa.Index(None, "tenant", "sort_key", "id"),
        sa.Index(None, "tenant", "kind", "sort_key", "id"),
        text_check("tenant", most=100),
        text_check("id", most=100),
        text_check("key", most=MAX_KEY),
        text_check("name", most=MAX_NAME),
        text_check("sort_key", most=MAX_KEY),
        one_of("kind", KINDS),
        STRICT,
    )

    id: Mapped[str] = mapped_column(Sorted)
    kind: Mapped[str] = mapped_column(sa.Text)
    key: Mapped[str] = mapped_column(sa.Text)
    name: Mapped[str] = mapped_column(sa.Text)
    sort_key: Mapped[str] = mapped_column(Sorted)


class AliasRow(Counted, Base):
    """A name of an entity; found by its words through the engine's text index."""

    __tablename__ = "alias"
    __table_args__ = (
        *_counted(),
        _WORDS_INDEX,
        text_check("tenant", most=100),
        text_check("name", most=MAX_NAME),
        text_check("email", least=0),
        text_check("uri", least=0),
        text_check("key", least=0, most=MAX_KEY),
        text_check("words", least=0),
        STRICT,
    )

    entity_pk: Mapped[int] = mapped_column(BigInt, sa.ForeignKey("entity.pk"), index=True)
    name: Mapped[str] = mapped_column(Sorted)
    email: Mapped[str] = mapped_column(Sorted)
    uri: Mapped[str] = mapped_column(Sorted)
    key: Mapped[str] = mapped_column(sa.Text)
    words: Mapped[str] = mapped_column(sa.Text)


class RelationshipRow(Counted, Base):
    """A relationship between two entities of its tenant."""

    __tablename__ = "relationship"
    __table_args__ = (
        *_counted(),
        sa.UniqueConstraint("tenant", "id"),
        sa.Index(None, "source_pk", "item_count", "pk"),
        sa.Index(None, "target_pk", "item_count", "pk"),
        text_check("tenant", most=100),
        text_check("id", most=100),
        one_of("type", TYPES),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        STRICT,
    )

    id: Mapped[str] = mapped_column(Sorted)
    type: Mapped[str] = mapped_column(sa.Text)
    source_pk: Mapped[int] = mapped_column(BigInt, sa.ForeignKey("entity.pk"))
    target_pk: Mapped[int] = mapped_column(BigInt, sa.ForeignKey("entity.pk"))
    confidence: Mapped[float] = mapped_column(Double)


class EvidenceRow(Base):
    """Why an entity (by one of its aliases) or a relationship is believed.

    `number` counts the evidence of the item's revision.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        _subject_index("entity"),
        _subject_index("relationship"),
        sa.CheckConstraint("(entity_pk IS NULL) <> (relationship_pk IS NULL)", name="one_subject"),
        sa.CheckConstraint("(entity_pk IS NULL) = (alias_pk IS NULL)", name="alias_of_entity"),
        sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name="span"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        text_check("tenant", most=100),
        text_check("field", most=100),
        text_check("quote"),
        text_check("extractor", most=100),
        text_check("extractor_version", most=100),
        {"sqlite_with_rowid": False, **STRICT},
    )

    item_pk: Mapped[int] = mapped_column(BigInt, sa.ForeignKey("item.pk"), primary_key=True)
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    tenant: Mapped[str] = mapped_column(Sorted)
    entity_pk: Mapped[int | None] = mapped_column(BigInt, sa.ForeignKey("entity.pk"))
    alias_pk: Mapped[int | None] = mapped_column(BigInt, sa.ForeignKey("alias.pk"))
    relationship_pk: Mapped[int | None] = mapped_column(BigInt, sa.ForeignKey("relationship.pk"))
    item_first_seen_at: Mapped[datetime] = mapped_column(Moment)
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

"""The first schema: items, entities, aliases, relationships, evidence, and the index of names.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Double, UtcDateTime, one_of, text_check

revision = "0001"
down_revision = None

metadata = sa.MetaData(naming_convention=NAMING)

_SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.TIMESTAMP(timezone=True).with_variant(sa.Integer(), "sqlite")


def _sorted(name: str) -> sa.Column[str]:
    return sa.Column(name, _SORTED, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _pk() -> sa.Column[int]:
    return sa.Column("pk", BigInt, primary_key=True)


def _refers(table: str, column: str = "", *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey(f"{table}.pk")
    return sa.Column(column or f"{table}_pk", BigInt, target, nullable=nullable, index=index)


def _confidence() -> tuple[sa.Column[float], sa.CheckConstraint]:
    check = sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share")
    return sa.Column("confidence", Double, nullable=False), check


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


def _counted() -> tuple[sa.schema.SchemaItem, ...]:
    seen = (
        "item_count >= 0 AND (item_count = 0) = (first_seen_at IS NULL)"
        " AND (item_count = 0) = (last_seen_at IS NULL)"
    )
    return (
        _pk(),
        _sorted("tenant"),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("item_count", BigInt, nullable=False),
        sa.Column("first_seen_at", _MOMENT),
        sa.Column("last_seen_at", _MOMENT),
        sa.UniqueConstraint("tenant", "digest"),
        sa.CheckConstraint("length(digest) = 16", name="digest_length"),
        sa.CheckConstraint(seen, name="seen_while_counted"),
    )


def _subject_index(subject: str) -> sa.Index:
    given = sa.text(f"{subject}_pk IS NOT NULL")
    columns = (f"{subject}_pk", "item_first_seen_at", "item_pk", "number")
    return sa.Index(f"ix_evidence_of_{subject}", *columns, sqlite_where=given, postgresql_where=given)


sa.Table(
    "item",
    metadata,
    _pk(),
    _sorted("tenant"),
    _sorted("id"),
    _number("revision"),
    _text("feed_id"),
    _text("source_id"),
    _text("title"),
    _text("link"),
    _moment("published_at", nullable=True),
    _moment("first_seen_at"),
    _moment("seen_at"),
    sa.UniqueConstraint("tenant", "id"),
    text_check("tenant", most=100),
    text_check("id", most=100),
    text_check("feed_id", most=100),
    text_check("source_id", most=100),
    text_check("title", least=0),
    text_check("link", least=0),
    sa.CheckConstraint("revision >= 1", name="revision_counted"),
    **STRICT,
)

sa.Table(
    "entity",
    metadata,
    *_counted(),
    _sorted("id"),
    _text("kind"),
    _text("key"),
    _text("name"),
    _sorted("sort_key"),
    sa.UniqueConstraint("tenant", "id"),
    sa.Index(None, "tenant", "sort_key", "id"),
    sa.Index(None, "tenant", "kind", "sort_key", "id"),
    text_check("tenant", most=100),
    text_check("id", most=100),
    text_check("key", most=400),
    text_check("name", most=200),
    text_check("sort_key", most=400),
    one_of("kind", ("creator", "organisation", "topic")),
    **STRICT,
)

sa.Table(
    "alias",
    metadata,
    *_counted(),
    _refers("entity", index=True),
    _sorted("name"),
    _sorted("email"),
    _sorted("uri"),
    _text("key"),
    _text("words"),
    text_check("tenant", most=100),
    text_check("name", most=200),
    text_check("email", least=0),
    text_check("uri", least=0),
    text_check("key", least=0, most=400),
    text_check("words", least=0),
    **STRICT,
)

sa.Table(
    "relationship",
    metadata,
    *_counted(),
    _sorted("id"),
    _text("type"),
    _refers("entity", "source_pk"),
    _refers("entity", "target_pk"),
    *_confidence(),
    sa.UniqueConstraint("tenant", "id"),
    sa.Index(None, "source_pk", "item_count", "pk"),
    sa.Index(None, "target_pk", "item_count", "pk"),
    text_check("tenant", most=100),
    text_check("id", most=100),
    one_of("type", ("wrote", "published", "about")),
    **STRICT,
)

sa.Table(
    "evidence",
    metadata,
    _refers("item"),
    _number("number"),
    _sorted("tenant"),
    _refers("entity", nullable=True),
    _refers("alias", nullable=True),
    _refers("relationship", nullable=True),
    sa.Column("item_first_seen_at", _MOMENT, nullable=False),
    _text("field"),
    _number("start_char"),
    _number("end_char"),
    _text("quote"),
    _text("extractor"),
    _text("extractor_version"),
    *_confidence(),
    sa.PrimaryKeyConstraint("item_pk", "number"),
    _subject_index("entity"),
    _subject_index("relationship"),
    sa.CheckConstraint("(entity_pk IS NULL) <> (relationship_pk IS NULL)", name="one_subject"),
    sa.CheckConstraint("(entity_pk IS NULL) = (alias_pk IS NULL)", name="alias_of_entity"),
    sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name="span"),
    text_check("tenant", most=100),
    text_check("field", most=100),
    text_check("quote"),
    text_check("extractor", most=100),
    text_check("extractor_version", most=100),
    sqlite_with_rowid=False,
    **STRICT,
)

# `words` are words with single blanks between, in lower case: the engines must not split them further.
_SQLITE_NAMES = (
    "CREATE VIRTUAL TABLE alias_words"
    " USING fts5(words, content='alias', content_rowid='pk', tokenize='ascii')",
    "CREATE TRIGGER alias_words_added AFTER INSERT ON alias BEGIN"
    " INSERT INTO alias_words (rowid, words) VALUES (new.pk, new.words); END",
    "CREATE TRIGGER alias_words_removed AFTER DELETE ON alias BEGIN"
    " INSERT INTO alias_words (alias_words, rowid, words) VALUES ('delete', old.pk, old.words); END",
    "CREATE TRIGGER alias_words_changed AFTER UPDATE OF pk, words ON alias BEGIN"
    " INSERT INTO alias_words (alias_words, rowid, words) VALUES ('delete', old.pk, old.words);"
    " INSERT INTO alias_words (rowid, words) VALUES (new.pk, new.words); END",
)
_POSTGRES_NAMES = (
    "CREATE INDEX ix_alias_words ON alias USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def upgrade() -> None:
    for table in metadata.sorted_tables:
        op.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            op.execute(CreateIndex(index))
    for statement in _SQLITE_NAMES if op.get_context().dialect.name == "sqlite" else _POSTGRES_NAMES:
        op.execute(statement)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE alias_words")
    for table in reversed(metadata.sorted_tables):
        op.execute(DropTable(table))

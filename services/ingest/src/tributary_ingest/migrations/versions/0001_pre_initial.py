"""The first schema: sources, feeds, items with their revisions, counters, outbox.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable
from tributary_kit.sql.messages import create_message_table
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Flag, Json, UtcDateTime, one_of, text_check

revision = "0001"
down_revision = None

metadata = sa.MetaData(naming_convention=NAMING)


def _text(name: str, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, **more)  # type: ignore[arg-type]


def _number(name: str, kind: object = sa.Integer) -> sa.Column[int]:
    return sa.Column(name, kind, nullable=False)  # type: ignore[arg-type]


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


def _at_least(column: str, least: int = 0) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= {least}", name=f"{column}_at_least")


def _key(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) IN (0, 16)", name=f"{column}_length")


sa.Table(
    "source",
    metadata,
    _text("id", primary_key=True),
    _text("tenant"),
    _text("name"),
    _text("site_url"),
    _text("licence"),
    _number("trust"),
    _moment("created_at"),
    _moment("updated_at"),
    text_check("id", most=64),
    text_check("tenant", most=64),
    text_check("name", most=500),
    text_check("site_url", least=0, most=2048),
    text_check("licence", least=0, most=500),
    sa.CheckConstraint("trust BETWEEN 0 AND 100", name="trust_range"),
    sa.Index(None, "tenant", "id"),
    **STRICT,
)

sa.Table(
    "feed",
    metadata,
    _text("id", primary_key=True),
    _text("tenant"),
    sa.Column("source_id", sa.Text, sa.ForeignKey("source.id", ondelete="CASCADE"), nullable=False),
    _text("url"),
    _text("host"),
    _moment("created_at"),
    _moment("updated_at"),
    _text("title"),
    _text("site_url"),
    _text("description"),
    _text("language"),
    _text("format"),
    sa.Column("paused", Flag, nullable=False),
    _text("state"),
    _text("identity"),
    _number("flaps"),
    _text("etag"),
    _text("last_modified"),
    _bytes("body_hash"),
    _text("moved_to"),
    _number("moved_seen"),
    _number("interval_seconds"),
    _number("ttl_seconds"),
    _number("max_age_seconds"),
    _number("skip_hours"),
    _number("skip_days"),
    _moment("next_fetch_at", nullable=True),
    _moment("last_fetch_at", nullable=True),
    _moment("last_success_at", nullable=True),
    _number("failures"),
    _number("unreadable"),
    _text("reason"),
    _text("detail"),
    _number("last_http_status"),
    _number("item_count", BigInt),
    sa.Column("lease_token", sa.Text),
    _moment("lease_until", nullable=True),
    text_check("id", most=64),
    text_check("tenant", most=64),
    text_check("url", most=2048),
    text_check("host", most=2048),
    text_check("title", least=0, most=2000),
    text_check("site_url", least=0, most=2048),
    text_check("description", least=0, most=4000),
    text_check("language", least=0, most=100),
    text_check("format", least=0, most=64),
    one_of("state", ("new", "healthy", "failing", "parked")),
    one_of("identity", ("guid", "link")),
    text_check("etag", least=0, most=4096),
    text_check("last_modified", least=0, most=4096),
    text_check("moved_to", least=0, most=2048),
    text_check("reason", least=0, most=64),
    text_check("detail", least=0, most=500),
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
    **STRICT,
)

sa.Table(
    "item",
    metadata,
    _text("id", primary_key=True),
    _text("tenant"),
    sa.Column("feed_id", sa.Text, sa.ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    _text("source_id"),
    _number("revision"),
    _text("guid"),
    _bytes("guid_key"),
    _bytes("link_key"),
    _bytes("content_hash"),
    _moment("first_seen_at"),
    text_check("id", most=64),
    text_check("tenant", most=64),
    text_check("guid", least=0, most=4096),
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
    **STRICT,
)

sa.Table(
    "item_revision",
    metadata,
    sa.Column("item_id", sa.Text, sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    _number("seq", BigInt),
    _text("tenant"),
    _text("title"),
    _text("link"),
    _text("summary"),
    _text("content"),
    _text("language"),
    sa.Column("authors", Json, nullable=False),
    sa.Column("categories", Json, nullable=False),
    sa.Column("enclosures", Json, nullable=False),
    sa.Column("places", Json, nullable=False),
    _moment("published_at", nullable=True),
    _moment("updated_at", nullable=True),
    _bytes("content_hash"),
    _moment("seen_at"),
    text_check("tenant", most=64),
    text_check("title", least=0, most=4000),
    text_check("link", least=0, most=8192),
    text_check("summary", least=0, most=200_000),
    text_check("content", least=0, most=500_000),
    text_check("language", least=0, most=100),
    _at_least("revision", 1),
    _at_least("seq", 1),
    _key("content_hash"),
    sa.Index(None, "tenant", "seq"),
    sa.UniqueConstraint("seq"),
    **STRICT,
)

_counter = sa.Table(
    "counter",
    metadata,
    _text("name", primary_key=True),
    _number("value", BigInt),
    one_of("name", ("revisions", "claims")),
    _at_least("value"),
    **STRICT,
)


def upgrade() -> None:
    for table in metadata.sorted_tables:
        op.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            op.execute(CreateIndex(index))
    create_message_table(op.get_bind(), "outbox")
    op.bulk_insert(_counter, [{"name": "revisions", "value": 0}, {"name": "claims", "value": 0}])


def downgrade() -> None:
    op.drop_table("outbox")
    for table in reversed(metadata.sorted_tables):
        op.execute(DropTable(table))

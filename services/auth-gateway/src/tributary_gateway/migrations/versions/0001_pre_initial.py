"""The first schema: users and their generations, sessions, failed logins.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Flag, UtcDateTime, one_of, text_check

revision = "0001"
down_revision = None

metadata = sa.MetaData(naming_convention=NAMING)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, BigInt, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


sa.Table(
    "user_account",
    metadata,
    _text("id"),
    _text("tenant"),
    _text("email"),
    _text("role"),
    _text("password_hash"),
    sa.Column("disabled", Flag, nullable=False),
    _moment("created_at"),
    _moment("updated_at"),
    _number("generation"),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("email"),
    text_check("id", most=64),
    text_check("tenant", most=64),
    text_check("email", most=254),
    text_check("password_hash", most=512),
    one_of("role", ("viewer", "editor", "admin")),
    sa.Index(None, "tenant", "id"),
    **STRICT,
)
sa.Table(
    "user_generation",
    metadata,
    _text("user_id"),
    _number("generation"),
    _moment("begun_at"),
    sa.PrimaryKeyConstraint("user_id"),
    text_check("user_id", most=64),
    sa.Index(None, "begun_at"),
    **STRICT,
)
sa.Table(
    "session",
    metadata,
    _text("id"),
    _text("tenant"),
    _text("user_id"),
    _number("generation"),
    sa.Column("key", sa.LargeBinary, nullable=False),
    _text("current_hash"),
    _text("previous_hash"),
    _text("previous_client"),
    _moment("rotated_at", nullable=True),
    _moment("expires_at"),
    sa.Column("revoked", Flag, nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
    text_check("id", most=64),
    text_check("current_hash", most=64),
    sa.Index(None, "user_id"),
    sa.Index(None, "expires_at"),
    **STRICT,
)
sa.Table(
    "login_failure",
    metadata,
    _text("key"),
    _number("count"),
    _moment("last_at"),
    sa.PrimaryKeyConstraint("key"),
    text_check("key", most=64),
    sa.Index(None, "last_at"),
    **STRICT,
)


def upgrade() -> None:
    for table in metadata.sorted_tables:
        op.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            op.execute(CreateIndex(index))


def downgrade() -> None:
    for table in reversed(metadata.sorted_tables):
        op.execute(DropTable(table))

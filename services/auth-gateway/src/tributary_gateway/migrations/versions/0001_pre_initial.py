"""Users, sessions, stopped users and failed logins."""

import sqlalchemy as sa
from alembic import op
from tributary_kit.sql.types import STRICT, BigInt, Flag, UtcDateTime, one_of, text_check

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("disabled", Flag, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("email", name="uq_user_account_email"),
        text_check("id", most=64),
        text_check("tenant", most=64),
        text_check("email", most=254),
        text_check("password_hash", most=512),
        one_of("role", ("viewer", "editor", "admin")),
        **STRICT,
    )
    op.create_index("ix_user_account_tenant_id", "user_account", ["tenant", "id"])
    op.create_table(
        "stopped_user",
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("stopped_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_stopped_user"),
        text_check("user_id", most=64),
        **STRICT,
    )
    op.create_index("ix_stopped_user_stopped_at", "stopped_user", ["stopped_at"])
    op.create_table(
        "session",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("current_hash", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("previous_client", sa.Text, nullable=False),
        sa.Column("rotated_at", UtcDateTime, nullable=True),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("revoked", Flag, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_session_user_id", ondelete="CASCADE"
        ),
        text_check("id", most=64),
        text_check("current_hash", most=64),
        **STRICT,
    )
    op.create_index("ix_session_user_id", "session", ["user_id"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "login_failure",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("count", BigInt, nullable=False),
        sa.Column("last_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_login_failure"),
        text_check("key", most=64),
        **STRICT,
    )
    op.create_index("ix_login_failure_last_at", "login_failure", ["last_at"])


def downgrade() -> None:
    for name in ("login_failure", "session", "stopped_user", "user_account"):
        op.drop_table(name)

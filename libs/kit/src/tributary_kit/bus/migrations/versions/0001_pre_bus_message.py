"""The queue."""

from alembic import op
from tributary_kit.sql.messages import create_message_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_message_table(op.get_bind(), "bus_message")


def downgrade() -> None:
    op.drop_table("bus_message")

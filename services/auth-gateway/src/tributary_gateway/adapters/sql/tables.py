"""The tables of the gateway."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from tributary_kit.sql.types import NAMING, STRICT, BigInt, Flag, UtcDateTime, one_of, text_check

from tributary_gateway.domain.user import MAX_EMAIL, USER_ROLES


class Base(DeclarativeBase):
    """All of the gateway's tables."""

    metadata = MetaData(naming_convention=NAMING)


class UserRow(Base):
    """Someone who may log in."""

    __tablename__ = "user_account"
    __table_args__ = (
        text_check("id", most=64),
        text_check("tenant", most=64),
        text_check("email", most=MAX_EMAIL),
        text_check("password_hash", most=512),
        one_of("role", USER_ROLES),
        Index("ix_user_account_tenant_id", "tenant", "id"),
        STRICT,
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    tenant: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text, unique=True)
    role: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    disabled: Mapped[bool] = mapped_column(Flag)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    generation: Mapped[int] = mapped_column(BigInt)


class GenerationRow(Base):
    """The last generation that a user began: tokens of older ones are worth nothing. Outlives the user."""

    __tablename__ = "user_generation"
    __table_args__ = (text_check("user_id", most=64), STRICT)

    user_id: Mapped[str] = mapped_column(Text, primary_key=True)
    generation: Mapped[int] = mapped_column(BigInt)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SessionRow(Base):
    """One login, with hashes of its refresh tokens."""

    __tablename__ = "session"
    __table_args__ = (text_check("id", most=64), text_check("current_hash", most=64), STRICT)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    tenant: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(ForeignKey(UserRow.id, ondelete="CASCADE"), index=True)
    generation: Mapped[int] = mapped_column(BigInt)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    current_hash: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(Text)
    previous_client: Mapped[str] = mapped_column(Text)
    rotated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    revoked: Mapped[bool] = mapped_column(Flag)


class FailureRow(Base):
    """Failed logins in a row of an account or an address, whose name is hashed."""

    __tablename__ = "login_failure"
    __table_args__ = (text_check("key", most=64), STRICT)

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(BigInt)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

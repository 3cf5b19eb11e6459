"""People who may log in, and the rules for their e-mail addresses, passwords and roles."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from tributary_kit.errors import Invalid

USER_ROLES = ("viewer", "editor", "admin")
"""From the lowest to the highest; each may do all that those before it may."""

MIN_PASSWORD = 12
MAX_PASSWORD = 256
MAX_EMAIL = 254

# Enough to catch a mistake; only a message that arrives proves an address. `admin@localhost` is one.
EMAIL_PATTERN = r"^[^\s@\x00-\x1f\x7f]{1,64}@[^\s@\x00-\x1f\x7f]{1,180}$"


@dataclass(frozen=True, slots=True)
class User:
    """One account. `email` is in normal form and unique over all tenants; times are aware, in UTC.

    `generation` grows with each change that ends what the user was given before: tokens and sessions carry
    the generation they are of, and older ones are worth nothing.
    """

    id: str
    tenant: str
    email: str
    role: str
    password_hash: str
    disabled: bool
    created_at: datetime
    updated_at: datetime
    generation: int = 0


def changed(
    user: User,
    now: datetime,
    *,
    role: str | None = None,
    disabled: bool | None = None,
    password_hash: str | None = None,
) -> User:
    """The user with those that are given. A lower role, disabling or another password begins a generation."""
    after = replace(
        user,
        role=user.role if role is None else role,
        disabled=user.disabled if disabled is None else disabled,
        password_hash=user.password_hash if password_hash is None else password_hash,
        updated_at=now,
    )
    lowered = USER_ROLES.index(after.role) < USER_ROLES.index(user.role)
    if lowered or (after.disabled and not user.disabled) or after.password_hash != user.password_hash:
        return replace(after, generation=user.generation + 1)
    return after


def normal_email(text: str) -> str:
    """The form under which an address is stored and looked up. Raises Invalid when it is none."""
    email = unicodedata.normalize("NFC", text.strip()).lower()
    if len(email) > MAX_EMAIL or not re.fullmatch(EMAIL_PATTERN, email):
        raise Invalid("This is no e-mail address.", field="email")
    return email


def check_password(password: str) -> str:
    """The password. Raises Invalid when it is too short or too long to be kept."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(f"The password has fewer than {MIN_PASSWORD} characters.", field="password")
    if len(password) > MAX_PASSWORD:
        raise Invalid(f"The password has more than {MAX_PASSWORD} characters.", field="password")
    return password


def check_role(role: str) -> str:
    """The role. Raises Invalid when it is not one that a user can have."""
    if role not in USER_ROLES:
        raise Invalid(f"The role must be one of {', '.join(USER_ROLES)}.", field="role")
    return role

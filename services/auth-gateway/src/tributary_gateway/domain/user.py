"""People who may log in, and the rules for their e-mail addresses, passwords and roles."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from tributary_kit.errors import Invalid

USER_ROLES = ("viewer", "editor", "admin")
MIN_PASSWORD = 12
MAX_PASSWORD = 256
MAX_EMAIL = 254

# Enough to catch a mistake; only a message that arrives proves an address. `admin@localhost` is one.
EMAIL_PATTERN = r"^[^\s@\x00-\x1f\x7f]{1,64}@[^\s@\x00-\x1f\x7f]{1,180}$"


@dataclass(frozen=True, slots=True)
class User:
    """One account. `email` is in normal form and unique over all tenants; times are aware, in UTC."""

    id: str
    tenant: str
    email: str
    role: str
    password_hash: str
    disabled: bool
    created_at: datetime
    updated_at: datetime


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

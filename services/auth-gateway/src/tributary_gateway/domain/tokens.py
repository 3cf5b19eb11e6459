"""What a successful login or refresh gives."""

from dataclasses import dataclass
from datetime import timedelta

ACCESS_LIFETIME = timedelta(minutes=15)

GENERATION = "gen"
"""The claim of an access token that names the user's generation at the time; absent means 0."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and the refresh token that renews it; lifetimes in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_in: int

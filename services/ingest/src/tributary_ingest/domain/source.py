"""Publishers."""

from dataclasses import dataclass
from datetime import datetime

MAX_NAME = 500
MAX_LICENCE = 500
MAX_URL = 2048
DEFAULT_TRUST = 50


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher, owner of feeds. `trust` goes from 0 (none) to 100 (full)."""

    id: str
    tenant: str
    name: str
    site_url: str
    licence: str
    trust: int
    created_at: datetime
    updated_at: datetime

"""Feeds: what is watched, how it fares, and when it is due."""

from dataclasses import dataclass, replace
from datetime import datetime

NEW = "new"
HEALTHY = "healthy"
FAILING = "failing"
PARKED = "parked"
PAUSED = "paused"
STATES = (NEW, HEALTHY, FAILING, PARKED)

BY_GUID = "guid"
BY_LINK = "link"
IDENTITIES = (BY_GUID, BY_LINK)

MAX_TITLE = 2000
MAX_DESCRIPTION = 4000
MAX_DETAIL = 500
MAX_HEADER = 4096
DEFAULT_INTERVAL = 3600


@dataclass(frozen=True, slots=True)
class Feed:
    """One URL of a source, its health and its schedule.

    `host` is what the per-host limit counts by. `state` is one of STATES; `paused` hides it.
    `identity` says what tells its items apart; `flaps` counts the fetches in a row that suggested another.
    `etag`, `last_modified` and `body_hash` are those of the last document that was taken in completely.
    `moved_to` is a permanent redirect seen in the last `moved_seen` good fetches in a row.
    `interval_seconds` is the pause by the feed's own frequency; `ttl_seconds` and `max_age_seconds` are the
    least pause that the document and the server ask for; `skip_hours` and `skip_days` are bit sets of UTC
    hours 0-23 and days 0 (Monday) to 6. `next_fetch_at` is None while paused or parked.
    `failures` counts failures in a row, `unreadable` those among them where bytes came that were no feed.
    """

    id: str
    tenant: str
    source_id: str
    url: str
    host: str
    created_at: datetime
    updated_at: datetime
    title: str = ""
    site_url: str = ""
    description: str = ""
    language: str = ""
    format: str = ""
    paused: bool = False
    state: str = NEW
    identity: str = BY_GUID
    flaps: int = 0
    etag: str = ""
    last_modified: str = ""
    body_hash: bytes = b""
    moved_to: str = ""
    moved_seen: int = 0
    interval_seconds: int = DEFAULT_INTERVAL
    ttl_seconds: int = 0
    max_age_seconds: int = 0
    skip_hours: int = 0
    skip_days: int = 0
    next_fetch_at: datetime | None = None
    last_fetch_at: datetime | None = None
    last_success_at: datetime | None = None
    failures: int = 0
    unreadable: int = 0
    reason: str = ""
    detail: str = ""
    last_http_status: int = 0
    item_count: int = 0

    @property
    def shown_state(self) -> str:
        """The state that a person sees."""
        return PAUSED if self.paused else self.state

    @property
    def flapping_guids(self) -> bool:
        """Whether the feed was found to change its guids at will."""
        return self.identity == BY_LINK

    def staying_at(self, before: "Feed") -> "Feed":
        """The feed at the URL that it had before."""
        return replace(self, url=before.url, host=before.host)


def pause(feed: Feed, now: datetime) -> Feed:
    """The feed switched off by a person."""
    return replace(feed, paused=True, next_fetch_at=None, updated_at=now)


def resume(feed: Feed, now: datetime) -> Feed:
    """The feed switched on again and due at once, its failures forgiven. Also takes a parked feed back."""
    state = HEALTHY if feed.last_success_at else NEW
    return replace(
        feed,
        paused=False,
        state=state,
        failures=0,
        unreadable=0,
        reason="",
        detail="",
        next_fetch_at=now,
        updated_at=now,
    )


def move(feed: Feed, url: str, host: str, now: datetime) -> Feed:
    """The feed at another URL, due at once; what was known of answers of the old URL is forgotten."""
    moved = replace(
        feed, url=url, host=host, etag="", last_modified="", body_hash=b"", moved_to="", moved_seen=0
    )
    return replace(moved, updated_at=now) if feed.paused else resume(moved, now)

"""What a parsed feed document says, whatever format it was written in.

All text is Unicode without NUL or lone surrogates, all times are aware UTC datetimes,
all URLs are absolute where a base was known, and all HTML has been cleaned.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Person:
    """An author or contributor as the feed names them; at least one field is set."""

    name: str = ""
    email: str = ""
    uri: str = ""


@dataclass(slots=True)
class Enclosure:
    """A file that an entry carries. `length` is in bytes, 0 when unknown."""

    url: str
    media_type: str = ""
    length: int = 0


@dataclass(slots=True)
class Place:
    """A place that an entry states by itself (GeoRSS, W3C geo); degrees, WGS 84."""

    name: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class Entry:
    """One entry of a feed. Titles, names and categories are plain text; summary and content clean HTML."""

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    authors: list[Person] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class FeedDocument:
    """A whole feed document.

    `format` is one of rss090, rss091, rss092, rss093, rss094, rss10, rss20, atom03, atom10, cdf, json10
    and json11.
    `ttl` is in minutes; `skip_hours` are UTC hours 0-23; `skip_days` are 0 (Monday) to 6.
    `hub` and `self_url` are what the feed states for WebSub; `moved_to` is itunes:new-feed-url.
    """

    format: str
    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    rights: str = ""
    image: str = ""
    date: datetime | None = None
    authors: list[Person] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    ttl: int = 0
    skip_hours: list[int] = field(default_factory=list)
    skip_days: list[int] = field(default_factory=list)
    hub: str = ""
    self_url: str = ""
    moved_to: str = ""


@dataclass(slots=True)
class Outline:
    """One feed of an OPML list. `folder` is the path of outline titles above it, joined by `/`."""

    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""


@dataclass(slots=True)
class Discovered:
    """A feed that a page names. `media_type` is empty when the page did not state it."""

    url: str
    title: str = ""
    media_type: str = ""

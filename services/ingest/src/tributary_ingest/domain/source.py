"""Publishers."""

from dataclasses import dataclass
from datetime import datetime

from tributary_kit.errors import Invalid

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


def checked(source: Source) -> Source:
    """The source itself. Raises Invalid naming the first field that breaks a rule."""
    if not source.name.strip() or len(source.name) > MAX_NAME or not _printable(source.name):
        raise Invalid(f"A name has 1 to {MAX_NAME} printable characters.", field="name")
    if len(source.licence) > MAX_LICENCE or not _printable(source.licence):
        raise Invalid(f"A licence has at most {MAX_LICENCE} printable characters.", field="licence")
    if source.site_url and not is_web_url(source.site_url):
        raise Invalid(
            f"A site is an http or https address of at most {MAX_URL} characters.", field="site_url"
        )
    if not 0 <= source.trust <= 100:
        raise Invalid("Trust goes from 0 to 100.", field="trust")
    return source


def is_web_url(url: str) -> bool:
    """Whether the URL may be kept and shown as a link to a page."""
    return (
        url.startswith(("https://", "http://")) and len(url) <= MAX_URL and _printable(url) and " " not in url
    )


def _printable(text: str) -> bool:
    return all(character.isprintable() for character in text)

"""What HTTP answers mean for a fetch: redirects, validators, waiting times. Pure."""

import math
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin

from tributary_ingest.domain.address import AddressRefused, Target, parse_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
MAX_WAIT_SECONDS = 365 * 86_400

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FIELD_VALUE = re.compile(r"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?")


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch. Times are in seconds, sizes in bytes after unpacking.

    `connect` covers name, connection and handshake each; an address that cannot be had is reported exactly
    `connect` seconds after the attempt began, whether it was refused, closed or silent.
    """

    total: float = 20.0
    connect: float = 5.0
    read: float = 10.0
    max_bytes: int = 15 * 1024 * 1024
    max_redirects: int = 10
    per_host: int = 1
    max_connections: int = 100


class Chain:
    """The hops of one fetch: where it stands, and how far the moves behind it were permanent.

    `at_home` is true until a redirect leaves the origin that was asked for, which alone gets credentials.
    """

    def __init__(self, start: Target, max_redirects: int) -> None:
        self.target = start
        self.at_home = True
        self._seen = {start.url}
        self._max_redirects = max_redirects
        self._permanent = True
        self._moved_to = ""

    def follow(self, status: int, location: str) -> None:
        """Moves on to where a redirect points; `location` has one character per byte.

        Raises AddressRefused: redirects (too many, or a circle), downgrade, or what parse_url finds.
        """
        target = self._point(location)
        if self.target.scheme == "https" and target.scheme == "http":
            raise AddressRefused("downgrade")
        if target.url in self._seen or len(self._seen) > self._max_redirects:
            raise AddressRefused("redirects")
        self._seen.add(target.url)
        self._permanent = self._permanent and status in PERMANENT
        self._moved_to = target.url if self._permanent else self._moved_to
        self.at_home = self.at_home and target.origin == self.target.origin
        self.target = target

    def _point(self, location: str) -> Target:
        try:
            place = quote(location, safe=string.punctuation + " ", encoding="latin-1")
            # urljoin would read `http:///x` as a path on the same host.
            return parse_url(place if _SCHEME.match(place) else urljoin(self.target.url, place))
        except ValueError:
            raise AddressRefused("malformed") from None

    def permanent_url(self, status: int) -> str:
        """The URL to remember from now on, "" if the old one stays. Only a good answer makes a move real."""
        return self._moved_to if status in (200, 304) else ""


def field_value(value: str) -> str:
    """A header's value unchanged, or "" if it cannot be sent as it is: control characters, length."""
    return value if len(value) <= 4096 and _FIELD_VALUE.fullmatch(value) else ""


def retry_after(value: str, now: datetime) -> int | None:
    """Seconds to wait that a Retry-After header asks for, in either of its forms; None if it says nothing."""
    seconds = _delta_seconds(value.strip())
    if seconds is not None:
        return seconds
    moment = http_date(value)
    if moment is None:
        return None
    return _bounded(math.ceil((moment - now).total_seconds()))


def max_age(headers: Mapping[str, str]) -> int | None:
    """Seconds for which an answer says it stays fresh: Cache-Control, else Expires. None if unsaid."""
    directives = dict(_directive(part) for part in headers.get("cache-control", "").lower().split(","))
    if "no-cache" in directives or "no-store" in directives:
        return 0
    seconds = _delta_seconds(directives.get("max-age", ""))
    return _expires(headers) if seconds is None else seconds


def http_date(value: str) -> datetime | None:
    """The moment an HTTP date names, None if it cannot be read."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _delta_seconds(value: str) -> int | None:
    return _bounded(int(value[:12])) if value.isascii() and value.isdigit() else None


def _directive(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip(), value.strip().strip('"')


def _expires(headers: Mapping[str, str]) -> int | None:
    expires, date = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    if expires is None or date is None:
        return None
    return _bounded(int((expires - date).total_seconds()))


def _bounded(seconds: int) -> int:
    return min(max(0, seconds), MAX_WAIT_SECONDS)

"""One tree of errors.

Each class has a `reason`, the lower-case word of `ErrorReason` on the wire, and a `remedy` that
tells the reader what to do next. Only these cross a service's border; anything else becomes
`Internal`, and its text stays in the log. A message is made of our own words, never of a driver's.
"""

from typing import ClassVar


class TributaryError(Exception):
    """Something failed in a way that its caller can be told."""

    reason: ClassVar[str] = "internal"
    remedy: str = "Try again; if it lasts, report the request id."

    def __init__(self, message: str, *, remedy: str | None = None, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if remedy is not None:
            self.remedy = remedy


class Invalid(TributaryError):
    """The request does not fit its schema or its rules."""

    reason = "invalid"
    remedy = "Correct the named field and send the request again."


class InvalidPageToken(Invalid):
    """A page token that this list did not give out."""

    reason = "invalid_page_token"
    remedy = "Start the list again without a page token."


class NotFound(TributaryError):
    """There is no such thing, or the caller may not know of it."""

    reason = "not_found"
    remedy = "Check the id; the thing may have been deleted."


class AlreadyExists(TributaryError):
    """The same thing is there already."""

    reason = "already_exists"
    remedy = "Use the one that exists."


class Conflict(TributaryError):
    """The state of the thing forbids what was asked, or someone else changed it first."""

    reason = "conflict"
    remedy = "Read the thing again and repeat the change."


class Unauthenticated(TributaryError):
    """Nobody can tell who asks."""

    reason = "unauthenticated"
    remedy = "Log in and send the access token as `Authorization: Bearer …`."


class Forbidden(TributaryError):
    """The caller is known, but has no right to this."""

    reason = "forbidden"
    remedy = "Ask an administrator for a role that allows this."


class RateLimited(TributaryError):
    """Too many requests."""

    reason = "rate_limited"
    remedy = "Wait before you try again."


class TooLarge(TributaryError):
    """More bytes than the limit allows."""

    reason = "too_large"
    remedy = "Send less, or raise the limit's setting."


class DeadlineExceeded(TributaryError):
    """The caller's time was over before the work was done."""

    reason = "deadline_exceeded"
    remedy = "Allow more time, or ask for less."


class Unavailable(TributaryError):
    """Something this needs is away for now."""

    reason = "unavailable"
    remedy = "Try again in a few seconds."


class Internal(TributaryError):
    """A fault of our own; details are in the log under the request id."""

    reason = "internal"


class UnreadableFeed(TributaryError):
    """Bytes were fetched, but they are no feed that can be read."""

    reason = "unreadable_feed"
    remedy = "Open the address in a browser and check that it is a feed."


class Unreachable(TributaryError):
    """The address was refused, or nothing answered there: the two look the same."""

    reason = "unreachable"
    remedy = "Check the address. Private addresses need an entry in TRIBUTARY_FETCH_ALLOW."


class NoFeedFound(TributaryError):
    """The page names no feed."""

    reason = "no_feed_found"
    remedy = "Give the address of the feed itself."

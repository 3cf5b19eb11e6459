"""The one door for every outbound request."""

from dataclasses import dataclass
from typing import Protocol

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, application/json;q=0.9, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """A GET of one URL.

    `etag` and `last_modified` are what an earlier answer gave, unchanged, and make the request conditional.
    `authorization` is the value of an Authorization header; it never leaves the origin of `url`, whatever a
    redirect says, which is why it is part of the port and no caller may add headers of its own.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = FEED_ACCEPT
    authorization: str = ""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """An answer, good or bad: 404, 410, 429 or 503 are answers, too. Only a 2xx status has a body.

    `url` is where the answer came from. `permanent_url` is the URL to remember instead of the requested one:
    set only when every redirect up to it was permanent, it passed all checks and the answer was good.
    `etag` and `last_modified` are byte for byte what the server sent (one character per byte), and stay
    those of the request on a 304 that names none. `retry_after` and `max_age` are seconds, None when unsaid.
    """

    status: int
    url: str
    permanent_url: str = ""
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False
    retry_after: int | None = None
    max_age: int | None = None


class Fetcher(Protocol):
    """Fetches URLs under the product's rules: checked addresses, bounded time and size, polite to hosts.

    Waiting for a host's turn is not limited; everything after is. Safe to call concurrently from one event
    loop. No redirect, cookie, proxy setting or answer can widen what the rules allow.
    """

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The answer to a request.

        Raises Unreachable when the address was refused or gave no answer (the two are made to look the
        same), TooLarge over the size limit, DeadlineExceeded when time ran out after connecting,
        UnreadableFeed when the body's content-encoding is broken or not allowed.
        """

    async def aclose(self) -> None:
        """Closes idle connections. The fetcher is not used afterwards."""

"""Finds the feeds of a page."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tributary_kit.errors import Invalid, TributaryError, Unreachable, UnreadableFeed

from tributary_ingest.domain.document import Discovered, FeedDocument
from tributary_ingest.domain.feed_url import watchable
from tributary_ingest.ports.fetcher import FEED_ACCEPT, PAGE_ACCEPT, Fetcher, FetchRequest, FetchResult
from tributary_ingest.ports.parser import Parser

GUESSES = 5
CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Readable:
    """A feed that was fetched and read. `url` is the address to watch."""

    url: str
    result: FetchResult
    document: FeedDocument


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to. `first` is the best feed, `named` the feeds of a page, `first` among them."""

    url: str
    first: Readable | None = None
    named: list[Discovered] = field(default_factory=list)


class DiscoverFeeds:
    """Looks at an address: a feed, a page that names feeds, or a site with a feed in a usual place.

    `usual_places` gives the addresses at which a site often has its feed, the likeliest first.
    """

    def __init__(
        self, fetcher: Fetcher, parser: Parser, usual_places: Callable[[str], Iterable[str]]
    ) -> None:
        self._fetcher = fetcher
        self._parser = parser
        self._usual_places = usual_places

    async def __call__(self, url: str) -> list[Discovered]:
        """The feeds that the page names, or the feed itself; empty when there are none."""
        url, _ = watchable(url)
        result = await self._get(url, PAGE_ACCEPT)
        named = await self._named(result)
        if named:
            return named
        guessed = await self._guess(result.url)
        return [Discovered(guessed.url, guessed.document.title, "")] if guessed else []

    async def look(self, url: str) -> Found:
        """The feed at `url`, or the first readable one that the page there leads to."""
        result = await self._get(url)
        with contextlib.suppress(UnreadableFeed):
            return Found(url, Readable(url, result, await self._parse(result)))
        named = await self._named(result)
        first = await self._first_readable(each.url for each in named[:CANDIDATES])
        return Found(url, first or await self._guess(result.url), named)

    async def _named(self, result: FetchResult) -> list[Discovered]:
        named = await self._parser.discover(result.body, url=result.url, content_type=result.content_type)
        return [spelled for each in named if (spelled := _spelled(each))]

    async def _guess(self, url: str) -> Readable | None:
        if not url.startswith("http"):
            return None
        return await self._first_readable(list(self._usual_places(url))[:GUESSES])

    async def _first_readable(self, urls: Iterable[str]) -> Readable | None:
        for each in urls:
            with contextlib.suppress(TributaryError):
                url, _ = watchable(each)
                result = await self._get(url)
                return Readable(url, result, await self._parse(result))
        return None

    async def _parse(self, result: FetchResult) -> FeedDocument:
        return await self._parser.parse(result.body, url=result.url, content_type=result.content_type)

    async def _get(self, url: str, accept: str = FEED_ACCEPT) -> FetchResult:
        result = await self._fetcher.fetch(FetchRequest(url, accept=accept))
        if not 200 <= result.status < 300:
            raise Unreachable(
                f"The server answered with status {result.status}.", remedy="Check the address in a browser."
            )
        return result


def _spelled(feed: Discovered) -> Discovered | None:
    """The feed under the normal spelling of its address; None for one that cannot be watched."""
    try:
        return Discovered(watchable(feed.url)[0], feed.title, feed.media_type)
    except Invalid:
        return None

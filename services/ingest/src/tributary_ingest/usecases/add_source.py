"""Adds publishers and feeds."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tributary_kit.clock import Clock
from tributary_kit.errors import AlreadyExists, NoFeedFound
from tributary_kit.ids import new_id

from tributary_ingest.domain.document import Discovered
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.feed_url import watchable
from tributary_ingest.domain.source import DEFAULT_TRUST, MAX_NAME, Source, checked, is_web_url
from tributary_ingest.ports.source_store import SourceStore
from tributary_ingest.usecases.discover_feeds import DiscoverFeeds, Found, Readable
from tributary_ingest.usecases.fetch_feed import FetchFeed
from tributary_ingest.usecases.fetch_now import FetchNow

HEAD_START = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class NewSource:
    """What a person gives; the feed fills what is empty.

    `all_feeds` watches all that a page names and the tenant does not watch yet.
    """

    url: str = ""
    name: str = ""
    site_url: str = ""
    licence: str = ""
    trust: int = DEFAULT_TRUST
    all_feeds: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What is watched now; `others` are the feeds that the page names besides.

    Where all feeds were wanted, `others` are those that were watched already.
    """

    source: Source
    feeds: list[Feed] = field(default_factory=list)
    others: list[Discovered] = field(default_factory=list)


class AddSource:
    """Looks at an address, watches the feed or the feeds that it finds there, and takes the first in."""

    def __init__(
        self, store: SourceStore, discover: DiscoverFeeds, fetch: FetchFeed, now: FetchNow, clock: Clock
    ) -> None:
        self._store = store
        self._discover = discover
        self._fetch = fetch
        self._now = now
        self._clock = clock

    async def __call__(self, tenant: str, wanted: NewSource) -> Added:
        """Raises Invalid, AlreadyExists, Unreachable, NoFeedFound, or what a fetch can raise."""
        if wanted.name and not wanted.url:
            source = checked(_source(tenant, wanted, self._clock.now()))
            await self._fetch.in_thread(self._store.add, [source], [])
            return Added(source)
        url, _ = watchable(wanted.url)
        await self._unwatched(tenant, [url])
        found = await self._discover.look(url)
        if found.first is None:
            raise NoFeedFound("There is no feed at this address, and the page names none.")
        return await self._add(tenant, wanted, found, found.first)

    async def _add(self, tenant: str, wanted: NewSource, found: Found, first: Readable) -> Added:
        now = self._clock.now()
        source = checked(_source(tenant, _completed(wanted, found, first), now))
        named = [each.url for each in found.named] if wanted.all_feeds else []
        urls = await self._unwatched(tenant, list(dict.fromkeys([first.url, *named])))
        start = {first.url: now + HEAD_START}
        feeds = [new_feed(source, url, now, due=start.get(url)) for url in urls]
        await self._fetch.in_thread(self._store.add, [source], feeds)
        if urls[0] == first.url:
            outcome = await self._now.take(
                tenant, feeds[0].id, lambda lease: self._fetch.take(lease, first.result, first.document)
            )
            feeds[0] = outcome.feed
        return Added(source, feeds, [each for each in found.named if each.url not in urls])

    async def _unwatched(self, tenant: str, urls: list[str]) -> list[str]:
        """The URLs that the tenant does not watch. Raises AlreadyExists when it watches all."""
        watched = await self._fetch.in_thread(self._store.watched, tenant, urls)
        unwatched = [url for url in urls if url not in watched]
        if not unwatched:
            raise watched_already(watched[urls[0]])
        return unwatched


def watched_already(feed: Feed) -> AlreadyExists:
    """What to raise when the tenant asks for the URL of a feed of its own once more."""
    return AlreadyExists(f"{feed.url} is watched already, as {feed.id} of {feed.source_id}.")


def new_feed(source: Source, url: str, now: datetime, *, due: datetime | None = None) -> Feed:
    """A feed that is due at once, or at `due`. Raises Invalid when the URL cannot be watched."""
    url, host = watchable(url)
    return Feed(
        id=new_id("feed"),
        tenant=source.tenant,
        source_id=source.id,
        url=url,
        host=host,
        created_at=now,
        updated_at=now,
        next_fetch_at=due or now,
    )


def source_name(text: str) -> str:
    """The text as the name of a source: one printable line, cut."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MAX_NAME]


def _source(tenant: str, wanted: NewSource, now: datetime) -> Source:
    return Source(new_id("src"), tenant, wanted.name, wanted.site_url, wanted.licence, wanted.trust, now, now)


def _completed(wanted: NewSource, found: Found, first: Readable) -> NewSource:
    """What the person left empty, from the feed or, where it is silent, from the address."""
    page = found.url if found.url != first.url else ""
    site = first.document.link if is_web_url(first.document.link) else page
    _, host = watchable(first.url)
    return replace(
        wanted,
        name=wanted.name or source_name(first.document.title) or host,
        site_url=wanted.site_url or (site if is_web_url(site) else ""),
    )

"""Lists of feeds, in and out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tributary_kit.clock import Clock
from tributary_kit.errors import Invalid, TooLarge, TributaryError, UnreadableFeed
from tributary_kit.ids import new_id

from tributary_ingest.domain.document import Outline
from tributary_ingest.domain.feed import Feed
from tributary_ingest.domain.feed_url import watchable
from tributary_ingest.domain.source import DEFAULT_TRUST, Source, is_web_url
from tributary_ingest.ports.parser import Parser
from tributary_ingest.ports.source_store import SourceStore
from tributary_ingest.usecases.add_source import new_feed, source_name
from tributary_ingest.usecases.pages import PAGE_BYTES

PAGE = 500
TITLE = "Tributary"
MAX_FAILURES = 1000
MAX_SHOWN_URL = 500

WriteOpml = Callable[[Iterable[Outline], str, datetime], bytes]


@dataclass(slots=True)
class Imported:
    """Counts of feeds that are watched now and were already, and why others are not: URL and reason.

    Of very many failures only the first are told, and a last one without a URL counts the others.
    """

    added: int = 0
    already_watched: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, url: str, reason: str, count: int) -> None:
        """Notes the failure number `count`, from 1."""
        if count <= MAX_FAILURES:
            self.failures.append((url[:MAX_SHOWN_URL], reason))
        else:
            self.failures[MAX_FAILURES:] = [("", f"{count - MAX_FAILURES} more addresses were refused.")]


class ImportOpml:
    """Watches every feed of a list, each as a source of its own. Fetches nothing: the poller will."""

    def __init__(self, store: SourceStore, parser: Parser, clock: Clock) -> None:
        self._store = store
        self._parser = parser
        self._clock = clock

    async def read(self, opml: bytes) -> list[Outline]:
        """The outlines of the list. Raises Invalid when it is none."""
        try:
            return await self._parser.parse_opml(opml)
        except TributaryError as error:
            # An unreadable feed's usual remedy speaks of an address, and a list has none.
            usual = error.remedy == UnreadableFeed.remedy
            remedy = "Check that the file is an OPML list of feeds." if usual else error.remedy
            raise Invalid(error.message, field="opml", remedy=remedy) from None

    def store(self, tenant: str, outlines: Iterable[Outline]) -> Imported:
        """Watches the feeds of the outlines. Synchronous: one transaction for all."""
        imported = Imported()
        wanted: dict[str, Outline] = {}
        refused = 0
        for outline in outlines:
            try:
                wanted.setdefault(watchable(outline.url)[0], outline)
            except Invalid as error:
                refused += 1
                imported.refuse(outline.url, error.message, refused)
        watched = self._store.watched(tenant, wanted)
        pairs = [self._pair(tenant, url, outline) for url, outline in wanted.items() if url not in watched]
        if pairs:
            self._store.add([source for source, _ in pairs], [feed for _, feed in pairs])
        imported.added, imported.already_watched = len(pairs), len(watched)
        return imported

    def _pair(self, tenant: str, url: str, outline: Outline) -> tuple[Source, Feed]:
        now = self._clock.now()
        name = source_name(outline.title) or watchable(url)[1]
        site = outline.site_url if is_web_url(outline.site_url) else ""
        source = Source(new_id("src"), tenant, name, site, "", DEFAULT_TRUST, now, now)
        return source, new_feed(source, url, now)


class ExportOpml:
    """Writes all feeds of a tenant as an OPML list. Synchronous."""

    def __init__(self, store: SourceStore, write: WriteOpml, clock: Clock) -> None:
        self._store = store
        self._write = write
        self._clock = clock

    def __call__(self, tenant: str) -> bytes:
        """Raises TooLarge when the list does not fit into one answer."""
        names = {source.id: source for source in self._sources(tenant)}
        outlines = [_outline(feed, names.get(feed.source_id)) for feed in self._feeds(tenant)]
        opml = self._write(outlines, TITLE, self._clock.now())
        if len(opml) > PAGE_BYTES:
            raise TooLarge(
                f"The list of {len(outlines)} feeds is larger than the 4 MiB of one answer.",
                remedy="Read the feeds page by page instead: `tributary feeds list --all --json`.",
            )
        return opml

    def _sources(self, tenant: str) -> Iterator[Source]:
        after = ""
        while page := self._store.sources(tenant, PAGE, after):
            yield from page
            after = page[-1].id

    def _feeds(self, tenant: str) -> Iterator[Feed]:
        after = ""
        while page := self._store.feeds(tenant, PAGE, after):
            yield from page
            after = page[-1].id


def _outline(feed: Feed, source: Source | None) -> Outline:
    name = source.name if source else ""
    site = feed.site_url or (source.site_url if source else "")
    return Outline(url=feed.url, title=feed.title or name or feed.url, site_url=site)

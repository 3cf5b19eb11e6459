"""IngestService: requests in, use cases, answers out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tributary.ingest.v1 import ingest_pb2 as pb
from tributary.ingest.v1 import ingest_pb2_grpc
from tributary_kit.errors import Invalid
from tributary_kit.serving import caller

from tributary_ingest.adapters.codec import feed_message, item_message, source_message
from tributary_ingest.api.bridge import Bridge
from tributary_ingest.domain.source import DEFAULT_TRUST
from tributary_ingest.ports.source_store import FeedFilter
from tributary_ingest.usecases.add_source import AddSource, NewSource
from tributary_ingest.usecases.discover_feeds import DiscoverFeeds
from tributary_ingest.usecases.fetch_now import FetchNow
from tributary_ingest.usecases.manage import Manage
from tributary_ingest.usecases.opml import ExportOpml, ImportOpml
from tributary_ingest.usecases.pages import Ask
from tributary_ingest.usecases.read_items import ReadItems

# gRPC gives every method the request and a context, of which we need nothing: the kit's gate has read it.
# ruff: noqa: N802, ARG002


@dataclass(frozen=True, slots=True)
class UseCases:
    """What the servicer calls."""

    manage: Manage
    items: ReadItems
    add_source: AddSource
    discover: DiscoverFeeds
    fetch_now: FetchNow
    import_opml: ImportOpml
    export_opml: ExportOpml


class IngestServicer(ingest_pb2_grpc.IngestServiceServicer):
    """Thin: every decision is a use case's."""

    def __init__(self, use: UseCases, bridge: Bridge) -> None:
        self._use = use
        self._bridge = bridge

    def CreateSource(self, request: pb.CreateSourceRequest, context: Any) -> pb.CreateSourceResponse:
        wanted = NewSource(
            url=request.url,
            name=request.name,
            site_url=request.site_url,
            licence=request.licence,
            trust=request.trust if request.HasField("trust") else DEFAULT_TRUST,
            all_feeds=request.all_feeds,
        )
        added = self._bridge.run(self._use.add_source(_tenant(), wanted))
        self._use.manage.wake()
        others = [pb.DiscoveredFeed(url=each.url, title=each.title) for each in added.others]
        feeds = [feed_message(feed) for feed in added.feeds]
        return pb.CreateSourceResponse(source=source_message(added.source), feeds=feeds, others=others)

    def GetSource(self, request: pb.GetSourceRequest, context: Any) -> pb.GetSourceResponse:
        return pb.GetSourceResponse(source=source_message(self._use.manage.source(_tenant(), request.id)))

    def ListSources(self, request: pb.ListSourcesRequest, context: Any) -> pb.ListSourcesResponse:
        page = self._use.manage.sources(_tenant(), Ask(request.page_size, request.page_token))
        return pb.ListSourcesResponse(
            sources=[source_message(source) for source in page.rows], next_page_token=page.next_token
        )

    def UpdateSource(self, request: pb.UpdateSourceRequest, context: Any) -> pb.UpdateSourceResponse:
        given = request.source
        values = {
            "name": given.name,
            "site_url": given.site_url,
            "licence": given.licence,
            "trust": given.trust,
        }
        source = self._use.manage.change_source(_tenant(), given.id, request.update_mask.paths, values)
        return pb.UpdateSourceResponse(source=source_message(source))

    def DeleteSource(self, request: pb.DeleteSourceRequest, context: Any) -> pb.DeleteSourceResponse:
        self._use.manage.delete_source(_tenant(), request.id)
        return pb.DeleteSourceResponse()

    def DiscoverFeeds(self, request: pb.DiscoverFeedsRequest, context: Any) -> pb.DiscoverFeedsResponse:
        found = self._bridge.run(self._use.discover(request.url))
        feeds = [pb.DiscoveredFeed(url=each.url, title=each.title) for each in found]
        return pb.DiscoverFeedsResponse(feeds=feeds)

    def ImportOpml(self, request: pb.ImportOpmlRequest, context: Any) -> pb.ImportOpmlResponse:
        outlines = self._bridge.run(self._use.import_opml.read(request.opml))
        imported = self._use.import_opml.store(_tenant(), outlines)
        self._use.manage.wake()
        failures = [pb.ImportFailure(url=url, detail=detail) for url, detail in imported.failures]
        return pb.ImportOpmlResponse(
            added=imported.added, already_watched=imported.already_watched, failures=failures
        )

    def ExportOpml(self, request: pb.ExportOpmlRequest, context: Any) -> pb.ExportOpmlResponse:
        return pb.ExportOpmlResponse(opml=self._use.export_opml(_tenant()))

    def CreateFeed(self, request: pb.CreateFeedRequest, context: Any) -> pb.CreateFeedResponse:
        feed = self._use.manage.add_feed(_tenant(), request.source_id, request.url)
        return pb.CreateFeedResponse(feed=feed_message(feed))

    def GetFeed(self, request: pb.GetFeedRequest, context: Any) -> pb.GetFeedResponse:
        return pb.GetFeedResponse(feed=feed_message(self._use.manage.feed(_tenant(), request.id)))

    def ListFeeds(self, request: pb.ListFeedsRequest, context: Any) -> pb.ListFeedsResponse:
        where = FeedFilter(request.source_id, _state(request.state))
        page = self._use.manage.feeds(_tenant(), Ask(request.page_size, request.page_token), where)
        return pb.ListFeedsResponse(
            feeds=[feed_message(feed) for feed in page.rows], next_page_token=page.next_token
        )

    def UpdateFeed(self, request: pb.UpdateFeedRequest, context: Any) -> pb.UpdateFeedResponse:
        values = {"url": request.feed.url, "paused": request.feed.paused}
        feed = self._use.manage.change_feed(_tenant(), request.feed.id, request.update_mask.paths, values)
        return pb.UpdateFeedResponse(feed=feed_message(feed))

    def DeleteFeed(self, request: pb.DeleteFeedRequest, context: Any) -> pb.DeleteFeedResponse:
        self._use.manage.delete_feed(_tenant(), request.id)
        return pb.DeleteFeedResponse()

    def FetchFeed(self, request: pb.FetchFeedRequest, context: Any) -> pb.FetchFeedResponse:
        outcome = self._bridge.run(self._use.fetch_now(_tenant(), request.id), keep_going=True)
        return pb.FetchFeedResponse(
            feed=feed_message(outcome.feed),
            new_items=outcome.new,
            new_revisions=outcome.revised,
            not_modified=outcome.not_modified,
        )

    def GetItem(self, request: pb.GetItemRequest, context: Any) -> pb.GetItemResponse:
        return pb.GetItemResponse(item=item_message(self._use.items.item(_tenant(), request.id)))

    def ListItems(self, request: pb.ListItemsRequest, context: Any) -> pb.ListItemsResponse:
        page = self._use.items.items(
            _tenant(),
            Ask(request.page_size, request.page_token),
            feed_id=request.feed_id,
            source_id=request.source_id,
        )
        return pb.ListItemsResponse(
            items=[item_message(item) for item in page.rows], next_page_token=page.next_token
        )

    def ListItemRevisions(
        self, request: pb.ListItemRevisionsRequest, context: Any
    ) -> pb.ListItemRevisionsResponse:
        ask = Ask(request.page_size, request.page_token)
        page = self._use.items.revisions(_tenant(), request.item_id, ask)
        return pb.ListItemRevisionsResponse(
            revisions=[item_message(item) for item in page.rows], next_page_token=page.next_token
        )

    def WatchItems(self, request: pb.WatchItemsRequest, context: Any) -> Iterator[pb.WatchItemsResponse]:
        for batch in self._use.items.watch(_tenant(), request.cursor):
            items = [item_message(item) for item in batch.items]
            yield pb.WatchItemsResponse(items=items, cursor=batch.cursor)


def _tenant() -> str:
    return caller().principal.tenant


def _state(state: int) -> str:
    """The domain's word for a state on the wire, empty for any."""
    if state == pb.FEED_STATE_UNSPECIFIED:
        return ""
    if state not in pb.FeedState.values():
        raise Invalid("There is no such state.", field="state")
    return pb.FeedState.Name(state).removeprefix("FEED_STATE_").lower()

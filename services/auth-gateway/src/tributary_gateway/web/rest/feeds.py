"""Feeds."""

from google.protobuf.field_mask_pb2 import FieldMask
from starlette.responses import Response
from tributary.ingest.v1 import ingest_pb2 as pb

from tributary_gateway.web import calls, translate
from tributary_gateway.web.guard import CallDep
from tributary_gateway.web.requests import (
    DEFAULT_LIMIT,
    Cursor,
    FeedBody,
    FeedChange,
    Filter,
    Id,
    Limit,
    State,
)
from tributary_gateway.web.rest.reply import created, nothing, page, reply


async def list_feeds(
    call: CallDep,
    source_id: Filter = "",
    state: State = "",
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = "",
) -> Response:
    """List the feeds with their health."""
    wanted = f"FEED_STATE_{state.upper() or 'UNSPECIFIED'}"
    question = pb.ListFeedsRequest(page_size=limit, page_token=cursor, source_id=source_id, state=wanted)
    answer = await call.inside.ask(calls.LIST_FEEDS, question, call.credentials)
    return page(answer.feeds, translate.feed, answer.next_page_token)


async def create_feed(call: CallDep, body: FeedBody) -> Response:
    """Watch a feed."""
    question = pb.CreateFeedRequest(source_id=body.source_id, url=body.url)
    answer = await call.inside.ask(calls.CREATE_FEED, question, call.credentials)
    return created(translate.feed(answer.feed), f"/api/v1/feeds/{answer.feed.id}")


async def get_feed(call: CallDep, feed_id: Id) -> Response:
    """Get a feed with its health."""
    answer = await call.inside.ask(calls.GET_FEED, pb.GetFeedRequest(id=feed_id), call.credentials)
    return reply(translate.feed(answer.feed))


async def update_feed(call: CallDep, feed_id: Id, body: FeedChange) -> Response:
    """Change, pause or resume a feed."""
    given = body.given()
    feed = pb.Feed(id=feed_id, **given)
    question = pb.UpdateFeedRequest(feed=feed, update_mask=FieldMask(paths=list(given)))
    answer = await call.inside.ask(calls.UPDATE_FEED, question, call.credentials)
    return reply(translate.feed(answer.feed))


async def delete_feed(call: CallDep, feed_id: Id) -> Response:
    """Delete a feed with its items.

    Entities and relationships that were found in the items stay in the graph, with their evidence, until the
    graph can withdraw them: it is not told of deletions yet.
    """
    await call.inside.ask(calls.DELETE_FEED, pb.DeleteFeedRequest(id=feed_id), call.credentials)
    return nothing()


async def fetch_feed(call: CallDep, feed_id: Id) -> Response:
    """Fetch a feed now and wait for the outcome."""
    answer = await call.inside.ask(calls.FETCH_FEED, pb.FetchFeedRequest(id=feed_id), call.credentials)
    return reply(translate.fetched(answer))

"""Sources, discovery and OPML."""

from google.protobuf.field_mask_pb2 import FieldMask
from starlette.responses import Response
from tributary.ingest.v1 import ingest_pb2 as pb

from tributary_gateway.web import calls, translate
from tributary_gateway.web.answers import Page
from tributary_gateway.web.guard import CallDep
from tributary_gateway.web.requests import (
    DEFAULT_LIMIT,
    Cursor,
    DiscoveryBody,
    Id,
    Limit,
    SourceBody,
    SourceChange,
)
from tributary_gateway.web.rest.reply import created, nothing, page, reply


async def list_sources(call: CallDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = "") -> Response:
    """List the sources."""
    question = pb.ListSourcesRequest(page_size=limit, page_token=cursor)
    answer = await call.inside.ask(calls.LIST_SOURCES, question, call.credentials)
    return page(answer.sources, translate.source, answer.next_page_token)


async def create_source(call: CallDep, body: SourceBody) -> Response:
    """Add a source and watch the feeds found at its address."""
    question = pb.CreateSourceRequest(**body.model_dump(exclude_none=True))
    answer = await call.inside.ask(calls.CREATE_SOURCE, question, call.credentials)
    return created(translate.created_source(answer), f"/api/v1/sources/{answer.source.id}")


async def get_source(call: CallDep, source_id: Id) -> Response:
    """Get a source."""
    answer = await call.inside.ask(calls.GET_SOURCE, pb.GetSourceRequest(id=source_id), call.credentials)
    return reply(translate.source(answer.source))


async def update_source(call: CallDep, source_id: Id, body: SourceChange) -> Response:
    """Change a source."""
    given = body.given()
    source = pb.Source(id=source_id, **given)
    question = pb.UpdateSourceRequest(source=source, update_mask=FieldMask(paths=list(given)))
    answer = await call.inside.ask(calls.UPDATE_SOURCE, question, call.credentials)
    return reply(translate.source(answer.source))


async def delete_source(call: CallDep, source_id: Id) -> Response:
    """Delete a source with its feeds and items.

    Entities and relationships that were found in the items stay in the graph, with their evidence, until the
    graph can withdraw them: it is not told of deletions yet.
    """
    await call.inside.ask(calls.DELETE_SOURCE, pb.DeleteSourceRequest(id=source_id), call.credentials)
    return nothing()


async def discover(call: CallDep, body: DiscoveryBody) -> Response:
    """Find the feeds that a page names, without watching any."""
    question = pb.DiscoverFeedsRequest(url=body.url)
    answer = await call.inside.ask(calls.DISCOVER_FEEDS, question, call.credentials)
    return reply(Page([translate.discovered(feed) for feed in answer.feeds], None))


async def import_opml(call: CallDep) -> Response:
    """Watch every feed of an OPML document."""
    question = pb.ImportOpmlRequest(opml=await call.request.body())
    answer = await call.inside.ask(calls.IMPORT_OPML, question, call.credentials)
    return reply(translate.imported(answer))


async def export_opml(call: CallDep) -> Response:
    """Get all feeds as an OPML document."""
    answer = await call.inside.ask(calls.EXPORT_OPML, pb.ExportOpmlRequest(), call.credentials)
    headers = {"content-disposition": 'attachment; filename="tributary.opml"'}
    return Response(answer.opml, 200, headers, "text/x-opml")

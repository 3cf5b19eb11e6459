"""Items, and the stream of new ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Annotated, Any

import msgspec
from fastapi import Header
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from tributary.ingest.v1 import ingest_pb2 as pb
from tributary_kit.errors import TributaryError

from tributary_gateway.metrics import STREAMS
from tributary_gateway.web import calls, translate
from tributary_gateway.web.guard import Call, CallDep
from tributary_gateway.web.problem import problem_of
from tributary_gateway.web.requests import DEFAULT_LIMIT, Cursor, Filter, Id, Limit
from tributary_gateway.web.rest.reply import page, reply

# A stream ends before its token does; the client comes back by itself, with a new one if it needs to.
_STREAM_SECONDS = 600.0
_HEARTBEAT_SECONDS = 15.0
_REFUSAL_SECONDS = 0.2
_HEARTBEAT = b": still here\n\n"

Answer = pb.WatchItemsResponse
Watch = AsyncIterator[Answer]
LastEventId = Annotated[str, Header(max_length=2048, description="Where a former stream ended.")]


async def list_items(
    call: CallDep,
    feed_id: Filter = "",
    source_id: Filter = "",
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = "",
) -> Response:
    """List the items, newest arrivals first."""
    question = pb.ListItemsRequest(page_size=limit, page_token=cursor, feed_id=feed_id, source_id=source_id)
    answer = await call.inside.ask(calls.LIST_ITEMS, question, call.credentials)
    return page(answer.items, translate.item, answer.next_page_token)


async def get_item(call: CallDep, item_id: Id) -> Response:
    """Get an item in its newest revision."""
    answer = await call.inside.ask(calls.GET_ITEM, pb.GetItemRequest(id=item_id), call.credentials)
    return reply(translate.item(answer.item))


async def list_revisions(
    call: CallDep, item_id: Id, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = ""
) -> Response:
    """List the revisions of an item, newest first."""
    question = pb.ListItemRevisionsRequest(item_id=item_id, page_size=limit, page_token=cursor)
    answer = await call.inside.ask(calls.LIST_REVISIONS, question, call.credentials)
    return page(answer.revisions, translate.item, answer.next_page_token)


async def stream_items(call: CallDep, last_event_id: LastEventId = "") -> Response:
    """Follow new items and revisions as server-sent events, from now or from Last-Event-ID, without gaps.

    One user may have few streams open at the same time, two unless the operator allows more; another one gets
    429. A stream ends after ten minutes, and when its token is worth nothing any more.
    """
    question = pb.WatchItemsRequest(cursor=last_event_id)
    with ExitStack() as slot:
        slot.enter_context(call.gateway.streams.one(call.principal))
        watch = call.inside.watch(calls.WATCH_ITEMS, question, call.credentials, _STREAM_SECONDS)
        first = asyncio.ensure_future(_next(watch))
        slot.callback(first.cancel)
        # A refusal comes at once; it is told as an ordinary problem, not inside of a stream.
        await asyncio.wait([first], timeout=_REFUSAL_SECONDS)
        if first.done() and first.exception():
            await first
        return _EventStream(_events(call, watch, first), slot.pop_all())


class _EventStream(StreamingResponse):
    """Gives the slot back at its end, also when its client left before the first event."""

    def __init__(self, events: AsyncIterator[bytes], slot: ExitStack) -> None:
        super().__init__(events, headers={"cache-control": "no-store"}, media_type="text/event-stream")
        self._slot = slot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._slot:
            await super().__call__(scope, receive, send)


async def _events(call: Call, watch: Watch, pending: asyncio.Future[Answer | None]) -> AsyncIterator[bytes]:
    stopping: asyncio.Future[Any] = asyncio.ensure_future(call.gateway.stopping.wait())
    STREAMS.inc()
    try:
        yield _HEARTBEAT
        while not stopping.done():
            either: tuple[asyncio.Future[Any], ...] = (pending, stopping)
            await asyncio.wait(either, timeout=_HEARTBEAT_SECONDS, return_when="FIRST_COMPLETED")
            if call.is_stopped:
                break
            if not pending.done():
                yield _HEARTBEAT
                continue
            answer = pending.result()
            if answer is None:
                break
            yield _event(answer)
            pending = asyncio.ensure_future(_next(watch))
    except TributaryError as error:
        problem = problem_of(error, call.request.url.path, call.request_id)
        yield b"event: problem\ndata: " + msgspec.json.encode(problem) + b"\n\n"
    finally:
        STREAMS.dec()
        stopping.cancel()
        pending.cancel()


async def _next(watch: Watch) -> Answer | None:
    return await anext(watch, None)


def _event(answer: Answer) -> bytes:
    items = msgspec.json.encode([translate.item(message) for message in answer.items])
    return b"id: " + answer.cursor.encode() + b"\nevent: items\ndata: " + items + b"\n\n"

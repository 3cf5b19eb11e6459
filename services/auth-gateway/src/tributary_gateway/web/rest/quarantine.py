"""Messages between the services that were given up, of all services."""

from starlette.responses import Response
from tributary.common.v1 import bus_pb2 as pb
from tributary_kit import paging
from tributary_kit.errors import InvalidPageToken

from tributary_gateway.web import answers, calls, translate
from tributary_gateway.web.guard import CallDep
from tributary_gateway.web.requests import DEFAULT_LIMIT, Cursor, Limit, ReplayBody
from tributary_gateway.web.rest.reply import reply

_KIND = "quarantine"


async def list_quarantined(call: CallDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = "") -> Response:
    """List the messages in quarantine, those of ingest first. A part may be shorter than `limit`."""
    service, token = _place(cursor)
    question = pb.ListQuarantinedRequest(page_size=limit, page_token=token)
    answer = await call.inside.ask(calls.LIST_QUARANTINED[service], question, call.credentials)
    messages = [translate.quarantined(service, message) for message in answer.messages]
    return reply(answers.Page(messages, _next(service, answer.next_page_token)))


async def replay(call: CallDep, body: ReplayBody) -> Response:
    """Deliver messages again."""
    question = pb.ReplayQuarantinedRequest(ids=body.ids)
    answer = await call.inside.ask(calls.REPLAY_QUARANTINED[body.service], question, call.credentials)
    return reply(answers.Replayed(answer.replayed))


def _place(cursor: str) -> tuple[str, str]:
    if not cursor:
        return calls.QUARANTINES[0], ""
    match paging.decode(_KIND, cursor):
        case [str() as service, str() as token] if service in calls.QUARANTINES:
            return service, token
    raise InvalidPageToken("The page token is damaged.", field="page_token")


def _next(service: str, token: str) -> str | None:
    if token:
        return paging.encode(_KIND, [service, token])
    if service != calls.QUARANTINES[-1]:
        return paging.encode(_KIND, [calls.QUARANTINES[-1], ""])
    return None

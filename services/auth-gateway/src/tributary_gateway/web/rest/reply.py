"""Answers as JSON, encoded by msgspec: several times as fast as the frameworks' own ways."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from starlette.responses import Response

from tributary_gateway.web.answers import Page

M = TypeVar("M")
T = TypeVar("T")

_encode = msgspec.json.Encoder().encode


def reply(answer: msgspec.Struct, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """One object."""
    return Response(_encode(answer), status, headers, "application/json")


def page(messages: Iterable[M], translate: Callable[[M], T], next_page_token: str) -> Response:
    """Part of a list."""
    return reply(Page([translate(message) for message in messages], next_page_token or None))


def created(answer: msgspec.Struct, path: str) -> Response:
    """A new thing and where it is."""
    return reply(answer, 201, {"location": path})


def nothing() -> Response:
    """Done; there is nothing to say."""
    return Response(status_code=204)

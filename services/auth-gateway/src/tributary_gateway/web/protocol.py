"""Uvicorn's HTTP protocol, with limits on heads: how long one may take to arrive and how large it may be.

What is no HTTP at all is told as a problem, too.
"""

import asyncio
from typing import Any

import msgspec
from tributary_kit.errors import Invalid, TooLarge
from tributary_kit.ids import new_id
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from tributary_gateway.web.problem import MEDIA_TYPE, problem_of

HEAD_SECONDS = 10.0
HEAD_BYTES = 16 * 1024


class BoundedProtocol(HttpToolsProtocol):
    """One connection. Ends when the head of a request is late, and refuses one that is too large."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._timer: asyncio.TimerHandle | None = None
        self._head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._head_is_complete()

    def data_received(self, data: bytes) -> None:
        # A head that never ends shows up here; the parser tells of a header only when it is complete.
        waiting = self._timer is not None
        super().data_received(data)
        if waiting and self._timer is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > HEAD_BYTES:
                self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._expect_head()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._head += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head += len(name) + len(value)
        if self._head > HEAD_BYTES:
            raise ValueError  # The parser stops, and uvicorn answers by `send_400_response`.

    def on_headers_complete(self) -> None:
        self._head_is_complete()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuses the connection's request; `msg` is uvicorn's text and is not sent."""
        del msg
        status = 431 if self._head > HEAD_BYTES else 400
        error = TooLarge("The head is too large.") if status == 431 else Invalid("This is no HTTP request.")
        told = problem_of(error, "", new_id("req"))
        told.status = status
        body = msgspec.json.encode(told)
        head = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()

    def _expect_head(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _head_is_complete(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

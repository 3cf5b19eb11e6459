"""Parser processes: started when needed, killed when a document costs too much, ended when idle.

One document costs at most its wall time and the memory of one process. Others wait only while every
process is busy, and never for longer than that wall time for each document before them.
"""

import asyncio

from tributary_kit.errors import Unavailable, UnreadableFeed

from tributary_ingest.adapters.parsers.messages import Reply, Request
from tributary_ingest.adapters.parsers.process import BROKEN, ParserProcess
from tributary_ingest.domain.document import Discovered, FeedDocument, Outline

_DOCUMENTS_PER_PROCESS = 2000
"""A process is renewed after so many documents, before its memory is in pieces."""


class ParserPool:
    """Reads documents in at most `size` processes of its own. All methods belong to one event loop.

    `seconds` is the wall time for one document, `memory` the address space of one process in bytes,
    `idle_seconds` how long a process without work is kept.
    """

    def __init__(
        self,
        size: int = 2,
        *,
        seconds: float = 4.5,
        memory: int = 512 * 1024 * 1024,
        idle_seconds: float = 60.0,
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._idle_seconds = idle_seconds
        self._places = asyncio.Semaphore(size)
        self._idle: list[ParserProcess] = []
        self._busy: set[ParserProcess] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    async def parse(self, body: bytes, *, url: str, content_type: str) -> FeedDocument:
        """Read a feed of any format."""
        reply = await self._ask(Request("feed", body, url, content_type))
        if reply.feed is None:
            raise UnreadableFeed("The parser gave no answer for this document.")
        return reply.feed

    async def parse_opml(self, body: bytes) -> list[Outline]:
        """Read the feeds of an OPML list."""
        return (await self._ask(Request("opml", body))).outlines

    async def discover(self, body: bytes, *, url: str, content_type: str) -> list[Discovered]:
        """Return the feeds that a page names."""
        return (await self._ask(Request("discovery", body, url, content_type))).found

    async def close(self) -> None:
        """End every process, busy ones too, and refuse further documents."""
        self._closed = True
        for process in (*self._idle, *self._busy):
            self._end(process)
        self._idle.clear()
        await asyncio.gather(*self._ending)

    async def _ask(self, request: Request) -> Reply:
        async with self._places:
            process = await self._take()
            reply = await self._exchange(process, request)
        if reply.error:
            raise UnreadableFeed(reply.error, remedy=reply.remedy or None)
        return reply

    async def _exchange(self, process: ParserProcess, request: Request) -> Reply:
        """Let a process read one document; a process that does not answer in time, or at all, is killed."""
        self._busy.add(process)
        healthy = False
        try:
            async with asyncio.timeout(self._seconds):
                reply = await process.exchange(request)
            healthy = not reply.final
            return reply
        except TimeoutError:
            raise UnreadableFeed(f"The document took more than {self._seconds:g} s to read.") from None
        except BROKEN:
            raise UnreadableFeed("The document broke its reader, or needed too much memory.") from None
        finally:
            self._busy.discard(process)
            self._put_back(process) if healthy else self._end(process)

    async def _take(self) -> ParserProcess:
        """The idle process that was used last, so that the others can end; or a new one."""
        if self._closed:
            raise Unavailable("The parser is closed.")
        while self._idle:
            process = self._idle.pop()
            process.wake()
            if process.alive:
                return process
            self._end(process)
        try:
            return await ParserProcess.start(self._memory)
        except (TimeoutError, OSError, *BROKEN):
            raise Unavailable("A parser process could not be started.") from None

    def _put_back(self, process: ParserProcess) -> None:
        if self._closed or not process.alive or process.documents >= _DOCUMENTS_PER_PROCESS:
            self._end(process)
            return
        self._idle.append(process)
        process.rest(self._idle_seconds, self._end_idle)

    def _end_idle(self, process: ParserProcess) -> None:
        if process in self._idle:
            self._idle.remove(process)
            self._end(process)

    def _end(self, process: ParserProcess) -> None:
        """Kill a process in the background; it holds nothing that could be lost."""
        task = asyncio.get_running_loop().create_task(process.kill())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

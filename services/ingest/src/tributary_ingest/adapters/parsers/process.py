"""One parser process, seen from its owner."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress

import msgspec

from tributary_ingest.adapters.parsers.messages import HEADER, Reply, Request, frame

MEMORY_VARIABLE = "TRIBUTARY_PARSER_MEMORY"
_MODULE = "tributary_ingest.adapters.parsers.worker"
# What a process needs to start; secrets in the environment are none of its business.
_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR")
_START_SECONDS = 30.0
_BUFFER = 1024 * 1024
_DECODER = msgspec.msgpack.Decoder(Reply)

BROKEN = (asyncio.IncompleteReadError, ConnectionError, msgspec.DecodeError)
"""What an exchange raises when the process died or talked nonsense."""


class ParserProcess:
    """A running `worker`. `documents` counts what it was given."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._timer: asyncio.TimerHandle | None = None
        self.documents = 0

    @classmethod
    async def start(cls, memory: int) -> "ParserProcess":
        """Start a process limited to `memory` bytes of address space, and wait until it is ready."""
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment[MEMORY_VARIABLE] = str(memory)
        process = cls(
            await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", _MODULE,
                stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, limit=_BUFFER,
            )
        )  # fmt: skip
        try:
            async with asyncio.timeout(_START_SECONDS):
                await process._receive()
        except BaseException:
            await process.kill()
            raise
        return process

    @property
    def alive(self) -> bool:
        """False once the process has ended."""
        return self._process.returncode is None

    async def exchange(self, request: Request) -> Reply:
        """Send a request and wait for its reply. Raises one of `BROKEN` when there will be none."""
        self.documents += 1
        assert self._process.stdin is not None
        self._process.stdin.write(frame(request))
        await self._process.stdin.drain()
        return await self._receive()

    async def _receive(self) -> Reply:
        assert self._process.stdout is not None
        size = int.from_bytes(await self._process.stdout.readexactly(HEADER), "big")
        return _DECODER.decode(await self._process.stdout.readexactly(size))

    def rest(self, seconds: float, then: Callable[["ParserProcess"], None]) -> None:
        """Call `then` unless the process is woken within `seconds`."""
        self._timer = asyncio.get_running_loop().call_later(seconds, then, self)

    def wake(self) -> None:
        """Stop the timer of `rest`."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        self.wake()
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.communicate()

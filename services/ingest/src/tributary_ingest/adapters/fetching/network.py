"""Opens connections, and only to addresses that were checked a moment before.

This is the single place of the service that opens sockets to the outside. The name is resolved here, the
whole answer is checked, and the connection goes to a checked address itself, so that a second, different
answer of the resolver (DNS rebinding) is never asked for. TLS still verifies the name.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpcore2
from httpcore2 import SOCKET_OPTION

from tributary_ingest.domain.address import Address, AllowList, check_addresses, literal, read_address

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]

MAX_ATTEMPTS = 4


class SystemResolver:
    """Asks the system's resolver in threads of its own, so that slow name servers delay nobody else."""

    def __init__(self, threads: int = 16) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="resolve")

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        answers = await asyncio.get_running_loop().run_in_executor(
            self._executor, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return list(dict.fromkeys(read_address(str(answer[4][0])) for answer in answers))

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


class CheckedNetwork(httpcore2.AsyncNetworkBackend):
    """A network backend that connects to checked addresses and to nothing else."""

    def __init__(self, allow: AllowList, resolve: Resolve) -> None:
        self._allow = allow
        self._resolve = resolve
        self._sockets = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the base class names it
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._checked(host, port)
                return await self._first_open(addresses, port, timeout)
        except (OSError, UnicodeError) as failure:
            raise httpcore2.ConnectError("no connection") from failure

    async def _checked(self, host: str, port: int) -> Sequence[Address]:
        own = literal(host)
        addresses = [own] if own else await self._resolve(host, port)
        check_addresses(host, port, addresses, self._allow)
        return addresses[:MAX_ATTEMPTS]

    async def _first_open(
        self, addresses: Sequence[Address], port: int, seconds: float | None
    ) -> httpcore2.AsyncNetworkStream:
        share = None if seconds is None else seconds / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._sockets.connect_tcp(str(address), port, timeout=share)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._sockets.connect_tcp(str(addresses[-1]), port, timeout=seconds)

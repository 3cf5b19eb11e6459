"""Turns at a host: so many requests at a time, and nothing remembered of hosts nobody asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    users: int = 0


class HostTurns:
    """Lets `per_host` users in at a time for each host, first come, first served."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._hosts: dict[str, _Host] = {}

    def __len__(self) -> int:
        """How many hosts are in use or waited for."""
        return len(self._hosts)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits for a turn at a host and holds it."""
        host = self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))
        host.users += 1
        try:
            async with host.turns:
                yield
        finally:
            host.users -= 1
            if not host.users:
                del self._hosts[name]

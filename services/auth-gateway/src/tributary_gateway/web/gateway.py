"""What the handlers work with. Composed once, in `app.py`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from tributary_kit.errors import Unavailable
from tributary_kit.tokens import TokenVerifier

from tributary_gateway.ports.inside import Inside
from tributary_gateway.usecases.change_password import ChangePassword
from tributary_gateway.usecases.log_in import LogIn
from tributary_gateway.usecases.manage_users import ManageUsers
from tributary_gateway.usecases.refresh import LogOut, Refresh
from tributary_gateway.usecases.stopped import Stopped
from tributary_gateway.web.addresses import TrustedProxies
from tributary_gateway.web.streams import Streams

P = ParamSpec("P")
T = TypeVar("T")

# Hashing takes 19 MiB and a core for each password, so few at once, and a queue that is not endless.
_HASHING_AT_ONCE = 2
_HASHING_QUEUE = 32


class Hashing:
    """Runs work that hashes passwords in threads, two at a time."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(_HASHING_AT_ONCE)
        self._waiting = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`. Raises Unavailable when too many wait already."""
        if self._waiting >= _HASHING_QUEUE:
            raise Unavailable("Too many logins at once.")
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.to_thread(work, *args, **kwargs)
        finally:
            self._waiting -= 1


@dataclass(slots=True)
class Gateway:
    """The use cases and ports behind the routes. Times in seconds.

    `ready` raises Unavailable when the gateway's own database is away; it blocks, so it runs in a thread.
    `stopping` is set when the gateway drains: readiness says no and event streams end.
    """

    inside: Inside
    verifier: TokenVerifier
    log_in: LogIn
    refresh: Refresh
    log_out: LogOut
    change_password: ChangePassword
    users: ManageUsers
    stopped: Stopped
    jwks: Callable[[], str]
    ready: Callable[[], None]
    proxies: TrustedProxies
    streams: Streams
    request_seconds: float
    fetch_seconds: float
    hashing: Hashing = field(default_factory=Hashing)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

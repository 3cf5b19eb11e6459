"""The HTTP server: uvicorn on a socket of ours, without signal handlers, so that it can share a loop."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp
from tributary_kit import logs
from tributary_kit.errors import Conflict, Invalid

from tributary_gateway.settings import GatewaySettings
from tributary_gateway.web.protocol import BoundedProtocol

_IDLE_SECONDS = 65
_BACKLOG = 1024

_log = logs.get(__name__)


class WebServer:
    """Serves an application on a bound socket until it is told to stop."""

    def __init__(self, app: ASGIApp, listener: socket.socket, settings: GatewaySettings) -> None:
        self._listener = listener
        self._settings = settings
        config = uvicorn.Config(
            app,
            http=BoundedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            reset_contextvars=True,
            backlog=_BACKLOG,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=max(1, round(settings.drain_seconds)),
        )
        self._server = _Server(config, self._announce)
        self._started = asyncio.Event()

    async def run(self, stopping: asyncio.Event, stop: asyncio.Event, started: asyncio.Event) -> None:
        """Serves until `stop` is set; sets `started` when it answers.

        Then sets `stopping`, so that readiness says no; after the notice takes no more connections; and
        returns when the requests under way have ended, or their time has.
        """
        self._started = started
        serving = asyncio.create_task(self._server.serve([self._listener]))
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, waiting], return_when="FIRST_COMPLETED")
        waiting.cancel()
        stopping.set()
        await asyncio.sleep(self._settings.gateway_drain_notice_seconds)
        self._server.should_exit = True
        await serving

    def _announce(self) -> None:
        url = address(self._listener)
        file = self._settings.home / "run" / "gateway.url"
        # Only programs on this machine look for it, so a home that cannot be written is no reason to end.
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(url + "\n")
        _log.info("http listening", address=url)
        self._started.set()


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to the process, and tells when it answers."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


def bind(listen: str) -> socket.socket:
    """A socket bound to `host:port`; port 0 takes a free one. Raises Invalid or Conflict."""
    host, colon, port = listen.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise Invalid("TRIBUTARY_GATEWAY_LISTEN is not host:port.", remedy="Write it like 127.0.0.1:8080.")
    host = host.strip("[]")
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
    except OSError as error:
        listener.close()
        raise Conflict(
            f"Nothing can listen at {listen}: {error.strerror}.",
            remedy="Stop what listens there, or set TRIBUTARY_GATEWAY_LISTEN.",
        ) from None
    return listener


def address(listener: socket.socket) -> str:
    """The URL of a bound socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

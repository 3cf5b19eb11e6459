"""A gRPC server of threads."""

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc

from tributary_kit import logs
from tributary_kit.errors import Conflict, Invalid
from tributary_kit.serving import limits
from tributary_kit.serving.health import Health
from tributary_kit.serving.interceptors import Gate
from tributary_kit.tokens import TokenVerifier

_UNIX = "unix:"
_MAX_SOCKET_PATH = 107
# More calls than this at once are refused, so that a flood costs no memory. Watches of health count, too.
_CALLS_PER_THREAD = 32
_SPARE_CALLS = 64

# gRPC drops calls that arrive as it stops, so clients first get time to notice and turn elsewhere.
_FAREWELL_SECONDS = 0.25

_log = logs.get(__name__)


class GrpcServer:
    """Serves the services that `register` adds, with health and reflection.

    `listen` is `host:port` (port 0 takes a free one) or `unix:/path`. `policy` maps each full method name,
    such as `/tributary.ingest.v1.IngestService/GetFeed`, to the lowest role that may call it, or to
    "public"; any other method is refused. `ready` raises when a dependency is away. At most half of the
    `threads` serve streams.
    """

    def __init__(
        self,
        listen: str,
        *,
        register: Callable[[grpc.Server], None],
        service_names: Sequence[str],
        policy: Mapping[str, str],
        verifier: TokenVerifier,
        threads: int,
        ready: Callable[[], None],
    ) -> None:
        self._listen = listen
        self._health = Health(ready)
        self._gate = Gate(policy, verifier, most_streams=max(1, threads // 2))
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="grpc")
        self._server = grpc.server(
            self._pool,
            interceptors=[self._gate],
            options=limits.SERVER,
            maximum_concurrent_rpcs=threads * _CALLS_PER_THREAD + _SPARE_CALLS,
        )
        register(self._server)
        self._add_standard_services(service_names)

    def start(self) -> str:
        """Listens, and returns the address: `host:port` or `unix:/path`. Raises Invalid or Conflict."""
        address = self._bind()
        self._server.start()
        self._health.refresh()
        _log.info("grpc listening", address=address)
        return address

    async def drain(self, seconds: float) -> None:
        """Says NOT_SERVING, then takes no new calls, gives those under way `seconds` to finish, and ends."""
        await asyncio.to_thread(self._health.stop_serving)
        await asyncio.sleep(min(_FAREWELL_SECONDS, seconds))
        await asyncio.to_thread(self._health.end_watches)
        self._gate.end_streams()
        stopped = self._server.stop(seconds)
        await asyncio.to_thread(stopped.wait)
        self._pool.shutdown(wait=False)

    def _add_standard_services(self, service_names: Sequence[str]) -> None:
        from grpc_health.v1 import health_pb2_grpc  # type: ignore[import-untyped]
        from grpc_reflection.v1alpha import reflection  # type: ignore[import-untyped]

        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        names = (*service_names, "grpc.health.v1.Health", reflection.SERVICE_NAME)
        reflection.enable_server_reflection(names, self._server)

    def _bind(self) -> str:
        if self._listen.startswith(_UNIX):
            _make_room(Path(self._listen.removeprefix(_UNIX)))
        try:
            port = self._server.add_insecure_port(self._listen)
        except RuntimeError:
            raise Conflict(
                f"Nothing can listen at {self._listen}.",
                remedy="Check that the address is free and belongs to this machine.",
            ) from None
        return self._listen if self._listen.startswith(_UNIX) else f"{self._listen.rpartition(':')[0]}:{port}"


def _make_room(path: Path) -> None:
    if len(str(path).encode()) > _MAX_SOCKET_PATH:
        raise Invalid(
            f"The socket path {path} is longer than {_MAX_SOCKET_PATH} bytes.",
            remedy="Set TRIBUTARY_HOME to a shorter path.",
        )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(
            f"The socket {path} cannot be made: {error.strerror}.",
            remedy="Make TRIBUTARY_HOME writable, or let the service listen at host:port.",
        ) from None
    if not path.is_socket():
        return
    if _answers(path):
        raise Conflict(
            f"Another process serves {path}.", remedy="Stop that one first, or use another TRIBUTARY_HOME."
        )
    path.unlink()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True

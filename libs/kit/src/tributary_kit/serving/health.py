"""Health by the standard protocol, `grpc.health.v1`.

Service names: `startup` and `liveness` serve as soon as the server answers, and ask nothing else. `readiness`
asks the dependencies, at most once a second. "" tells whether the server takes calls: our clients watch it,
and turn to other servers before one stops.

The servicer of grpcio-health-checking is not used: it sends while it holds a lock that gRPC's own thread
needs when a watcher leaves, which now and then stops the whole server.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc  # type: ignore[import-untyped]

from tributary_kit import deadline, logs

READINESS = "readiness"
TAKES_CALLS = ""
_ENDING = (READINESS, TAKES_CALLS)

_EVERY_SECONDS = 1.0
_CHECK_SECONDS = 2.0
_SERVING: int = health_pb2.HealthCheckResponse.SERVING
_NOT_SERVING: int = health_pb2.HealthCheckResponse.NOT_SERVING
_UNKNOWN: int = health_pb2.HealthCheckResponse.SERVICE_UNKNOWN

# Probes are answered while all threads of the server are busy. A watch holds none of these while it waits.
_threads = ThreadPoolExecutor(4, thread_name_prefix="health")

_log = logs.get(__name__)


class Health(health_pb2_grpc.HealthServicer):  # type: ignore[misc]
    """Answers Check and Watch. `ready` raises when a dependency is away."""

    def __init__(self, ready: Callable[[], None]) -> None:
        self._ready = ready
        self._checked_at = float("-inf")
        self._checking = threading.Lock()
        self._statuses = {"startup": _SERVING, "liveness": _SERVING, TAKES_CALLS: _SERVING}
        self._watches: set[_Watch] = set()
        self._lock = threading.Lock()  # held for moments, never while sending
        self._stopped = threading.Event()
        self._ticker: threading.Thread | None = None

    def Check(self, request: Any, context: Any) -> Any:  # noqa: N802
        """One answer, not older than a second."""
        if request.service == READINESS:
            self.refresh()
        status = self.status(request.service)
        if status == _UNKNOWN:
            context.abort(grpc.StatusCode.NOT_FOUND, "There is no such service.")
        return health_pb2.HealthCheckResponse(status=status)

    def Watch(self, request: Any, context: Any, send: Callable[[Any], None]) -> None:  # noqa: N802
        """Answers now and with every change, within a second of it."""
        if request.service == READINESS:
            self.refresh()
            self._keep_refreshing()
        watch = _Watch(lambda: self.status(request.service), send)
        with self._lock:
            self._watches.add(watch)
        if not context.add_callback(lambda: self._forget(watch)):
            self._forget(watch)
        watch.tell()

    Check.experimental_thread_pool = _threads  # type: ignore[attr-defined]
    Watch.experimental_thread_pool = _threads  # type: ignore[attr-defined]
    Watch.experimental_non_blocking = True  # type: ignore[attr-defined]

    def status(self, service: str) -> int:
        """The status last known."""
        if service in _ENDING and self._stopped.is_set():
            return _NOT_SERVING
        return self._statuses.get(service, _UNKNOWN)

    def refresh(self) -> None:
        """Asks the dependencies, unless that was done within the last second or is being done."""
        if time.monotonic() - self._checked_at < _EVERY_SECONDS or not self._checking.acquire(blocking=False):
            return
        try:
            failure = self._failure()
            self._checked_at = time.monotonic()
        finally:
            self._checking.release()
        self._ready_is(failure)

    def stop_serving(self) -> None:
        """Says NOT_SERVING from now on; liveness goes on."""
        self._stopped.set()
        self._tell_all()

    def end_watches(self) -> None:
        """Ends the watches, which would last as long as their clients."""
        for watch in self._all_watches():
            watch.end()

    def _failure(self) -> Exception | None:
        try:
            with deadline.limit(_CHECK_SECONDS):
                self._ready()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            return error
        return None

    def _ready_is(self, failure: Exception | None) -> None:
        status = _SERVING if failure is None else _NOT_SERVING
        if status == self._statuses.get(READINESS):
            return
        if failure is None:
            _log.info("ready")
        else:
            _log.warning("not ready", kind=type(failure).__name__, detail=str(failure))
        self._statuses[READINESS] = status
        self._tell_all()

    def _tell_all(self) -> None:
        for watch in self._all_watches():
            watch.tell()

    def _all_watches(self) -> "list[_Watch]":
        with self._lock:
            return list(self._watches)

    def _forget(self, watch: "_Watch") -> None:
        with self._lock:
            self._watches.discard(watch)

    def _keep_refreshing(self) -> None:
        with self._lock:
            if self._ticker is None and not self._stopped.is_set():
                self._ticker = threading.Thread(target=self._tick, name="readiness", daemon=True)
                self._ticker.start()

    def _tick(self) -> None:
        while not self._stopped.wait(_EVERY_SECONDS / 2):
            self.refresh()


class _Watch:
    """One watcher; is told each change once, in order."""

    def __init__(self, status: Callable[[], int], send: Callable[[Any], None]) -> None:
        self._status = status
        self._send = send
        self._told: int | None = None
        self._lock = threading.Lock()

    def tell(self) -> None:
        """Sends the status if it is news."""
        with self._lock:
            status = self._status()
            if status != self._told:
                self._told = status
                self._send(health_pb2.HealthCheckResponse(status=status))

    def end(self) -> None:
        """Ends the stream."""
        with self._lock:
            self._send(None)

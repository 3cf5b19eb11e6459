"""Health by the standard protocol, `grpc.health.v1`.

Service names: `startup` and `liveness` serve as soon as the server answers, and ask nothing else. `readiness`
asks the dependencies, at most once a second. "" tells whether the server takes calls: our clients watch it,
and turn to other servers before one stops.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2  # type: ignore[import-untyped]

from tributary_kit import deadline, logs

READINESS = "readiness"
TAKES_CALLS = ""

_EVERY_SECONDS = 1.0
_CHECK_SECONDS = 2.0
_SERVING: int = health_pb2.HealthCheckResponse.SERVING
_NOT_SERVING: int = health_pb2.HealthCheckResponse.NOT_SERVING

# Probes are answered while all threads of the server are busy. A watch holds none of these while it waits.
_threads = ThreadPoolExecutor(4, thread_name_prefix="health")

_log = logs.get(__name__)


class Health(health.HealthServicer):  # type: ignore[misc]
    """Answers Check and Watch. `ready` raises when a dependency is away."""

    def __init__(self, ready: Callable[[], None]) -> None:
        super().__init__(experimental_non_blocking=True, experimental_thread_pool=_threads)
        self._ready = ready
        self._told: int | None = None
        self._checked_at = float("-inf")
        self._checking = threading.Lock()
        self._ended = threading.Event()
        self._ticker: threading.Thread | None = None
        for name in ("startup", "liveness", TAKES_CALLS):
            self.set(name, _SERVING)
        self.set(READINESS, _NOT_SERVING)

    def Check(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """One answer, not older than a second."""
        if request.service == READINESS:
            self.refresh()
        return super().Check(request, context)

    Check.experimental_thread_pool = _threads  # type: ignore[attr-defined]

    def Watch(  # noqa: N802
        self, request: Any, context: grpc.ServicerContext, send_response_callback: Any = None
    ) -> Any:
        """Answers now and with every change, within a second of it."""
        if request.service == READINESS:
            self.refresh()
            self._keep_refreshing()
        return super().Watch(request, context, send_response_callback)

    def refresh(self) -> None:
        """Asks the dependencies, unless that was done within the last second or is being done."""
        if time.monotonic() - self._checked_at < _EVERY_SECONDS or not self._checking.acquire(blocking=False):
            return
        try:
            self._tell(self._failure())
            self._checked_at = time.monotonic()
        finally:
            self._checking.release()

    def stop_serving(self) -> None:
        """Says NOT_SERVING from now on; liveness goes on."""
        self._ended.set()
        for name in (READINESS, TAKES_CALLS):
            self.set(name, _NOT_SERVING)
        with self._lock:
            self._gracefully_shutting_down = True

    def end_watches(self) -> None:
        """Ends the watches, which would last as long as their clients."""
        with self._lock:
            watchers = [send for sends in self._send_response_callbacks.values() for send in sends]
        for send in watchers:
            send(None)

    def _failure(self) -> Exception | None:
        try:
            with deadline.limit(_CHECK_SECONDS):
                self._ready()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            return error
        return None

    def _tell(self, failure: Exception | None) -> None:
        status = _SERVING if failure is None else _NOT_SERVING
        if status == self._told:
            return
        self._told = status
        self.set(READINESS, status)
        if failure is None:
            _log.info("ready")
        else:
            _log.warning("not ready", kind=type(failure).__name__, detail=str(failure))

    def _keep_refreshing(self) -> None:
        with self._lock:
            if self._ticker is None and not self._ended.is_set():
                self._ticker = threading.Thread(target=self._tick, name="health", daemon=True)
                self._ticker.start()

    def _tick(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS / 2):
            self.refresh()

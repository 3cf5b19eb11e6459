"""Metrics, each declared once with its meaning and what to do when it looks wrong.

A service's `metrics.py` holds one constant for each. They come back as objects of prometheus_client,
so `FETCHES.labels("ok").inc()` counts. A name declared twice raises ValueError.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client import generate_latest as _generate
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from tributary_kit.errors import Conflict

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)

_registry = CollectorRegistry(auto_describe=True)
_declared: dict[str, "Metric"] = {}
disable_created_metrics()  # type: ignore[no-untyped-call]
for _collector in (ProcessCollector, PlatformCollector, GCCollector):
    _collector(registry=_registry)


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the metrics table. `remedy` tells the reader what to look at when the value is bad."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    remedy: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


def counter(name: str, help: str, *, remedy: str, labels: Sequence[str] = ()) -> Counter:  # noqa: A002
    """Declares a number that only grows; its name ends in `_total`."""
    made = Counter(name, help, labels, registry=_registry)
    _declared[name] = Metric(name, "counter", help, remedy, tuple(labels))
    return made


def gauge(name: str, help: str, *, remedy: str, labels: Sequence[str] = ()) -> Gauge:  # noqa: A002
    """Declares a number that goes up and down."""
    made = Gauge(name, help, labels, registry=_registry)
    _declared[name] = Metric(name, "gauge", help, remedy, tuple(labels))
    return made


def histogram(
    name: str,
    help: str,  # noqa: A002
    *,
    remedy: str,
    labels: Sequence[str] = (),
    buckets: Sequence[float] = SECONDS,
) -> Histogram:
    """Declares a distribution, by default of seconds with borders at 0.1 and 0.2."""
    made = Histogram(name, help, labels, registry=_registry, buckets=buckets)
    _declared[name] = Metric(name, "histogram", help, remedy, tuple(labels), tuple(buckets))
    return made


def declared() -> list[Metric]:
    """Every metric declared by the modules imported so far, in order of their names."""
    return [_declared[name] for name in sorted(_declared)]


def render() -> bytes:
    """All metrics in Prometheus' text format, to be sent as `CONTENT_TYPE`."""
    return _generate(_registry)


class MetricsServer:
    """Serves `/metrics`, and nothing else, from a thread of its own."""

    def __init__(self, listen: str) -> None:
        import http.server

        class Handler(http.server.BaseHTTPRequestHandler):
            timeout = 5

            def do_GET(self) -> None:
                found = self.path.partition("?")[0] == "/metrics"
                body = render() if found else b"Only /metrics is here.\n"
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", CONTENT_TYPE if found else "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Scrapes are not logged."""

        host, _, port = listen.rpartition(":")
        try:
            self._server = http.server.ThreadingHTTPServer((host.strip("[]"), int(port)), Handler)
        except (OSError, ValueError, OverflowError):
            raise Conflict(
                f"Metrics cannot be served at {listen}.",
                remedy="Write the address like 127.0.0.1:9100, and check that it is free.",
            ) from None
        self._server.daemon_threads = True
        self.address = f"{host}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="metrics", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends the server."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def serve_http(listen: str) -> MetricsServer:
    """Serves `/metrics` at `listen` (`host:port`, port 0 takes a free one) until closed. Raises Conflict."""
    return MetricsServer(listen)

"""What the gateway counts."""

from tributary_kit import metrics

HTTP_SECONDS = metrics.histogram(
    "tributary_http_request_seconds",
    "Time to answer an HTTP request, by route, method and status.",
    labels=("route", "method", "status"),
    remedy="Compare with tributary_grpc_server_seconds of the service behind the route.",
)
LOGINS = metrics.counter(
    "tributary_gateway_logins_total",
    "Logins by outcome: ok, refused, delayed.",
    labels=("outcome",),
    remedy="Many refused or delayed ones are somebody guessing passwords; look for the addresses in the log.",
)
STREAMS = metrics.gauge(
    "tributary_gateway_streams",
    "Event streams that are open now.",
    remedy="Each holds a connection to ingest; close clients that do not read.",
)

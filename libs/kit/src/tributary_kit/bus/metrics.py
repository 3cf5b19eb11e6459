"""Metrics of the messages on their way."""

from tributary_kit import metrics

DEPTH = metrics.gauge(
    "tributary_bus_depth",
    "Messages that wait to be handed over, quarantined ones aside.",
    remedy="If it grows, the consumer is away or too slow: look at its health and its log.",
    labels=("queue",),
)
OLDEST = metrics.gauge(
    "tributary_bus_oldest_seconds",
    "Age of the oldest message that waits.",
    remedy="Above a minute, the consumer is away or too slow: look at its health and its log.",
    labels=("queue",),
)
DELIVERED = metrics.counter(
    "tributary_bus_delivered_total",
    "Messages by what became of them: done, retried or quarantined.",
    remedy="Quarantined ones are listed with their reason by `tributary quarantine list`.",
    labels=("queue", "result"),
)

"""The metrics of entities."""

from tributary_kit import metrics

ITEMS = metrics.counter(
    "tributary_entities_items_total",
    "Messages about items by what became of them: news, known or refused.",
    labels=("outcome",),
    remedy="Refused ones are tried again and then quarantined: see `tributary quarantine list`.",
)
FACTS = metrics.counter(
    "tributary_entities_facts_total",
    "Mentions and connections found in items that brought news.",
    remedy="If it stays at zero while items come, their feeds name no authors and categories.",
)
OBSERVE_SECONDS = metrics.histogram(
    "tributary_entities_observe_seconds",
    "Time to find the facts of a batch of items and to store them.",
    remedy="Look for slow statements in the log; the database may need to move to PostgreSQL.",
)
LAG_SECONDS = metrics.histogram(
    "tributary_entities_lag_seconds",
    "Time from an item's being stored by ingest until its entities are visible.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 30.0, 300.0, 3600.0),
    remedy="If it grows, see tributary_bus_depth: messages wait, or entities is too slow for them.",
)

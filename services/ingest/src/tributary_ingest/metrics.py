"""The metrics of ingest."""

from tributary_kit import metrics

FETCHES = metrics.counter(
    "tributary_ingest_fetches_total",
    "Fetches of feeds by outcome: taken, unchanged, failed or lost.",
    labels=("outcome",),
    remedy="Many failed: `tributary feeds list` shows why. Any lost: raise TRIBUTARY_INGEST_LEASE_SECONDS.",
)
FETCH_SECONDS = metrics.histogram(
    "tributary_ingest_fetch_seconds",
    "Time from request to answer of a fetch.",
    remedy="Slow answers are the publishers'; raise TRIBUTARY_INGEST_CONCURRENCY so that others do not wait.",
)
PARSE_SECONDS = metrics.histogram(
    "tributary_ingest_parse_seconds",
    "Time to parse a document, waiting for a worker included.",
    remedy="If it rises for all feeds, give ingest another core or raise TRIBUTARY_INGEST_PARSE_WORKERS.",
)
TAKE_IN_SECONDS = metrics.histogram(
    "tributary_ingest_take_in_seconds",
    "Time to decide on a document and to store what it brought.",
    remedy="Look for slow statements in the log; the database may need to move to PostgreSQL.",
)
ITEMS = metrics.counter(
    "tributary_ingest_items_total",
    "Items stored, by kind: new or revised.",
    labels=("kind",),
    remedy="A flood of either comes from a feed that changes its guids or texts at will: see its health.",
)
LEFT_OUT = metrics.counter(
    "tributary_ingest_items_left_out_total",
    "New entries that did not fit into one fetch and wait for the next.",
    remedy="Raise TRIBUTARY_INGEST_MAX_NEW_ITEMS if you trust the feed.",
)
PARKED = metrics.counter(
    "tributary_ingest_feeds_parked_total",
    "Feeds given up after repeated failures.",
    remedy="List them with `tributary feeds list --state parked`; fetch or resume one to try again.",
)
DUE = metrics.gauge(
    "tributary_ingest_feeds_due",
    "Feeds whose time to be fetched has come.",
    remedy="If it stays high, raise TRIBUTARY_INGEST_CONCURRENCY or run another replica.",
)
DELAY_SECONDS = metrics.histogram(
    "tributary_ingest_fetch_delay_seconds",
    "Time between a feed's due time and its fetch.",
    buckets=(0.1, 0.2, 1.0, 5.0, 30.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0),
    remedy="If it grows, raise TRIBUTARY_INGEST_CONCURRENCY or run another replica.",
)

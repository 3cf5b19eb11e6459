"""Metrics of the databases."""

from tributary_kit import metrics

SLOW = metrics.counter(
    "tributary_sql_slow_total",
    "Statements that took longer than 100 ms.",
    remedy="Look for `slow statement` in the log: it holds the statement; an index may be missing.",
)

"""Bytes in, a `FeedDocument` out: every feed format, charset and date form that real feeds use."""

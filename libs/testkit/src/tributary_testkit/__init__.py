"""Test kit: real engines, a feed server with a ledger, a movable clock."""

"""The schema of the `db` bus's queue over time."""

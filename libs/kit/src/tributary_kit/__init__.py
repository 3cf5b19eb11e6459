"""Shared plumbing of the services. Knows no feed, no entity, no user."""

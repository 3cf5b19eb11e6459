"""Finds facts in items."""

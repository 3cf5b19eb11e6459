"""Finds opportunities in documents."""

"""Turns items into entities and relationships, each with the evidence for it."""

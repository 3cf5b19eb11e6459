"""Extractors: what finds entities, opportunities and relationships in a document."""

"""Databases: one URL decides between SQLite and PostgreSQL, and every difference between them lives here."""

"""The stores in SQL: SQLite or PostgreSQL, the URL decides."""

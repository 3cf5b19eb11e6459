"""The stores on SQLite or PostgreSQL; the database's URL decides."""

"""The store in SQL; the database's URL decides between SQLite and PostgreSQL."""

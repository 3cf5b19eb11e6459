"""How the ports are fulfilled: in memory, on SQLite, on PostgreSQL."""

"""Alembic's entry; everything is in the kit."""

from tributary_kit.sql.migrate import run_env

run_env()

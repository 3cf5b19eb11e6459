"""Run by Alembic."""

from tributary_kit.sql.migrate import run_env

run_env()

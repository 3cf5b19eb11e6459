"""Kills of the services under load, with a ledger kept outside of them."""

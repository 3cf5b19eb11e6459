"""The schema of the gateway, from the first revision on."""

"""Handlers of the REST routes, one module a resource."""

"""The commands, one module a group. None imports a service or a client at import time."""

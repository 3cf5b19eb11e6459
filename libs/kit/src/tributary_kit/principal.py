"""Who asks. Made by the gateway from a verified token, and verified again by each service."""

from dataclasses import dataclass

ROLES = ("viewer", "editor", "admin", "service")

_INCLUDES = {
    "viewer": frozenset({"viewer"}),
    "editor": frozenset({"viewer", "editor"}),
    "admin": frozenset({"viewer", "editor", "admin"}),
    "service": frozenset({"service"}),
}

DEFAULT_TENANT = "default"


@dataclass(frozen=True, slots=True)
class Principal:
    """A user or a service: whose data it sees, who it is, and what it may do."""

    tenant: str
    subject: str
    roles: frozenset[str]

    def has(self, role: str) -> bool:
        """Whether any of the roles includes `role`: admin includes editor, editor includes viewer."""
        return any(role in _INCLUDES.get(mine, frozenset()) for mine in self.roles)

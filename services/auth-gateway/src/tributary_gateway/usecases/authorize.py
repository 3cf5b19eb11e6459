"""May this caller do that? Pure: the verified principal and the role that the route declares."""

from tributary_kit.errors import Forbidden
from tributary_kit.principal import Principal


def authorize(principal: Principal, role: str) -> Principal:
    """The principal, if it has `role`. Raises Forbidden otherwise."""
    if not principal.has(role):
        raise Forbidden(f"This needs the role {role}.")
    return principal

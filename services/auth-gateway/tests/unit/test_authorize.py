"""Roles: admin includes editor, editor includes viewer, and a service is none of them."""

import pytest
from tributary_gateway.usecases.authorize import authorize
from tributary_kit.errors import Forbidden
from tributary_kit.principal import Principal

ALLOWED = {
    "viewer": {"viewer"},
    "editor": {"viewer", "editor"},
    "admin": {"viewer", "editor", "admin"},
    "service": set(),
    "stranger": set(),
}


@pytest.mark.parametrize("needed", ["viewer", "editor", "admin"])
@pytest.mark.parametrize("mine", ALLOWED)
def test_each_role_may_do_what_it_includes_and_nothing_else(mine: str, needed: str) -> None:
    principal = Principal("default", "usr_1", frozenset({mine}))
    if needed in ALLOWED[mine]:
        assert authorize(principal, needed) is principal
    else:
        with pytest.raises(Forbidden):
            authorize(principal, needed)


def test_without_roles_nothing_is_allowed() -> None:
    with pytest.raises(Forbidden):
        authorize(Principal("default", "usr_1", frozenset()), "viewer")

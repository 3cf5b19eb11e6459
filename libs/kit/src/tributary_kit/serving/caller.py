"""Who called, for the code that handles a call."""

from contextvars import ContextVar
from dataclasses import dataclass

from tributary_kit.principal import Principal

ANONYMOUS = Principal(tenant="", subject="", roles=frozenset())
"""The principal of a call that needed no token: it has no role and sees no tenant."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The principal of a call, and the id that joins its log lines across services."""

    principal: Principal
    request_id: str


current: ContextVar[Caller] = ContextVar("caller")


def caller() -> Caller:
    """The caller of the call being handled. Raises LookupError outside of one."""
    return current.get()

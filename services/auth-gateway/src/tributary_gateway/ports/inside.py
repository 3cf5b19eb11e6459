"""The services behind the gateway."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Method(Generic[Q, A]):
    """One call that a service answers: `service` is ingest or entities, `path` its full name on the wire."""

    service: str
    path: str
    encode: Callable[[Q], bytes]
    decode: Callable[[bytes], A]


@dataclass(frozen=True, slots=True)
class Credentials:
    """What travels inwards with each call: the caller's verified token, and the request's id."""

    token: str
    request_id: str


class Inside(Protocol):
    """Asks the services. A call takes at most the time left in `tributary_kit.deadline`.

    Raises the service's own error from `tributary_kit.errors`; Unavailable when it does not answer.
    """

    async def ask(self, method: Method[Q, A], question: Q, credentials: Credentials) -> A:
        """One question, one answer."""

    def watch(
        self, method: Method[Q, A], question: Q, credentials: Credentials, seconds: float
    ) -> AsyncIterator[A]:
        """Answers as they come, for at most `seconds`."""

    async def check(self, service: str) -> None:
        """Raises Unavailable when the service says that it is not ready, or nothing."""

"""How a command fails: one block on stderr and an exit code that scripts can rely on."""

import sys
from enum import IntEnum

from tributary_kit.errors import TributaryError


class Exit(IntEnum):
    """Exit codes of every command. 2 is what the option parser uses for wrong usage."""

    FAILED = 1
    USAGE = 2
    NOT_LOGGED_IN = 3
    UNREACHABLE = 4


class Failure(Exception):
    """A command cannot do what was asked: what, why, what to do next."""

    def __init__(
        self, what: str, why: str = "", remedy: str = "", request_id: str = "", code: Exit = Exit.FAILED
    ) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy
        self.request_id = request_id
        self.code = code


def from_product(error: TributaryError) -> Failure:
    """The failure that stands for an error of the product itself, e.g. a wrong setting."""
    return Failure(error.message, remedy=error.remedy)


def report(failure: Failure) -> None:
    """Writes the block to stderr."""
    parts = (
        ("error", failure.what),
        ("why", failure.why),
        ("do", failure.remedy),
        ("request", failure.request_id),
    )
    sys.stderr.write("".join(f"{label + ':':9}{text}\n" for label, text in parts if text))

"""How passwords are kept."""

from typing import Protocol


class PasswordHasher(Protocol):
    """A slow, salted hash. Calls take tens of milliseconds of CPU time and belong in a thread."""

    def hash(self, password: str) -> str:
        """A hash with its own salt and parameters."""

    def verify(self, hashed: str, password: str) -> bool:
        """Whether the password is the one; an empty `hashed` costs the same and is always wrong."""

    def is_outdated(self, hashed: str) -> bool:
        """Whether a new hash would have other parameters than this one."""

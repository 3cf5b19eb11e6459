"""Passwords by argon2id, with the parameters that OWASP recommends: 19 MiB, two passes, one lane."""

import ctypes
from base64 import b64encode
from contextlib import suppress
from os import urandom

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1

_M_MMAP_THRESHOLD, _MIB = -3, 1024 * 1024  # of <malloc.h>


class Argon2Hasher:
    """Some 20 ms a call on one core. Lets go of the interpreter lock while it works."""

    def __init__(self) -> None:
        _give_memory_back()
        self._argon2 = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        # A hash of nothing anybody knows, so that an unknown account costs the same as a wrong password.
        self._nobody = (
            f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p={_LANES}${_random_part(16)}${_random_part(32)}"
        )

    def hash(self, password: str) -> str:
        return self._argon2.hash(_encoded(password))

    def verify(self, hashed: str, password: str) -> bool:
        try:
            return self._argon2.verify(hashed or self._nobody, _encoded(password))
        except (Argon2Error, InvalidHashError):
            return False

    def is_outdated(self, hashed: str) -> bool:
        return self._argon2.check_needs_rehash(hashed)


def _give_memory_back() -> None:
    """Lets glibc return the memory of a hash to the system: it learns to keep such blocks, in each thread."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _MIB)


def _encoded(password: str) -> bytes:
    # JSON can carry lone surrogates; they are characters of a password like any other.
    return password.encode("utf-8", "surrogatepass")


def _random_part(size: int) -> str:
    return b64encode(urandom(size)).decode().rstrip("=")

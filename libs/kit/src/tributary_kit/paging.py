"""Opaque page tokens over keysets.

A token holds the sort key of the last row given out and a fingerprint of the list it belongs to, so that
a token of one list, or of the same list with other filters, is refused instead of answering nonsense.
"""

import base64
import hashlib
from collections.abc import Sequence

import msgspec

from tributary_kit.errors import Invalid, InvalidPageToken

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 500

Key = Sequence[str | int | float | None]


def page_size(asked: int) -> int:
    """The number of rows to give: 50 when 0 is asked for, at most 500. Raises Invalid when negative."""
    if asked < 0:
        raise Invalid("The page size is negative.", field="page_size")
    return min(asked or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)


def encode(kind: str, key: Key) -> str:
    """A token that continues the list `kind` (its name and filters) after the row with sort key `key`."""
    body = msgspec.msgpack.encode([_fingerprint(kind), list(key)])
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def decode(kind: str, token: str) -> list[str | int | float | None]:
    """The sort key in `token`. Raises InvalidPageToken when it was not made for `kind`."""
    try:
        body = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        fingerprint, key = msgspec.msgpack.decode(body, type=tuple[bytes, list[str | int | float | None]])
    except (ValueError, msgspec.MsgspecError):
        raise InvalidPageToken("The page token is damaged.", field="page_token") from None
    if fingerprint != _fingerprint(kind):
        raise InvalidPageToken("The page token belongs to another list.", field="page_token")
    return key


def _fingerprint(kind: str) -> bytes:
    return hashlib.blake2b(kind.encode(), digest_size=6).digest()

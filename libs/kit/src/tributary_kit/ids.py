"""Opaque ids: a ULID (https://github.com/ulid/spec) behind a prefix that names the kind of thing.

Ids made by one process sort by the time of their making, also within one millisecond.
"""

import os
import threading
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
_RANDOM_BITS = 80
_lock = threading.Lock()
_last = 0


def new_id(prefix: str) -> str:
    """A new id such as `item_01J…`; `prefix` comes without the underscore."""
    return f"{prefix}_{_encode(_next())}"


def _next() -> int:
    global _last
    fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | int.from_bytes(os.urandom(10), "big")
    with _lock:
        # Within a millisecond, or when the clock steps back, count on from the last id.
        _last = fresh if fresh >> _RANDOM_BITS > _last >> _RANDOM_BITS else _last + 1
        return _last


def _encode(value: int) -> str:
    pairs = [_PAIRS[value >> shift & 1023] for shift in range(120, -1, -10)]
    return "".join(pairs)

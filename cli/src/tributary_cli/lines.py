"""Lines of JSON from stdin, for the commands that corpora are run through."""

import sys

_LONGEST = 32 * 1024 * 1024
"""Bytes; the base64 of the largest document that is read takes 20 MiB."""


def next_line() -> bytes:
    """The next line of stdin, empty at its end; a line too long is cut, so that it fails as broken JSON."""
    line = sys.stdin.buffer.readline(_LONGEST)
    piece = line
    while len(piece) == _LONGEST and not piece.endswith(b"\n"):
        piece = sys.stdin.buffer.readline(_LONGEST)
    return line

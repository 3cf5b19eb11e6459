"""Asks the local server how it is: what `tributary-… health` does, and so a container's health check.

A container runtime asks every few seconds, so importing gRPC for it would cost more than the question: this
speaks just as much HTTP/2 as one health check needs.
"""

import signal
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from types import FrameType

from tributary_kit import environment
from tributary_kit.errors import Unavailable

SECONDS = 3
NAMES = ("startup", "liveness", "readiness")

_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to turn away from it
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_DATA, _HEADERS, _RESET, _SETTINGS, _GOAWAY = 0, 1, 3, 4, 7
_END_STREAM, _END_HEADERS = 1, 4
_SERVING = b"\x08\x01"  # HealthCheckResponse(status=SERVING)


def limit_time() -> None:
    """Raises Unavailable in this process's main thread when `SECONDS` have passed."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise Unavailable(f"No answer within {SECONDS} seconds.")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)


def own_address(service: str, socket_name: str) -> str:
    """Where the service of this environment listens for gRPC, as its settings say."""
    given = environment.given()
    for variable in (f"{environment.PREFIX}{service}_LISTEN", f"{environment.PREFIX}{service}_TARGET"):
        if given.get(variable):
            return given[variable]
    return f"unix:{given.get('TRIBUTARY_HOME', '.tributary')}/run/{socket_name}.sock"


def ask_grpc(address: str, name: str) -> str:
    """Asks by grpc.health.v1; returns what was found. Raises Unavailable when it is not serving, or away."""
    with closing(_connect(address)) as connection:
        connection.sendall(_question(name))
        answer = b"".join(body for kind, body in _frames(connection) if kind == _DATA)
    if answer[5:] != _SERVING:
        raise Unavailable(f"{name}: {address} says that it is not serving; its log says why.")
    return f"{name}: {address} is serving"


def ask_http(listen: str, path: str) -> tuple[int, bytes]:
    """Status and body of a GET. Raises Unavailable when nothing answers."""
    from http.client import HTTPConnection, HTTPException

    host, port = reachable(listen)
    with closing(HTTPConnection(host, port, timeout=SECONDS)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException) as error:
            raise _away(listen, error) from None


def reachable(listen: str) -> tuple[str, int]:
    """Host and port at which a local server that listens at `host:port` can be asked."""
    host, _, port = listen.rpartition("/")[2].rpartition(":")
    host = host.strip("[]")
    return _LOOPBACK.get(host, host), int(port)


def _connect(address: str) -> socket.socket:
    try:
        if not address.startswith("unix:"):
            return socket.create_connection(reachable(address), timeout=SECONDS)
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address.removeprefix("unix:"))
    except (OSError, ValueError) as error:
        raise _away(address, error) from None
    return connection


def _away(address: str, error: Exception) -> Unavailable:
    return Unavailable(f"Nothing answers at {address}: {getattr(error, 'strerror', None) or error}.")


def _question(name: str) -> bytes:
    service = name.encode()
    message = b"\x0a" + bytes([len(service)]) + service
    head = b"".join(
        # Literal fields that are not indexed: plain names and values with their lengths.
        b"\x00" + bytes([len(key)]) + key + bytes([len(value)]) + value
        for key, value in (
            (b":method", b"POST"),
            (b":scheme", b"http"),
            (b":path", b"/grpc.health.v1.Health/Check"),
            (b":authority", b"localhost"),
            (b"te", b"trailers"),
            (b"content-type", b"application/grpc"),
        )
    )
    data = b"\x00" + struct.pack(">I", len(message)) + message
    return (
        _PREFACE
        + _frame(_SETTINGS, 0, 0, b"")
        + _frame(_HEADERS, _END_HEADERS, 1, head)
        + _frame(_DATA, _END_STREAM, 1, data)
    )


def _frame(kind: int, flags: int, stream: int, body: bytes) -> bytes:
    return struct.pack(">I", len(body))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + body


def _frames(connection: socket.socket) -> Iterator[tuple[int, bytes]]:
    """The frames of the answer, up to its end."""
    with connection.makefile("rb") as stream:
        read: Callable[[int], bytes] = stream.read
        while len(head := read(9)) == 9:
            kind, flags = head[3], head[4]
            yield kind, read(int.from_bytes(head[:3], "big"))
            ended = kind in (_DATA, _HEADERS) and flags & _END_STREAM
            if ended or kind in (_RESET, _GOAWAY):
                return

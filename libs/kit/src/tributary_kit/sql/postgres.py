"""What PostgreSQL needs: connections that notice a lost server, and time limits kept by the server."""

import math
import select
import time
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.abc import PQGen
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

from tributary_kit import deadline

CONNECT: dict[str, Any] = {
    "application_name": "tributary",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "options": "-c TimeZone=UTC -c idle_in_transaction_session_timeout=60000",
}
"""How a connection is opened: a silent network is noticed within half a minute."""

_CONNECT_SECONDS = 5
_SHORTEST_CONNECT_SECONDS = 2  # libpq's

_SLACK = 0.1
"""Seconds by which a statement may outlive the caller's time; beyond, the server is told the shorter rest."""

_GRACE = 0.5
"""Seconds after the caller's time in which the server, told of it, must have answered."""

_BARE = {"no_parameters": True}


def attach(engine: sa.Engine) -> None:
    """Prepares every connection of the engine."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkout", _refuse_dead)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _shorten)


class _Connection(psycopg.Connection[Any]):
    """Gives up when a server stays silent after the caller's time: it may be frozen, or cut off."""

    def wait(self, gen: PQGen[Any], interval: float = _GRACE / 5, timeout: float | None = None) -> Any:
        left = deadline.remaining()
        if left is None or timeout is not None:
            return super().wait(gen, interval, timeout)
        until = time.monotonic() + left + _GRACE
        try:
            return super().wait(gen, interval, left + _GRACE)
        except psycopg.OperationalError:
            if time.monotonic() >= until:
                self.close()
            raise


def _connect(_dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
    left = deadline.remaining()
    seconds = _CONNECT_SECONDS if left is None else min(_CONNECT_SECONDS, math.ceil(left))
    options["connect_timeout"] = max(_SHORTEST_CONNECT_SECONDS, seconds)
    # Transactions are begun by _begin.
    return _Connection.connect(*arguments, **options, autocommit=True)


def _refuse_dead(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server that went away leaves an end-of-file on the idle socket: seen without a round trip."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if not poll.poll(0):
        return
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        raise DisconnectionError from None


def _begin(connection: sa.Connection) -> None:
    read_only = connection.get_execution_options().get("tributary_read_only")
    begin = "BEGIN READ ONLY" if read_only else "BEGIN"
    left = deadline.remaining()
    connection.info["allowed"] = None
    if left is None:
        connection.exec_driver_sql(begin, execution_options=_BARE)
        return
    # Both statements go in one message, so that the limit costs no round trip.
    connection.exec_driver_sql(f"{begin}; {_limit(left)}", execution_options=_BARE)
    connection.info["allowed"] = left


def _shorten(connection: sa.Connection, cursor: Any, *_: Any) -> None:
    """Tells the server anew when earlier statements of the transaction used up some of the time."""
    allowed, left = connection.info.get("allowed"), deadline.remaining()
    if allowed is not None and left is not None and left < allowed - _SLACK:
        cursor.execute(_limit(left))
        connection.info["allowed"] = left


def _limit(seconds: float) -> str:
    return f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"

"""What PostgreSQL needs: connections that notice a lost server, and time limits kept by the server."""

import select
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

from tributary_kit import deadline

CONNECT: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "tributary",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "options": "-c TimeZone=UTC -c idle_in_transaction_session_timeout=60000",
}
"""How a connection is opened: a silent network is noticed within half a minute."""

_SLACK = 0.1
"""Seconds by which a statement may outlive the caller's time; beyond, the server is told the shorter rest."""

_BARE = {"no_parameters": True}


def attach(engine: sa.Engine) -> None:
    """Prepares every connection of the engine."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "checkout", _refuse_dead)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _shorten)


def _connected(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # transactions are begun by _begin


def _refuse_dead(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server that went away leaves an end-of-file on the idle socket: seen without a round trip."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if connection.closed or poll.poll(0):
        raise DisconnectionError


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

"""Watches statements: slow ones are logged and counted, and none starts after the caller's time is over."""

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tributary_kit import deadline, logs
from tributary_kit.sql.metrics import SLOW

SLOW_SECONDS = 0.1
_MAX_TEXT = 2000

_log = logs.get(__name__)


def watch(engine: sa.Engine) -> None:
    """Logs each statement of the engine that takes longer than 100 ms: its text, never its values."""
    event.listen(engine, "before_cursor_execute", _before)
    event.listen(engine, "after_cursor_execute", _after)


def _before(_connection: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool) -> None:
    deadline.check()
    if context is not None:
        context.tributary_started = time.perf_counter()


def _after(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
    if context is None:
        return
    seconds = time.perf_counter() - context.tributary_started
    if seconds > SLOW_SECONDS:
        SLOW.inc()
        _log.warning("slow statement", seconds=round(seconds, 3), statement=statement[:_MAX_TEXT])

"""Logs: one JSON object a line on standard output, from our own code and from libraries alike.

Fields: timestamp (RFC 3339, UTC), level, message, service, logger, request_id and tenant where a call is
being handled, then whatever the event adds. Secrets are blotted out before a line is written.
"""

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TextIO, cast

import msgspec
import structlog

Fields = MutableMapping[str, Any]

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_bound: ContextVar[Mapping[str, str]] = ContextVar("log_fields", default=_NO_FIELDS)
_service = ""
_stream: Callable[[], TextIO] = lambda: sys.stderr  # noqa: E731

_SECRET_NAME = re.compile(r"secret|passw|token|authori[sz]ation|cookie|api_?key|private_?key", re.IGNORECASE)
_SECRET_VALUE = re.compile(
    r"(?i:\bbearer\s+)\S+"  # credentials of a call
    r"|\beyJ[\w-]*\.[\w-]*\.[\w-]*"  # a JSON Web Token
    r"|(?<=://)[^\s/@:]*:[^\s/@]*(?=@)"  # user and password in a URL
)
_BLOT = "[redacted]"


def configure(level: str, service: str) -> None:
    """Sends every log line of at least `level` to standard output, in the name of `service`.

    Once for a process, by what starts it; libraries that log by the standard module are included.
    """
    global _service, _stream
    _service = service
    _stream = lambda: sys.stdout  # noqa: E731
    threshold = logging.getLevelNamesMapping()[level.upper()]
    _set_threshold(threshold)
    logging.root.handlers[:] = [_Handler()]
    logging.root.setLevel(max(threshold, logging.INFO))


def get(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger; `name` is the module's. `get(__name__).info("fetched", feed=feed.id)`."""
    return cast("structlog.typing.FilteringBoundLogger", structlog.get_logger(name))


def bind(**fields: str) -> None:
    """Adds fields to every line that the current call (thread or task) logs from now on."""
    _bound.set({**_bound.get(), **fields})


@contextmanager
def bound(**fields: str) -> Iterator[None]:
    """Adds fields to every line logged inside."""
    token = _bound.set({**_bound.get(), **fields})
    try:
        yield
    finally:
        _bound.reset(token)


def _set_threshold(threshold: int) -> None:
    structlog.configure(
        processors=[_write],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=_Named,
    )


class _Named:
    """The end of structlog's chain. It only knows its name: lines are written before they come here."""

    def __init__(self, name: str = "") -> None:
        self.name = name


class _Handler(logging.Handler):
    """Brings the records of the standard module into the same form."""

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, Any] = {"event": record.getMessage(), "logger": record.name}
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        _emit(record.levelname.lower(), fields)


def _write(logger: _Named, method: str, fields: Fields) -> Fields:
    _emit(method, {"logger": logger.name, **fields})
    raise structlog.DropEvent


def _emit(level: str, fields: Fields) -> None:
    line = {
        "timestamp": datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "level": level,
        "message": fields.pop("event", ""),
        "service": _service,
        **_bound.get(),
    }
    exc_info = fields.pop("exc_info", None)
    if exc_info:
        line["exception"] = _traceback(exc_info)
    line.update(fields)
    _print({name: _clean(name, value) for name, value in line.items()})


def _print(line: Mapping[str, object]) -> None:
    # A full disk or a closed pipe must not stop the service: the line is lost instead.
    with suppress(OSError, ValueError):
        stream = _stream()
        stream.write(msgspec.json.encode(line, enc_hook=repr).decode() + "\n")
        stream.flush()


def _traceback(exc_info: Any) -> str:
    if isinstance(exc_info, BaseException):
        return "".join(traceback.format_exception(exc_info))
    return "".join(traceback.format_exception(*(sys.exc_info() if exc_info is True else exc_info)))


def _clean(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return _BLOT
    if isinstance(value, Mapping):
        return {str(key): _clean(str(key), inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean("", inner) for inner in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return _SECRET_VALUE.sub(_BLOT, str(value))


# Until a process is configured, as in tools, only warnings are shown, and not among its output.
_set_threshold(logging.WARNING)

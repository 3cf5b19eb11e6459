"""Logs: one JSON object a line on standard output, from our own code and from libraries alike.

Fields: timestamp (RFC 3339, UTC), level, message, service, request_id and tenant where a call is being
handled, logger, then whatever the event adds. Secrets are blotted out before a line is written.
"""

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from logging import DEBUG, ERROR, INFO, WARNING
from types import MappingProxyType
from typing import Any, TextIO

import msgspec

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_bound: ContextVar[Mapping[str, str]] = ContextVar("log_fields", default=_NO_FIELDS)

_SECRET_NAME = re.compile(
    r"secret|passw|authori[sz]ation|cookie|api_?key|private_?key|(^|_)(token|jwt)$", re.IGNORECASE
)
_SECRET_VALUE = re.compile(
    r"(?i:\bbearer\s+)\S+"  # credentials of a call
    r"|\beyJ[\w-]*\.[\w-]*\.[\w-]*"  # a JSON Web Token
    r"|(?<=://)[^\s/@:]*:[^\s/@]*(?=@)"  # user and password in a URL
    r"|(?i:(?<=password=)|(?<=secret=)|(?<=token=))[^\s&;'\"]+"  # in a query or a connection string
)
_BLOT = "[redacted]"


class Logger:
    """Writes lines in the name of a module: `get(__name__).info("fetched", feed=feed.id)`.

    Messages are fixed words; what varies goes into fields.
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def debug(self, message: str, **fields: object) -> None:
        """For whoever looks for a fault."""
        if _sink.threshold <= DEBUG:
            _emit("debug", self._name, message, fields)

    def info(self, message: str, **fields: object) -> None:
        """Something normal and worth knowing."""
        if _sink.threshold <= INFO:
            _emit("info", self._name, message, fields)

    def warning(self, message: str, **fields: object) -> None:
        """Something that may need a person if it lasts."""
        if _sink.threshold <= WARNING:
            _emit("warning", self._name, message, fields)

    def error(self, message: str, **fields: object) -> None:
        """A fault; `exc_info=True` or an exception adds its traceback."""
        if _sink.threshold <= ERROR:
            _emit("error", self._name, message, fields)

    def exception(self, message: str, **fields: object) -> None:
        """A fault, with the traceback of the exception being handled."""
        self.error(message, exc_info=True, **fields)


def configure(level: str, service: str) -> None:
    """Sends every line of at least `level` to standard output, in the name of `service`.

    Once for a process, by what starts it; libraries that log by the standard module are included.
    """
    _sink.threshold = logging.getLevelNamesMapping()[level.upper()]
    _sink.service = service
    _sink.stream = lambda: sys.stdout
    logging.root.handlers[:] = [_Handler()]
    # Libraries tell at "debug" what even those who look for a fault of ours do not want to know.
    logging.root.setLevel(max(_sink.threshold, INFO))
    # Alembic tells of each of its plug-ins at every start.
    logging.getLogger("alembic").setLevel(max(_sink.threshold, WARNING))


def get(name: str) -> Logger:
    """The logger of the module `name`."""
    return Logger(name)


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


class _Sink:
    """Where lines go. Until a process is configured, as in tools: warnings only, and not into its output."""

    threshold = WARNING
    service = ""
    stream: Callable[[], TextIO] = staticmethod(lambda: sys.stderr)


_sink = _Sink()


class _Handler(logging.Handler):
    """Brings the records of the standard module into the same form."""

    def emit(self, record: logging.LogRecord) -> None:
        fields = {"exc_info": record.exc_info} if record.exc_info else {}
        _emit(record.levelname.lower(), record.name, record.getMessage(), fields)


def _emit(level: str, logger: str, message: str, fields: Mapping[str, object]) -> None:
    line: dict[str, object] = {
        "timestamp": datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "level": level,
        "message": message,
        "service": _sink.service,
        **_bound.get(),
        "logger": logger,
        **fields,
    }
    error = line.pop("exc_info", None)
    if error:
        line["exception"] = _traceback(error)
    _write({name: _clean(name, value) for name, value in line.items()})


def _write(line: Mapping[str, object]) -> None:
    # A full disk or a closed pipe must not stop the service: the line is lost instead.
    with suppress(OSError, ValueError):
        stream = _sink.stream()
        stream.write(msgspec.json.encode(line).decode() + "\n")
        stream.flush()


def _traceback(error: Any) -> str:
    if isinstance(error, BaseException):
        return "".join(traceback.format_exception(error))
    return "".join(traceback.format_exception(*(sys.exc_info() if error is True else error)))


def _clean(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return _BLOT
    if isinstance(value, Mapping):
        return {str(key): _clean(str(key), inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean("", inner) for inner in value]
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    return _SECRET_VALUE.sub(_BLOT, str(value).encode(errors="replace").decode())

"""What happens around every call.

In this order: request id, principal, right, deadline; the method; then errors to status, metric, log.
gRPC runs each call in a context of its own (`contextvars`), streams too, so nothing set here leaks.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import grpc

from tributary_kit import deadline, logs, metrics
from tributary_kit.deadline import Cancellation
from tributary_kit.errors import Forbidden, Internal, Invalid, RateLimited, TributaryError, Unavailable
from tributary_kit.ids import new_id
from tributary_kit.principal import ROLES, Principal
from tributary_kit.serving import limits, status
from tributary_kit.serving.caller import ANONYMOUS, Caller, current
from tributary_kit.tokens import TokenVerifier

PUBLIC: Final = "public"

# These answer probes and tools, many times a minute: they stay out of principal, log and metric.
_BARE = ("/grpc.health.v1.Health/", "/grpc.reflection.v1alpha.ServerReflection/")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_BEARER = "Bearer "
# A call without a deadline says that it has decades left.
_FOREVER = 10 * 365 * 86400.0

_seconds = metrics.histogram(
    "tributary_grpc_server_seconds",
    "Time to answer a gRPC call, by method and status code.",
    labels=("method", "code"),
    remedy="Look for slow statements in the log, then for waiting threads and database connections.",
)
_log = logs.get(__name__)

Behaviour = Callable[[Any, Any], Any]
Parse = Callable[[bytes], Any]


class Gate(grpc.ServerInterceptor):
    """Lets calls in by `policy`, which maps full method names to the lowest role or to "public".

    Bytes are only parsed once their sender may call the method. Raises Invalid when the policy names a role
    that does not exist.
    """

    def __init__(self, policy: Mapping[str, str], verifier: TokenVerifier, most_streams: int) -> None:
        unknown = sorted(set(policy.values()) - {PUBLIC, *ROLES})
        if unknown:
            raise Invalid(f"The policy names roles that do not exist: {', '.join(unknown)}.")
        self._policy = dict(policy)
        self._verifier = verifier
        self._streams = _Streams(most_streams)
        self._handlers: dict[str, Any] = {}

    def intercept_service(self, continuation: Callable[[Any], Any], handler_call_details: Any) -> Any:
        """The method's handler with the gate around it."""
        method = handler_call_details.method
        known = self._handlers.get(method)
        if known is not None:
            return known
        handler = continuation(handler_call_details)
        if handler is None or method.startswith(_BARE):
            return handler
        return self._handlers.setdefault(method, self._guarded(method, handler))

    def end_streams(self) -> None:
        """Ends the time of all streams, and refuses new ones."""
        self._streams.end()

    def _guarded(self, method: str, handler: Any) -> Any:
        if handler.request_streaming:
            raise Internal(f"{method} streams its requests, which no method of ours does.")
        # Without a deserializer of its own, gRPC hands over the bytes.
        parse, serialize = handler.request_deserializer, handler.response_serializer
        if handler.response_streaming:
            behaviour = self._stream(method, handler.unary_stream, parse)
            return grpc.unary_stream_rpc_method_handler(behaviour, None, serialize)
        behaviour = self._unary(method, handler.unary_unary, parse)
        return grpc.unary_unary_rpc_method_handler(behaviour, None, serialize)

    def _unary(self, method: str, behaviour: Behaviour, parse: Parse) -> Behaviour:
        def call(raw: bytes, context: Any) -> Any:
            with _Call(method, context) as running:
                self._admit(running)
                _begin(context, limits.DEFAULT_DEADLINE_SECONDS, Cancellation())
                return behaviour(_parsed(parse, raw), context)

        return call

    def _stream(self, method: str, behaviour: Behaviour, parse: Parse) -> Behaviour:
        def call(raw: bytes, context: Any) -> Iterator[Any]:
            with _Call(method, context) as running:
                self._admit(running)
                with self._streams.one() as cancellation:
                    _begin(context, None, cancellation)
                    yield from behaviour(_parsed(parse, raw), context)

        return call

    def _admit(self, running: "_Call") -> None:
        logs.bind(request_id=running.request_id)
        role = self._policy.get(running.method)
        principal = ANONYMOUS if role == PUBLIC else self._known(running)
        current.set(Caller(principal, running.request_id))
        if role != PUBLIC and (role is None or not principal.has(role)):
            raise Forbidden("You have no right to do this.")

    def _known(self, running: "_Call") -> Principal:
        principal = self._verifier.verify(running.bearer())
        logs.bind(tenant=principal.tenant)
        return principal


class _Streams:
    """The streams being served. Each holds a thread, so their number is limited."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[Cancellation] = set()
        self._lock = threading.Lock()
        self._ended = False

    @contextmanager
    def one(self) -> Iterator[Cancellation]:
        """Room for one stream, and what ends it. Raises RateLimited or Unavailable."""
        cancellation = self._enter()
        try:
            yield cancellation
        except TributaryError:
            if self._ended:
                raise Unavailable("The server is stopping; go on from the last cursor.") from None
            raise
        finally:
            with self._lock:
                self._open.discard(cancellation)

    def end(self) -> None:
        """Ends all streams, and refuses new ones."""
        with self._lock:
            self._ended = True
            for cancellation in self._open:
                cancellation.cancel()

    def _enter(self) -> Cancellation:
        with self._lock:
            if self._ended:
                raise Unavailable("The server is stopping.")
            if len(self._open) >= self._most:
                raise RateLimited("Too many streams are open on this server.")
            cancellation = Cancellation()
            self._open.add(cancellation)
            return cancellation


class _Call:
    """One call from arrival to status: measures, logs, and turns errors into statuses."""

    __slots__ = ("_context", "_metadata", "_started", "method", "request_id")

    def __init__(self, method: str, context: Any) -> None:
        self.method = method
        self._context = context
        self._started = time.perf_counter()
        self._metadata = context.invocation_metadata()
        self.request_id = self._own_id()

    def bearer(self) -> str:
        """The token of the call; empty unless there is exactly one."""
        given = [value for key, value in self._metadata if key == "authorization"]
        return given[0][len(_BEARER) :] if len(given) == 1 and given[0].startswith(_BEARER) else ""

    def __enter__(self) -> "_Call":
        return self

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Exception):
            self._fail(error)
        # Anything else that is thrown is the end of a stream whose client has left.
        code = "OK" if error is None else "CANCELLED"
        _log.debug("call", method=self.method, code=code, seconds=self._observe(code))

    def _fail(self, error: Exception) -> None:
        known = error if isinstance(error, TributaryError) else Internal("The call failed by our own fault.")
        answer = status.to_status(known, self.request_id)
        code = answer.code.name
        seconds = self._observe(code)
        if isinstance(known, Internal):
            _log.error("call failed", method=self.method, code=code, seconds=seconds, exc_info=error)
        else:
            _log.info("call failed", method=self.method, code=code, seconds=seconds, detail=known.message)
        self._context.abort_with_status(answer)

    def _observe(self, code: str) -> float:
        seconds = time.perf_counter() - self._started
        _timer(self.method, code).observe(seconds)
        return seconds

    def _own_id(self) -> str:
        for key, value in self._metadata:
            if key == "x-request-id" and _REQUEST_ID.fullmatch(value):
                return str(value)
        return new_id("req")


@lru_cache(maxsize=1024)
def _timer(method: str, code: str) -> Any:
    return _seconds.labels(method, code)


def _begin(context: Any, default: float | None, cancellation: Cancellation) -> None:
    left = context.time_remaining()
    if not context.add_callback(cancellation.cancel):
        cancellation.cancel()  # the client went while the call waited for a thread
    deadline.begin(default if left is None or left > _FOREVER else left, cancellation)
    deadline.check()


def _parsed(parse: Parse, raw: bytes) -> Any:
    try:
        return parse(raw)
    except Exception:  # noqa: BLE001 - what the parser raises depends on its build
        raise Invalid("The request cannot be read.") from None

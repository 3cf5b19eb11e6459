"""What happens around every call.

In this order: request id, principal, right, deadline; the method; then errors to status, metric, log.

A request's bytes are only parsed once its sender may call the method.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import grpc

from tributary_kit import deadline, logs, metrics
from tributary_kit.deadline import Cancellation
from tributary_kit.errors import (
    Forbidden,
    Internal,
    Invalid,
    RateLimited,
    TributaryError,
    Unavailable,
)
from tributary_kit.ids import new_id
from tributary_kit.principal import ROLES
from tributary_kit.serving import limits, status
from tributary_kit.serving.caller import ANONYMOUS, Caller, current
from tributary_kit.tokens import TokenVerifier

PUBLIC: Final = "public"

# These two answer probes and tools, many times a minute: they stay out of principal, log and metric.
_BARE = ("/grpc.health.v1.Health/", "/grpc.reflection.v1alpha.ServerReflection/")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_FOREVER = 10 * 365 * 86400.0

_seconds = metrics.histogram(
    "tributary_grpc_server_seconds",
    "Time to answer a gRPC call, by method and status code.",
    labels=("method", "code"),
    remedy="Look for slow statements in the log, then for waiting threads and database connections.",
)
_log = logs.get(__name__)

_Handler = Any  # grpc's handler of one method
Behaviour = Callable[[Any, grpc.ServicerContext], Any]


class Gate(grpc.ServerInterceptor):
    """Lets calls in by `policy`, which maps full method names to the lowest role or to "public"."""

    def __init__(self, policy: Mapping[str, str], verifier: TokenVerifier, most_streams: int) -> None:
        unknown = sorted(set(policy.values()) - {PUBLIC, *ROLES})
        if unknown:
            raise Invalid(f"The policy names roles that do not exist: {', '.join(unknown)}.")
        self._policy = dict(policy)
        self._verifier = verifier
        self._most_streams = most_streams
        self._streams: set[Cancellation] = set()
        self._lock = threading.Lock()
        self._stopping = False
        self._wrapped: dict[str, _Handler] = {}

    def intercept_service(self, continuation: Callable[[Any], Any], handler_call_details: Any) -> Any:
        """Finds the method's handler and puts the gate around it."""
        method = handler_call_details.method
        known = self._wrapped.get(method)
        if known is not None:
            return known
        handler = continuation(handler_call_details)
        if handler is None or method.startswith(_BARE):
            return handler
        return self._wrapped.setdefault(method, self._wrap(method, handler))

    def end_streams(self) -> None:
        """Tells all streams that their time is over."""
        with self._lock:
            self._stopping = True
            streams = list(self._streams)
        for stream in streams:
            stream.cancel()

    def _wrap(self, method: str, handler: Any) -> _Handler:
        if handler.request_streaming:
            raise Internal(f"{method} streams its requests, which no method of ours does.")
        parse = handler.request_deserializer
        if handler.response_streaming:
            behaviour = self._stream(method, handler.unary_stream, parse)
            return grpc.unary_stream_rpc_method_handler(behaviour, None, handler.response_serializer)
        behaviour = self._unary(method, handler.unary_unary, parse)
        return grpc.unary_unary_rpc_method_handler(behaviour, None, handler.response_serializer)

    def _unary(self, method: str, behaviour: Behaviour, parse: Callable[[bytes], Any]) -> Behaviour:
        def call(raw: bytes, context: grpc.ServicerContext) -> Any:
            with _Call(method, context) as running:
                self._admit(running)
                with _time_of(context, limits.DEFAULT_DEADLINE_SECONDS, Cancellation()):
                    deadline.check()
                    return behaviour(_parsed(parse, raw), context)

        return call

    def _stream(self, method: str, behaviour: Behaviour, parse: Callable[[bytes], Any]) -> Behaviour:
        def call(raw: bytes, context: grpc.ServicerContext) -> Iterator[Any]:
            with _Call(method, context) as running:
                self._admit(running)
                with self._streaming() as cancellation, _time_of(context, None, cancellation):
                    yield from behaviour(_parsed(parse, raw), context)

        return call

    def _admit(self, running: "_Call") -> None:
        logs.bind(request_id=running.request_id)
        role = self._policy.get(running.method)
        principal = ANONYMOUS
        if role != PUBLIC:
            principal = self._verifier.verify(_bearer(running.metadata))
        current.set(Caller(principal, running.request_id))
        logs.bind(tenant=principal.tenant)
        if role is None or (role != PUBLIC and not principal.has(role)):
            raise Forbidden("You have no right to do this.")

    @contextmanager
    def _streaming(self) -> Iterator[Cancellation]:
        cancellation = Cancellation()
        with self._lock:
            if self._stopping:
                raise Unavailable("The server is stopping.")
            if len(self._streams) >= self._most_streams:
                raise RateLimited("Too many streams are open on this server.")
            self._streams.add(cancellation)
        try:
            yield cancellation
        except TributaryError:
            if self._stopping:
                raise Unavailable("The server is stopping; go on from the last cursor.") from None
            raise
        finally:
            with self._lock:
                self._streams.discard(cancellation)


class _Call:
    """One call from arrival to status: measures, logs, and turns errors into statuses."""

    __slots__ = ("_context", "_started", "metadata", "method", "request_id")

    def __init__(self, method: str, context: grpc.ServicerContext) -> None:
        self.method = method
        self._context: Any = context
        self._started = time.perf_counter()
        self.metadata = context.invocation_metadata()
        self.request_id = _request_id(self.metadata)

    def __enter__(self) -> "_Call":
        return self

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._finish("OK")
        elif not isinstance(error, Exception):  # the client has left the stream
            self._finish("CANCELLED")
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        known = error
        if not isinstance(known, TributaryError):
            _log.error("call failed", method=self.method, exc_info=error)
            known = Internal("The call failed for a reason of our own.")
        answer = status.to_status(known, self.request_id)
        self._finish(answer.code.name, known)
        self._context.abort_with_status(answer)

    def _finish(self, code: str, error: TributaryError | None = None) -> None:
        seconds = time.perf_counter() - self._started
        _observe(self.method, code, seconds)
        if error is None:
            _log.debug("call", method=self.method, code=code, seconds=seconds)
        else:
            _log.info("call", method=self.method, code=code, seconds=seconds, detail=error.message)


def _observe(method: str, code: str, seconds: float) -> None:
    _seconds.labels(method, code).observe(seconds)


@contextmanager
def _time_of(context: Any, default: float | None, cancellation: Cancellation) -> Iterator[None]:
    left = context.time_remaining()
    context.add_callback(cancellation.cancel)
    with (
        deadline.ended_by(cancellation),
        deadline.limit(default if left is None or left > _FOREVER else left),
    ):
        yield


def _request_id(metadata: Any) -> str:
    given = next((value for key, value in metadata if key == "x-request-id"), "")
    return given if _REQUEST_ID.fullmatch(given) else new_id("req")


def _bearer(metadata: Any) -> str:
    given = [value for key, value in metadata if key == "authorization"]
    if len(given) != 1 or not given[0].startswith("Bearer "):
        return ""
    return str(given[0][len("Bearer ") :])


def _parsed(parse: Callable[[bytes], Any], raw: bytes) -> Any:
    try:
        return parse(raw)
    except Exception:  # noqa: BLE001 - the parser's own errors differ by its build
        raise Invalid("The request cannot be read.") from None

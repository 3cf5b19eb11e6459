"""Our errors as gRPC statuses, and back.

The status code follows the reason; the reason itself, the remedy, the request id and the field travel in an
`ErrorDetail` among the status details, where every gRPC client library finds them.
"""

import re

import grpc
from google.protobuf import any_pb2
from google.protobuf.message import DecodeError
from google.rpc import status_pb2  # type: ignore[import-untyped]
from tributary.common.v1 import common_pb2

from tributary_kit import errors
from tributary_kit.errors import TributaryError

DETAILS_KEY = "grpc-status-details-bin"

_Code = grpc.StatusCode

_CODES: dict[type[TributaryError], grpc.StatusCode] = {
    errors.Invalid: _Code.INVALID_ARGUMENT,
    errors.InvalidPageToken: _Code.INVALID_ARGUMENT,
    errors.NotFound: _Code.NOT_FOUND,
    errors.AlreadyExists: _Code.ALREADY_EXISTS,
    errors.Conflict: _Code.ABORTED,
    errors.Unauthenticated: _Code.UNAUTHENTICATED,
    errors.Forbidden: _Code.PERMISSION_DENIED,
    errors.RateLimited: _Code.RESOURCE_EXHAUSTED,
    errors.TooLarge: _Code.RESOURCE_EXHAUSTED,
    errors.DeadlineExceeded: _Code.DEADLINE_EXCEEDED,
    errors.Unavailable: _Code.UNAVAILABLE,
    errors.Internal: _Code.INTERNAL,
    errors.UnreadableFeed: _Code.FAILED_PRECONDITION,
    errors.Unreachable: _Code.FAILED_PRECONDITION,
    errors.NoFeedFound: _Code.FAILED_PRECONDITION,
}
_CLASSES = {cls.reason: cls for cls in _CODES}

# What a status without our detail means: gRPC itself made it, or someone else's server did.
_BARE = {
    _Code.INVALID_ARGUMENT: errors.Invalid,
    _Code.OUT_OF_RANGE: errors.Invalid,
    _Code.NOT_FOUND: errors.NotFound,
    _Code.ALREADY_EXISTS: errors.AlreadyExists,
    _Code.FAILED_PRECONDITION: errors.Conflict,
    _Code.ABORTED: errors.Conflict,
    _Code.UNAUTHENTICATED: errors.Unauthenticated,
    _Code.PERMISSION_DENIED: errors.Forbidden,
    _Code.RESOURCE_EXHAUSTED: errors.RateLimited,
    _Code.DEADLINE_EXCEEDED: errors.DeadlineExceeded,
    _Code.CANCELLED: errors.Unavailable,
    _Code.UNAVAILABLE: errors.Unavailable,
}
_BARE_MESSAGES = {
    errors.DeadlineExceeded: "The time allowed for this call is over.",
    errors.Unavailable: "A service that this needs does not answer.",
    errors.RateLimited: "A service that this needs is too busy.",
    errors.TooLarge: "The message is larger than 4 MiB.",
}
# The words of gRPC's own limit; there is no code of its own for it.
_OVERSIZE = re.compile(r"message larger than max|Sent message larger", re.IGNORECASE)


class Status(grpc.Status):
    """A code, its text and trailing metadata, as `abort_with_status` wants them."""

    def __init__(
        self, code: grpc.StatusCode, details: str, trailing_metadata: tuple[tuple[str, bytes]]
    ) -> None:
        self.code = code
        self.details = details
        self.trailing_metadata = trailing_metadata


def code_of(error: TributaryError) -> grpc.StatusCode:
    """The gRPC code of an error; a class of its own outside of the tree counts as its nearest base."""
    return next((_CODES[cls] for cls in type(error).__mro__ if cls in _CODES), _Code.INTERNAL)


def to_status(error: TributaryError, request_id: str) -> Status:
    """The status that tells the caller of `error`."""
    detail = common_pb2.ErrorDetail(
        reason=f"ERROR_REASON_{error.reason.upper()}",
        remedy=error.remedy,
        request_id=request_id,
        field=error.field,
    )
    code = code_of(error)
    packed = any_pb2.Any()
    packed.Pack(detail)
    status = status_pb2.Status(code=code.value[0], message=error.message, details=[packed])
    return Status(code, error.message, ((DETAILS_KEY, status.SerializeToString()),))


def from_status(code: grpc.StatusCode, message: str, details: bytes | None) -> TributaryError:
    """The error that a status tells of; `details` is the content of `grpc-status-details-bin`, if any."""
    detail = _unpack(details) if details else None
    if detail is None:
        return _bare(code, message)
    reason = common_pb2.ErrorReason.Name(detail.reason).removeprefix("ERROR_REASON_").lower()
    cls = _CLASSES.get(reason, errors.Internal)
    return cls(message, remedy=detail.remedy or None, field=detail.field)


def _unpack(details: bytes) -> common_pb2.ErrorDetail | None:
    detail = common_pb2.ErrorDetail()
    try:
        packed = status_pb2.Status.FromString(details).details
        found = any(entry.Unpack(detail) for entry in packed)
        known = detail.reason in common_pb2.ErrorReason.values()
    except DecodeError:
        return None
    return detail if found and known else None


def _bare(code: grpc.StatusCode, message: str) -> TributaryError:
    cls: type[TributaryError] = _BARE.get(code, errors.Internal)
    if code is _Code.RESOURCE_EXHAUSTED and _OVERSIZE.search(message):
        cls = errors.TooLarge
    # gRPC's own texts name sockets and addresses, so they stay here.
    return cls(_BARE_MESSAGES.get(cls, "A service that this needs failed."))

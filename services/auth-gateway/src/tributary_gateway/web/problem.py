"""Problem details (RFC 9457): the one form of every error that leaves by HTTP."""

import inspect
from dataclasses import dataclass

import msgspec
from starlette.responses import Response
from tributary_kit import errors
from tributary_kit.errors import TributaryError

MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, omit_defaults=True):
    """Why a request failed, and what to do. `reason` is stable for programs; `type` leads to its page."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    reason: str
    request_id: str
    remedy: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of problem: what `/problems/<reason>` explains. `also` names its other status and when."""

    reason: str
    status: int
    title: str
    meaning: str
    remedy: str
    also: str = ""

    @property
    def statuses(self) -> str:
        """Every HTTP status that it comes with, in words."""
        return f"{self.status}, or {self.also}" if self.also else str(self.status)


class MethodNotAllowed(TributaryError):
    """The address exists, but not with this method."""

    reason = "method_not_allowed"
    remedy = "Use one of the methods in the Allow header."


class UnsupportedMediaType(TributaryError):
    """The body is not of a type that this address reads."""

    reason = "unsupported_media_type"
    remedy = "Name the body's type in the Content-Type header, for JSON `application/json`."


class BadBody(errors.Invalid):
    """The body or a parameter does not fit its schema: told as 422, other invalid values as 400."""


class LateBody(errors.DeadlineExceeded):
    """The body did not arrive in time: told as 408, as the client's own lateness."""


def _kind(cls: type[TributaryError], status: int, title: str, also: str = "") -> Kind:
    meaning = inspect.cleandoc(cls.__doc__ or "")
    return Kind(cls.reason, status, title, _told(cls.reason, meaning), _told(cls.reason, cls.remedy), also)


def _told(reason: str, text: str) -> str:
    """A text about a list's place in the words of this API, where the page token is called cursor."""
    return text.replace("page token", "cursor") if reason == errors.InvalidPageToken.reason else text


KINDS = {
    kind.reason: kind
    for kind in (
        _kind(errors.Invalid, 400, "Invalid request", "422 when the request does not fit its schema"),
        _kind(errors.InvalidPageToken, 400, "Invalid cursor"),
        _kind(errors.Unauthenticated, 401, "Not logged in"),
        _kind(errors.Forbidden, 403, "Not allowed"),
        _kind(errors.NotFound, 404, "Not found"),
        _kind(MethodNotAllowed, 405, "Method not allowed"),
        _kind(errors.AlreadyExists, 409, "Exists already"),
        _kind(errors.Conflict, 409, "Conflict"),
        _kind(errors.TooLarge, 413, "Too large"),
        _kind(UnsupportedMediaType, 415, "Unsupported media type"),
        _kind(errors.UnreadableFeed, 422, "Unreadable feed"),
        _kind(errors.Unreachable, 422, "Unreachable address"),
        _kind(errors.NoFeedFound, 422, "No feed found"),
        _kind(errors.RateLimited, 429, "Too many requests"),
        _kind(errors.Internal, 500, "Internal error"),
        _kind(errors.Unavailable, 503, "Unavailable"),
        _kind(errors.DeadlineExceeded, 504, "Out of time", "408 when the body did not arrive in time"),
    )
}

_STATUSES: dict[type[TributaryError], int] = {BadBody: 422, LateBody: 408}

# What a service calls a field, and what it is called here.
_FIELDS = {"page_token": "cursor", "page_size": "limit", "query": "q"}


def status_of(error: TributaryError) -> int:
    """The HTTP status of an error."""
    return _STATUSES.get(type(error), KINDS[error.reason].status)


def problem_of(error: TributaryError, instance: str, request_id: str) -> Problem:
    """The problem that tells of an error."""
    kind = KINDS[error.reason]
    return Problem(
        type=f"/problems/{kind.reason}",
        title=kind.title,
        status=status_of(error),
        detail=_told(kind.reason, error.message),
        instance=instance,
        reason=kind.reason,
        request_id=request_id,
        remedy=_told(kind.reason, error.remedy),
        field=_FIELDS.get(error.field, error.field),
    )


def respond(
    error: TributaryError, instance: str, request_id: str, headers: dict[str, str] | None = None
) -> Response:
    """The answer that tells of an error; 401, 429 and 503 carry the header that belongs to them."""
    body = msgspec.json.encode(problem_of(error, instance, request_id))
    extra = _headers(error) | (headers or {})
    return Response(body, status_of(error), {"cache-control": "no-store", **extra}, MEDIA_TYPE)


def _headers(error: TributaryError) -> dict[str, str]:
    status = status_of(error)
    if status == 401:
        return {"www-authenticate": 'Bearer realm="tributary"'}
    if status in (408, 413):
        # The rest of the body is not waited for.
        return {"connection": "close"}
    if status in (429, 503):
        return {"retry-after": str(getattr(error, "seconds", 5))}
    return {}

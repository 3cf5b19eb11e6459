"""What the REST API reads: bodies, and parts of the address."""

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tributary_gateway.domain.user import EMAIL_PATTERN, MAX_PASSWORD, MIN_PASSWORD

# Text of our tables holds no NUL.
_NO_NUL = r"^[^\x00]*$"


def _text(longest: int, shortest: int = 0) -> StringConstraints:
    return StringConstraints(min_length=shortest, max_length=longest, pattern=_NO_NUL)


Url = Annotated[str, _text(2048, 1), Field(examples=["https://example.org/feed.xml"])]
OptionalUrl = Annotated[str, _text(2048)]
Name = Annotated[str, _text(500)]
Trust = Annotated[int, Field(ge=0, le=100)]
Role = Literal["viewer", "editor", "admin"]
Email = Annotated[str, StringConstraints(pattern=EMAIL_PATTERN), Field(examples=["ada@example.org"])]
NewPassword = Annotated[
    str,
    StringConstraints(min_length=MIN_PASSWORD, max_length=MAX_PASSWORD),
    Field(examples=["correct horse battery"]),
]
Id = Annotated[str, Path(pattern=r"^[a-z]{2,6}_[0-9A-Za-z]{1,40}$")]

Limit = Annotated[int, Query(ge=1, le=500, description="At most so many rows.")]
Cursor = Annotated[
    str,
    Query(
        max_length=2048,
        pattern=r"^[0-9A-Za-z_-]*$",
        description="`next_cursor` of the part before; empty starts.",
    ),
]
Words = Annotated[
    str, Query(max_length=200, pattern=_NO_NUL, description="Words to look for; the last may be a prefix.")
]
Filter = Annotated[str, Query(max_length=64, pattern=r"^[0-9A-Za-z_]*$")]
Relation = Annotated[str, Query(alias="type", max_length=64, pattern=r"^[a-z_]*$")]
State = Literal["", "new", "healthy", "failing", "parked", "paused"]

DEFAULT_LIMIT = 50


class Body(BaseModel):
    """A JSON object with no members but the named ones, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _without_defaults(schema: dict[str, Any]) -> None:
    for member in schema["properties"].values():
        member.pop("default", None)


class ChangeBody(Body):
    """What to change; members left out stay as they are. Their defaults mean nothing and are not told."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    def given(self) -> dict[str, Any]:
        """The members that the client sent, in order of declaration."""
        return self.model_dump(exclude_unset=True)


class LoginBody(Body):
    """Who logs in."""

    email: Annotated[str, _text(320, 1), Field(examples=["admin@localhost"])]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024), Field(examples=["…"])]


class PasswordBody(Body):
    """The password that you have, and the one to have from now on."""

    current_password: Annotated[str, StringConstraints(min_length=1, max_length=1024), Field(examples=["…"])]
    new_password: NewPassword


class RefreshBody(Body):
    """The refresh token got last."""

    refresh_token: Annotated[str, _text(512, 1)]


class SourceBody(Body):
    """A new source: by the address of a feed or of a page that names feeds, or by a name alone."""

    url: Annotated[OptionalUrl, Field(examples=["https://example.org/"])] = ""
    name: Annotated[Name, Field(description="Taken from the feed when empty.")] = ""
    site_url: OptionalUrl = ""
    licence: Name = ""
    trust: Trust | None = None
    all_feeds: Annotated[bool, Field(description="Watch every feed that the page names.")] = False


class SourceChange(ChangeBody):
    """What to change of a source."""

    name: Name = ""
    site_url: OptionalUrl = ""
    licence: Name = ""
    trust: Trust = 0


class FeedBody(Body):
    """A feed to watch for a source."""

    source_id: Annotated[str, _text(64, 1), Field(examples=["src_01KB3XS8Y7T1J7X9M0V3Q4W5E6"])]
    url: Url


class FeedChange(ChangeBody):
    """What to change of a feed. Resuming a paused or parked feed makes it due at once."""

    url: Url = ""
    paused: bool = False


class DiscoveryBody(Body):
    """A page to look at."""

    url: Url


class UserBody(Body):
    """A new user."""

    email: Email
    password: NewPassword
    role: Role = "viewer"


class UserChange(ChangeBody):
    """What to change of a user. A lower role, a new password or `disabled` ends its tokens."""

    role: Role = "viewer"
    password: NewPassword = ""
    disabled: bool = False


class ReplayBody(Body):
    """Which messages to deliver again; all of that service when `ids` is empty."""

    service: Literal["ingest", "entities"]
    ids: Annotated[list[Annotated[str, _text(64, 1)]], Field(max_length=1000)] = []

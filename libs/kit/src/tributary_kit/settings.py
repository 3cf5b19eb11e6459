"""Settings: declared once, with type, default and meaning; read from the environment; documented from here.

Each is an environment variable `TRIBUTARY_<NAME>`. A secret may instead be named by a file:
`TRIBUTARY_<NAME>_FILE` holds a path, and the file's content, without a final newline, is the value.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from tributary_kit.errors import Invalid

PREFIX = "TRIBUTARY_"
_INLINE = "inline:"


class Settings(BaseModel):
    """Base of all settings classes. Immutable once read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Reads the environment; `overrides` win over it.

        Raises Invalid naming the first variable that is wrong, never its value.
        """
        given = dict(_from_environment(cls.model_fields))
        try:
            return cls.model_validate(given | overrides)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = PREFIX + str(first["loc"][0]).upper()
            wrong = first["msg"].removeprefix("Value error, ")
            raise Invalid(f"{name}: {wrong}.", remedy=f"Correct {name} and start again.") from None


def _from_environment(fields: dict[str, FieldInfo]) -> Iterator[tuple[str, str]]:
    for name, field in fields.items():
        variable = PREFIX + name.upper()
        if (value := os.environ.get(variable)) is not None:
            yield name, value
        elif is_secret(field) and (path := os.environ.get(f"{variable}_FILE")):
            yield name, _read_secret(Path(path))


def _read_secret(path: Path) -> str:
    try:
        return path.read_text().rstrip("\n")
    except OSError as error:
        raise Invalid(f"The secret file {path} cannot be read: {error.strerror}.") from None


def _is_database_url(url: SecretStr) -> SecretStr:
    scheme, found, _ = url.get_secret_value().partition("//")
    known = found and scheme in ("sqlite:", "postgresql:", "postgresql+psycopg:")
    if not known and url.get_secret_value() not in ("", _INLINE):
        raise ValueError("it must begin with sqlite:/// or postgresql+psycopg://")
    return url


DatabaseUrl = Annotated[SecretStr, AfterValidator(_is_database_url)]
"""The URL of a database; it may hold a password."""


class CommonSettings(Settings):
    """What every service reads."""

    home: Path = Field(Path(".tributary"), description="Folder of the databases, keys and sockets.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Lowest level logged."
    )
    internal_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs calls between services; 32 bytes or more.",
    )
    auth_issuer: str = Field("tributary", description="The `iss` of the access tokens.")
    ingest_target: str = Field("", description="Where ingest answers gRPC. Empty: a socket in the home.")
    entities_target: str = Field("", description="Where entities answers gRPC. Empty: a socket in the home.")
    auth_target: str = Field("", description="Where the gateway answers gRPC. Empty: a socket in the home.")
    bus_url: DatabaseUrl = Field(
        SecretStr(_INLINE),
        description=(
            "How messages travel: `inline:` (the default) is a direct call; a database URL is a queue in it."
        ),
    )
    drain_seconds: float = Field(20.0, ge=0, description="Seconds that calls under way get when stopping.")

    @property
    def queue_url(self) -> str:
        """The URL of the database whose queue carries the messages; empty when they travel by direct call."""
        return self.bus_url.get_secret_value().removeprefix(_INLINE)

    def socket(self, service: str) -> str:
        """The gRPC address of a service's socket under the home."""
        return f"unix:{(self.home / 'run' / service).resolve()}.sock"

    def database(self, name: str) -> str:
        """The URL of a SQLite file under the home."""
        return f"sqlite:///{(self.home / name).resolve()}.db"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One row of the settings table: variable, type, default as text, whether it is secret, meaning."""

    variable: str
    type: str
    default: str
    secret: bool
    meaning: str


def is_secret(field: FieldInfo) -> bool:
    """Whether the field's value must not be shown."""
    return field.annotation is SecretStr or SecretStr in get_args(field.annotation)


def describe(*classes: type[Settings]) -> list[SettingRow]:
    """The settings of the classes, each variable once, in order of declaration."""
    rows = {name: _row(name, field) for cls in classes for name, field in cls.model_fields.items()}
    return list(rows.values())


def _row(name: str, field: FieldInfo) -> SettingRow:
    default = "" if is_secret(field) else str(field.get_default(call_default_factory=True))
    return SettingRow(
        PREFIX + name.upper(), _kind(field.annotation), default, is_secret(field), field.description or ""
    )


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return ", ".join(get_args(annotation))
    return getattr(annotation, "__name__", str(annotation))

"""Settings: declared once, with type, default and meaning; read from the environment; documented from here.

Each is an environment variable `TRIBUTARY_<NAME>`, or a file of that name in the folder that
`TRIBUTARY_CONFIG_DIR` names; the environment wins. A secret may instead be named by a file:
`TRIBUTARY_<NAME>_FILE` holds a path, and the file's content, without a final newline, is the value.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from tributary_kit import environment, logs
from tributary_kit.environment import CONFIG_DIR, PREFIX
from tributary_kit.errors import Invalid

_INLINE = "inline:"
# Each family belongs to one service, which alone can tell whether a name in it exists.
_FAMILIES = ("INGEST", "FETCH", "ENTITIES", "GATEWAY", "ADMIN", "AUTH")
# What others than the settings read: the command, the tests, and the images.
_NOT_SETTINGS = ("URL", "TOKEN", "CONFIG_DIR", "FAILPOINT", "REVISION", "TAG")

_log = logs.get(__name__)


class Settings(BaseModel):
    """Base of all settings classes. Immutable once read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Reads the environment and the folder of settings; `overrides` win over them.

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
    given, folder = environment.given(), environment.from_folder()
    for name, field in fields.items():
        variable = PREFIX + name.upper()
        if is_secret(field) and variable in folder:
            raise Invalid(
                f"{variable} is a secret, and lies open among the settings of {CONFIG_DIR}.",
                remedy=f"Keep it in a file of its own, and name that by {variable}_FILE.",
            )
        if (value := given.get(variable)) is not None:
            yield name, value
        elif is_secret(field) and (path := given.get(f"{variable}_FILE")):
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


def warn_of_unknown(*classes: type[Settings]) -> None:
    """Logs each variable that nothing here reads, with the nearest name that is read; values are not shown.

    Names of other services' families are passed over: their own processes know them.
    """
    known = {variable for cls in classes for variable in _variables(cls)}
    own = {name.split("_")[1] for name in known.difference(_variables(CommonSettings))}
    ignored = {PREFIX + name for name in _NOT_SETTINGS}
    for name in sorted(environment.given().keys() - known - ignored):
        family = name.removeprefix(PREFIX).split("_")[0]
        if family != "TEST" and (family in own or family not in _FAMILIES):
            nearest = difflib.get_close_matches(name, known, 1)
            _log.warning("unknown setting is not read", variable=name, nearest=nearest[0] if nearest else "")


def _variables(cls: type[Settings]) -> Iterator[str]:
    for name, field in cls.model_fields.items():
        yield PREFIX + name.upper()
        if is_secret(field):
            yield f"{PREFIX}{name.upper()}_FILE"


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

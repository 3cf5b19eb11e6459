"""Settings: declared once, with type, default and meaning; read from the environment; documented from here.

Each is an environment variable `TRIBUTARY_<NAME>`. A secret may instead be named by a file:
`TRIBUTARY_<NAME>_FILE` holds a path, and the file's content, without a final newline, is the value.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, get_args

from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from tributary_kit.errors import Invalid

PREFIX = "TRIBUTARY_"


class _SecretFiles(EnvSettingsSource):
    """Reads `<NAME>_FILE` for every secret whose `<NAME>` is not set."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        if not path or not is_secret(field):
            return None, field_name, False
        return _read_secret(Path(path)), field_name, False


def _read_secret(path: Path) -> str:
    try:
        return path.read_text().rstrip("\n")
    except OSError as error:
        raise Invalid(f"The secret file {path} cannot be read: {error.strerror}.") from None


class Settings(BaseSettings):
    """Base of all settings classes. Immutable once read."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, _SecretFiles(settings_cls)

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Reads the settings. Raises Invalid naming the first variable that is wrong, never its value."""
        try:
            return cls(**overrides)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = PREFIX + str(first["loc"][0]).upper()
            raise Invalid(f"{name}: {first['msg']}.", remedy=f"Correct {name} and start again.") from None


class CommonSettings(Settings):
    """What every service reads."""

    home: Path = Field(Path(".tributary"), description="Folder of the databases, keys and sockets.")
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="Lowest level logged.")
    internal_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs calls between services; 32 bytes or more.",
    )
    auth_issuer: str = Field("tributary", description="The `iss` of the access tokens.")
    ingest_target: str = Field("", description="Where ingest answers gRPC. Empty: a socket in the home.")
    entities_target: str = Field("", description="Where entities answers gRPC. Empty: a socket in the home.")
    auth_target: str = Field("", description="Where the gateway answers gRPC. Empty: a socket in the home.")
    bus_url: str = Field(
        "inline:",
        description="How messages travel: `inline:` is a direct call; a database URL is a queue in it.",
    )
    drain_seconds: float = Field(20.0, ge=0, description="Seconds that calls under way get when stopping.")

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
    kind = getattr(field.annotation, "__name__", str(field.annotation))
    default = "" if is_secret(field) else str(field.get_default(call_default_factory=True))
    return SettingRow(PREFIX + name.upper(), kind, default, is_secret(field), field.description or "")

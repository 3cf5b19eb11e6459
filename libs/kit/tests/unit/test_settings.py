"""Settings: read from the environment, secrets also from files, nothing secret ever shown."""

from pathlib import Path

import pytest
from pydantic import Field, SecretStr, ValidationError
from tributary_kit.errors import Invalid
from tributary_kit.settings import CommonSettings, Settings, describe

SECRET_URL = "postgresql+psycopg://tributary:hunter2@db/bus"


class Some(Settings):
    some_count: int = Field(3, ge=1, description="A count.")
    some_switch: bool | None = Field(None, description="A switch.")
    some_home: Path = Field(Path("here"), description="A folder.")
    some_url: SecretStr = Field(SecretStr("inline:"), description="A secret.")


def test_defaults_environment_and_overrides_in_this_order(monkeypatch):
    assert Some.load() == Some(some_count=3, some_switch=None, some_home=Path("here"))
    monkeypatch.setenv("TRIBUTARY_SOME_COUNT", "4")
    monkeypatch.setenv("TRIBUTARY_SOME_SWITCH", "true")
    monkeypatch.setenv("TRIBUTARY_SOME_HOME", "/elsewhere")
    settings = Some.load(some_count="5", not_ours=1)
    assert (settings.some_count, settings.some_switch, settings.some_home) == (5, True, Path("/elsewhere"))


def test_a_wrong_value_is_named_but_not_shown(monkeypatch):
    monkeypatch.setenv("TRIBUTARY_SOME_COUNT", "lots-of-it")
    with pytest.raises(Invalid, match="TRIBUTARY_SOME_COUNT") as caught:
        Some.load()
    assert "lots" not in f"{caught.value} {caught.value.message} {caught.value.remedy}"


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        Some.load().some_count = 4  # type: ignore[misc]


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    file = tmp_path / "url"
    file.write_text(SECRET_URL + "\n")
    monkeypatch.setenv("TRIBUTARY_SOME_URL_FILE", str(file))
    assert Some.load().some_url.get_secret_value() == SECRET_URL
    monkeypatch.setenv("TRIBUTARY_SOME_URL", "sqlite:///here.db")
    assert Some.load().some_url.get_secret_value() == "sqlite:///here.db"


def test_only_secrets_come_from_files(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIBUTARY_SOME_COUNT_FILE", str(tmp_path / "nothing"))
    assert Some.load().some_count == 3


def test_a_secret_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIBUTARY_SOME_URL_FILE", str(tmp_path / "nothing"))
    with pytest.raises(Invalid, match="nothing cannot be read"):
        Some.load()


def test_secrets_are_not_shown():
    assert "hunter2" not in repr(Some.load(some_url=SECRET_URL))
    assert "hunter2" not in str(Some.load(some_url=SECRET_URL))
    row = describe(Some)[-1]
    assert (row.variable, row.secret, row.default) == ("TRIBUTARY_SOME_URL", True, "")


def test_the_bus_is_a_direct_call_or_a_queue(tmp_path):
    assert CommonSettings.load(home=tmp_path).queue_url == ""
    assert CommonSettings.load(home=tmp_path, bus_url=SECRET_URL).queue_url == SECRET_URL


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/db", "sqlite"])
def test_a_url_that_names_no_database_is_refused_by_its_variable(url):
    with pytest.raises(Invalid, match=r"^TRIBUTARY_BUS_URL: it must begin with sqlite:///") as refused:
        CommonSettings.load(bus_url=url)
    assert "mysql" not in refused.value.message

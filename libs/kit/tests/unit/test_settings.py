"""Settings: read from the environment, secrets also from files, nothing secret ever shown."""

import json
from pathlib import Path

import pytest
from pydantic import Field, SecretStr, ValidationError
from tributary_kit import logs
from tributary_kit.errors import Invalid
from tributary_kit.settings import CommonSettings, Settings, describe, warn_of_unknown

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


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of settings as Kubernetes mounts a ConfigMap: links into a folder that is swapped."""
    data = tmp_path / "..2026_03_01"
    data.mkdir()
    (tmp_path / "..data").symlink_to(data.name)
    monkeypatch.setenv("TRIBUTARY_CONFIG_DIR", str(tmp_path))

    def put(name: str, text: str) -> None:
        (data / name).write_text(text)
        (tmp_path / name).symlink_to(f"..data/{name}")

    return put


def test_settings_may_lie_in_a_folder_and_the_environment_wins(monkeypatch, folder):
    folder("TRIBUTARY_SOME_COUNT", "7\n")
    folder("TRIBUTARY_SOME_HOME", "/folder")
    monkeypatch.setenv("TRIBUTARY_SOME_HOME", "/process")
    settings = Some.load()
    assert (settings.some_count, settings.some_home) == (7, Path("/process"))


def test_a_folder_names_the_files_of_secrets_but_holds_none(folder, tmp_path):
    (tmp_path / "url").write_text(SECRET_URL)
    folder("TRIBUTARY_SOME_URL_FILE", str(tmp_path / "url"))
    assert Some.load().some_url.get_secret_value() == SECRET_URL
    folder("TRIBUTARY_SOME_URL", SECRET_URL)
    with pytest.raises(Invalid, match="TRIBUTARY_SOME_URL is a secret") as refused:
        Some.load()
    assert refused.value.remedy.endswith("TRIBUTARY_SOME_URL_FILE.")
    assert "hunter2" not in f"{refused.value.message} {refused.value.remedy}"


def test_a_folder_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIBUTARY_CONFIG_DIR", str(tmp_path / "none"))
    with pytest.raises(Invalid, match=r"TRIBUTARY_CONFIG_DIR: the settings in .*none cannot be read"):
        Some.load()
    (tmp_path / "TRIBUTARY_SOME_COUNT").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("TRIBUTARY_CONFIG_DIR", str(tmp_path))
    with pytest.raises(Invalid, match="no UTF-8 text"):
        Some.load()


class Ours(CommonSettings):
    ingest_threads: int = Field(16, description="A number.")


@pytest.fixture
def told(monkeypatch, capsys):
    """Call it for the log lines, which no other test has turned elsewhere."""
    monkeypatch.setattr(logs, "_sink", logs._Sink())
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_unknown_names_are_told_with_the_nearest_that_is_read(monkeypatch, folder, told):
    for name in ("URL", "TOKEN", "FAILPOINT", "TEST_SESSION", "INTERNAL_SECRET_FILE", "INGEST_THREADS"):
        monkeypatch.setenv(f"TRIBUTARY_{name}", "x")
    monkeypatch.setenv("TRIBUTARY_ENTITIES_THREADS", "8")  # another service's
    monkeypatch.setenv("TRIBUTARY_INGEST_THREDS", "hunter2")
    folder("TRIBUTARY_LOG_LEVLE", "hunter2")
    folder("TRIBUTARY_INGEST_THREADS_FILE", "/no/secret")
    folder("README", "not ours")
    warn_of_unknown(Ours)
    lines = told()
    assert {line["variable"]: line["nearest"] for line in lines} == {
        "TRIBUTARY_INGEST_THREDS": "TRIBUTARY_INGEST_THREADS",
        "TRIBUTARY_INGEST_THREADS_FILE": "TRIBUTARY_INGEST_THREADS",
        "TRIBUTARY_LOG_LEVLE": "TRIBUTARY_LOG_LEVEL",
    }
    assert "hunter2" not in str(lines)


def test_nothing_unknown_is_nothing_told(told):
    warn_of_unknown(Ours)
    assert told() == []

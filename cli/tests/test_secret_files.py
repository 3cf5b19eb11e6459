"""Secrets of a deployment: made once, kept, each for the one that needs it."""

import re
import stat
from urllib.parse import urlsplit

import pytest
from tributary_cli import secret_files
from tributary_cli.failure import Failure
from tributary_gateway.adapters import signing_keys

OWN = {
    "ingest": {"internal-secret", "database-url"},
    "entities": {"internal-secret", "database-url"},
    "auth-gateway": {"internal-secret", "database-url", "signing-key", "admin-password"},
    "postgres": {"postgres-password", "ingest-password", "entities-password", "auth-gateway-password"},
}


def read(folder):
    return {str(file.relative_to(folder)): file.read_text() for file in folder.glob("*/*")}


def test_each_gets_its_own_and_what_is_there_stays(tmp_path):
    made = secret_files.write(tmp_path, "postgres")
    assert {owner: {f.name for f in (tmp_path / owner).iterdir()} for owner in OWN} == OWN
    assert len(made) == 12
    before = read(tmp_path)
    assert secret_files.write(tmp_path, "elsewhere") == []
    assert read(tmp_path) == before


def test_only_the_owner_may_read_but_for_those_of_the_server(tmp_path):
    secret_files.write(tmp_path, "postgres")
    modes = {file.parent.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*/*")}
    assert modes == {"ingest": 0o400, "entities": 0o400, "auth-gateway": 0o400, "postgres": 0o444}


def test_they_are_what_the_services_read(tmp_path):
    secret_files.write(tmp_path, "db:6432")
    signing_keys.from_secret((tmp_path / "auth-gateway" / "signing-key").read_text())
    internal = {(tmp_path / name / "internal-secret").read_text() for name in secret_files.SERVICES}
    assert len(internal) == 1
    assert len(internal.pop()) > 32
    url = urlsplit((tmp_path / "auth-gateway" / "database-url").read_text().strip())
    assert (url.username, url.hostname, url.port, url.path) == (
        "tributary_auth_gateway",
        "db",
        6432,
        "/tributary_auth_gateway",
    )
    assert url.password == (tmp_path / "postgres" / "auth-gateway-password").read_text().strip()


@pytest.mark.parametrize("lost", sorted(f"{owner}/{name}" for owner, names in OWN.items() for name in names))
def test_a_lost_file_is_made_to_fit_the_others(tmp_path, lost):
    secret_files.write(tmp_path, "postgres")
    before = read(tmp_path)
    (tmp_path / lost).unlink()
    assert secret_files.write(tmp_path, "postgres") == [lost]
    after = read(tmp_path)
    if lost.rsplit("/")[1] not in ("signing-key", "admin-password", "postgres-password"):
        assert after == before


def test_secrets_that_do_not_fit_are_refused(tmp_path):
    secret_files.write(tmp_path, "postgres")
    file = tmp_path / "ingest" / "internal-secret"
    file.unlink()
    file.write_text("another")
    (tmp_path / "ingest" / "database-url").unlink()
    with pytest.raises(Failure, match="different secrets"):
        secret_files.write(tmp_path, "postgres")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "ingest").touch()
    with pytest.raises(Failure) as told:
        secret_files.write(tmp_path, "postgres")
    assert str(tmp_path / "ingest") in told.value.why


def test_the_manifest_is_one_secret_with_the_keys_of_the_chart():
    text = secret_files.manifest("tributary", "prod", "")
    assert re.findall(r"^  ([a-z-]+): ", text, re.MULTILINE) == [
        "name",
        "namespace",
        "internal-secret",
        "signing-key",
        "admin-password",
    ]
    text = secret_files.manifest("tributary", "", "db.prod")
    assert "namespace" not in text
    assert '  auth-gateway: "postgresql+psycopg://tributary_auth_gateway:' in text
    assert text.count("@db.prod:5432/") == 3

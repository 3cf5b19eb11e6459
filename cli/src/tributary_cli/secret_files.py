"""The secrets of a deployment: as files for Compose, or in one Secret for Kubernetes.

    DIR/ingest, DIR/entities        internal-secret, database-url
    DIR/auth-gateway                internal-secret, database-url, signing-key, admin-password
    DIR/postgres                    the superuser's password, and one for each service

Each folder is meant as a volume for the one that it is named after, so that each sees only its own.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tributary_cli.failure import Failure

SERVICES = ("ingest", "entities", "auth-gateway")
POSTGRES = "postgres"
SECRET, KEY, PASSWORD, URL = "internal-secret", "signing-key", "admin-password", "database-url"
# The server's image reads its files as its own user.
_MODES = {POSTGRES: 0o444}
_MODE = 0o400


def write(folder: Path, postgres_host: str) -> list[str]:
    """Makes the files that are missing and keeps the others; returns what was made. Raises Failure."""
    known = _read(folder)
    wanted = _complete(known, postgres_host)
    made = sorted(wanted.keys() - known.keys())
    try:
        for name in made:
            _put(folder / name, wanted[name])
    except OSError as error:
        raise Failure(
            f"The secrets cannot be written into {folder}.",
            f"{error.filename}: {error.strerror}",
            "Correct the folder's owner and mode, or name another.",
        ) from None
    return made


def manifest(name: str, namespace: str, postgres_host: str) -> str:
    """A Kubernetes Secret with new secrets, as the chart's `existingSecret` wants it.

    With a host it has each service's database URL, too, under the service's name.
    """
    made = _complete({}, postgres_host)
    data = {key: made[f"auth-gateway/{key}"] for key in (SECRET, KEY, PASSWORD)}
    if postgres_host:
        data |= {service: made[f"{service}/{URL}"] for service in SERVICES}
    metadata = {"name": name} | ({"namespace": namespace} if namespace else {})
    # JSON is YAML: quoted strings need no care for what is in them.
    lines = ["apiVersion: v1", "kind: Secret", "type: Opaque", "metadata:"]
    lines += [f"  {key}: {json.dumps(value)}" for key, value in metadata.items()]
    lines += ["stringData:", *(f"  {key}: {json.dumps(value)}" for key, value in data.items())]
    return "\n".join(lines) + "\n"


def _complete(known: Mapping[str, str], postgres_host: str) -> dict[str, str]:
    """Every secret by `owner/name`: the known ones, and new ones that fit them."""
    from tributary_gateway.adapters.signing_keys import new_pem
    from tributary_gateway.usecases.first_admin import random_password

    internal = {text for name, text in known.items() if name.endswith(f"/{SECRET}")}
    if len(internal) > 1:
        raise Failure(
            f"The services have different secrets in {SECRET}, and could not call each other.",
            remedy="Delete two of the three files, and write again.",
        )
    secret = internal.pop() if internal else secrets.token_urlsafe(48)
    made = {f"{service}/{SECRET}": secret for service in SERVICES}
    made[f"auth-gateway/{KEY}"] = known.get(f"auth-gateway/{KEY}") or new_pem()
    made[f"auth-gateway/{PASSWORD}"] = known.get(f"auth-gateway/{PASSWORD}") or random_password()
    made[f"{POSTGRES}/postgres-password"] = _word()
    for service in SERVICES:
        url = known.get(f"{service}/{URL}", "")
        password = known.get(f"{POSTGRES}/{service}-password") or urlsplit(url).password or _word()
        made[f"{POSTGRES}/{service}-password"] = password
        made[f"{service}/{URL}"] = _url(service, password, postgres_host)
    return made | dict(known)


def _url(service: str, password: str, host: str) -> str:
    name = f"tributary_{service.replace('-', '_')}"
    return f"postgresql+psycopg://{name}:{password}@{host if ':' in host else f'{host}:5432'}/{name}"


def _word() -> str:
    """A password that needs no escaping in a URL."""
    return secrets.token_urlsafe(32)


def _read(folder: Path) -> dict[str, str]:
    files = [file for owner in (*SERVICES, POSTGRES) for file in (folder / owner).glob("*")]
    try:
        return {
            str(file.relative_to(folder)): file.read_text().rstrip("\n") for file in files if file.is_file()
        }
    except OSError as error:
        raise Failure(
            f"The secrets in {folder} cannot be read.",
            f"{error.filename}: {error.strerror}",
            "Run as the user who wrote them.",
        ) from None


def _put(file: Path, text: str) -> None:
    """Writes the file as a whole or not at all."""
    file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=".", dir=file.parent)
    with os.fdopen(handle, "w") as out:
        out.write(text.rstrip("\n") + "\n")
        os.fchmod(out.fileno(), _MODES.get(file.parent.name, _MODE))
    Path(draft).replace(file)

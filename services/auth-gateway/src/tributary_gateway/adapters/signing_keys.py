"""The Ed25519 keys that sign access tokens.

Each is a file `<home>/keys/*.pem`, readable by its owner only. The newest signs; all of them verify. To
rotate, add a key and restart; to withdraw one, delete its file and restart, at the earliest when the last
tokens that it signed have expired.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import Key, OKPKey
from tributary_kit.errors import Invalid
from tributary_kit.ids import new_id


class SigningKeys:
    """At least one key. `signer` is the newest, `jwks()` the public parts of all."""

    def __init__(self, keys: Sequence[OKPKey]) -> None:
        self._keys = tuple(keys)

    @property
    def signer(self) -> OKPKey:
        """The private key to sign with; its `kid` is its RFC 7638 thumbprint."""
        return self._keys[-1]

    def key(self, key_id: str) -> Key | None:
        """The key of that id, or None."""
        return next((key for key in self._keys if key.kid == key_id), None)

    def jwks(self) -> str:
        """A JSON Web Key Set (RFC 7517) of the public parts, the signer last."""
        return json.dumps({"keys": [key.as_dict(private=False) for key in self._keys]})


def from_home(home: Path) -> SigningKeys:
    """The keys in the home; makes the first one when there is none.

    Raises Invalid for a file that holds none, and when the home cannot be used.
    """
    folder = home / "keys"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = sorted(folder.glob("*.pem")) or [_make(folder)]
        return SigningKeys([_load(file.read_text(), str(file)) for file in files])
    except OSError as error:
        raise Invalid(
            f"The signing keys in {folder} cannot be used: {error.strerror}.",
            remedy="Give one by TRIBUTARY_GATEWAY_SIGNING_KEY_FILE, or make TRIBUTARY_HOME writable.",
        ) from None


def from_secret(pem: str) -> SigningKeys:
    """One key given as a setting. Raises Invalid when it is no Ed25519 private key."""
    return SigningKeys([_load(pem, "TRIBUTARY_GATEWAY_SIGNING_KEY")])


def new_pem() -> str:
    """A new Ed25519 private key in PEM (PKCS 8)."""
    return OKPKey.generate_key("Ed25519", private=True).as_pem(private=True).decode()


def _make(folder: Path) -> Path:
    # Named by a ULID: the order of names is the order of age.
    file = folder / f"{new_id('key')}.pem"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(new_pem())
    return file


def _load(pem: str, name: str) -> OKPKey:
    try:
        key = OKPKey.import_key(pem)
    except (JoseError, ValueError, TypeError):
        raise _no_key(name) from None
    if not key.is_private or key.curve_name != "Ed25519":
        raise _no_key(name)
    return OKPKey.import_key(pem, {"kid": key.thumbprint(), "use": "sig", "alg": "EdDSA"})


def _no_key(name: str) -> Invalid:
    return Invalid(
        f"{name} holds no Ed25519 private key in PEM (PKCS 8).",
        remedy="Make one with `openssl genpkey -algorithm ed25519`.",
    )

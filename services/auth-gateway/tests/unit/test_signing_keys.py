"""Keys: made on the first start, readable by the owner only, the newest signs and all verify."""

import json
import stat
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey
from tributary_gateway.adapters.signing_keys import from_home, from_secret
from tributary_kit.errors import Invalid
from tributary_kit.tokens import load_keys


def test_the_first_start_makes_a_key_and_the_next_one_finds_it(tmp_path: Path) -> None:
    made, found = from_home(tmp_path), from_home(tmp_path)
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert made.signer.thumbprint() == found.signer.thumbprint()


def test_the_newest_key_signs_and_all_verify(tmp_path: Path) -> None:
    old = from_home(tmp_path).signer
    new = OKPKey.generate_key("Ed25519", private=True)
    (tmp_path / "keys" / "key_zz.pem").write_bytes(new.as_pem(private=True))
    keys = from_home(tmp_path)
    assert keys.signer.thumbprint() == new.thumbprint()
    assert keys.key(old.thumbprint()) is not None
    assert set(load_keys(keys.jwks())) == {old.thumbprint(), new.thumbprint()}


def test_the_key_set_holds_public_parts_only_and_names_keys_by_thumbprint(tmp_path: Path) -> None:
    keys = from_home(tmp_path)
    (told,) = json.loads(keys.jwks())["keys"]
    assert set(told) == {"kty", "crv", "x", "kid", "use", "alg"}
    assert told["kid"] == keys.signer.thumbprint()
    assert (told["use"], told["alg"]) == ("sig", "EdDSA")
    assert keys.key("../../dev/null") is None


@pytest.mark.parametrize(
    "pem",
    [
        "no key at all",
        OKPKey.generate_key("Ed25519", private=True).as_pem(private=False).decode(),
        OKPKey.generate_key("X25519", private=True).as_pem(private=True).decode(),
        ECKey.generate_key("P-256", private=True).as_pem(private=True).decode(),
        RSAKey.generate_key(2048, private=True).as_pem(private=True).decode(),
    ],
    ids=["text", "public", "x25519", "ec", "rsa"],
)
def test_what_is_no_ed25519_private_key_is_refused_without_being_shown(pem: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as told:
        from_secret(pem)
    assert pem not in str(told.value)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "a.pem").write_text(pem)
    with pytest.raises(Invalid):
        from_home(tmp_path)

"""Passwords: argon2id with the promised cost, also for accounts that do not exist."""

import pytest
from tributary_gateway.adapters.argon2_hasher import Argon2Hasher

WRONG = "not the password"


@pytest.fixture(scope="module")
def hasher() -> Argon2Hasher:
    return Argon2Hasher()


def test_a_hash_carries_the_promised_parameters_and_its_own_salt(hasher: Argon2Hasher) -> None:
    first, second = hasher.hash("secret"), hasher.hash("secret")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert not hasher.is_outdated(first)


@pytest.mark.parametrize("password", ["secret", "pässwörd\u0000", "\ud800 lone"])
def test_only_the_same_password_fits(hasher: Argon2Hasher, password: str) -> None:
    hashed = hasher.hash(password)
    assert hasher.verify(hashed, password)
    assert not hasher.verify(hashed, password + " ")


def test_a_weaker_hash_is_outdated_but_still_fits(hasher: Argon2Hasher) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("secret")
    assert hasher.is_outdated(weak)
    assert hasher.verify(weak, "secret")


def test_an_unknown_account_costs_a_whole_verification(
    hasher: Argon2Hasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    parameters: list[str] = []
    real = PasswordHasher.verify

    def spy(self: PasswordHasher, hashed: str, password: bytes) -> bool:
        parameters.append(hashed[:30])
        return real(self, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", spy)
    known = hasher.hash("secret")
    assert not hasher.verify("", WRONG)
    assert not hasher.verify(known, WRONG)
    assert parameters[0] == parameters[1]


def test_a_damaged_hash_fits_nothing(hasher: Argon2Hasher) -> None:
    assert not hasher.verify("damaged", "damaged")

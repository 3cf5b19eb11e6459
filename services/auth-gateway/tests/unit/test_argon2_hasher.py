"""Passwords: argon2id with the promised cost, also for accounts that do not exist."""

import subprocess
import sys

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


MEMORY = """
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tributary_gateway.adapters.argon2_hasher import Argon2Hasher

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

hasher = Argon2Hasher()
before = resident()
for _ in range(3):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(hasher.hash, ["secret"] * 8))
grown = (resident() - before) / 2**20
assert grown < 10, grown
"""


def test_the_memory_of_a_hash_is_given_back() -> None:
    subprocess.run([sys.executable, "-c", MEMORY], check=True, timeout=60)

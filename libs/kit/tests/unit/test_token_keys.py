"""Keys: which are taken from a set, and how often they are asked for."""

import json
import threading

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from tributary_kit.errors import Internal, Unavailable
from tributary_kit.tokens import load_keys
from tributary_kit.tokens.keys import CachedKeySource

ED = OKPKey.generate_key("Ed25519").as_dict(private=False)


def key_set(*keys) -> str:
    return json.dumps({"keys": list(keys)})


def named(key_id: str, **changes):
    return {**ED, "kid": key_id} | changes


def test_public_signing_keys_are_taken():
    rsa = RSAKey.generate_key(2048).as_dict(private=False) | {"kid": "rsa", "use": "sig"}
    ec = ECKey.generate_key("P-256").as_dict(private=False) | {"kid": "ec", "key_ops": ["verify"]}
    assert set(load_keys(key_set(named("ed"), rsa, ec))) == {"ed", "rsa", "ec"}


@pytest.mark.parametrize(
    "bad",
    [
        named("bad", use="enc"),
        named("bad", key_ops=["sign"]),
        named("bad", kty="XYZ"),
        named("bad", x="AA"),
        named("bad", crv="Ed1"),
        named(7),
        {name: value for name, value in ED.items() if name != "kid"},
        {**OKPKey.generate_key("Ed25519").as_dict(private=True), "kid": "bad"},
        {**OctKey.generate_key(256).as_dict(), "kid": "bad"},
        {"kty": "RSA", "kid": "bad", "e": "AQAB", "n": "u" * 171},
    ],
    ids=["enc", "sign only", "type", "short", "curve", "kid number", "no kid", "private", "secret", "weak"],
)
def test_other_keys_are_left_out(bad):
    assert set(load_keys(key_set(named("good"), bad))) == {"good"}


def test_an_id_used_twice_names_no_key():
    assert set(load_keys(key_set(named("good"), named("twice"), named("twice")))) == {"good"}


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", '{"keys":1}', '{"keys":[1]}', '{"keys":[]}', '{"keys":[{"kid":[]}]}', "[" * 9999],
)
def test_what_is_no_key_set(text):
    with pytest.raises(Internal):
        load_keys(text)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Gateway:
    def __init__(self) -> None:
        self.answer = key_set(named("one"))
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if not self.answer:
            raise Unavailable("away")
        return self.answer


def test_keys_are_asked_for_when_first_needed_and_kept():
    gateway, clock = Gateway(), Clock()
    source = CachedKeySource(gateway, clock)
    assert gateway.asked == 0
    for _ in range(10):
        assert source.key("one") is not None
    clock.now += 299
    source.key("one")
    assert gateway.asked == 1
    clock.now += 2
    source.key("one")
    assert gateway.asked == 2


def test_ten_thousand_unknown_ids_cause_one_question_in_30_seconds():
    gateway, clock = Gateway(), Clock()
    source = CachedKeySource(gateway, clock)
    for number in range(10_000):
        assert source.key(f"unknown {number}") is None
    assert gateway.asked == 1
    clock.now += 30
    gateway.answer = key_set(named("one"), named("two"))
    assert source.key("two") is not None
    assert gateway.asked == 2


@pytest.mark.parametrize("failure", ["", "<html>", '{"keys":[]}'])
def test_the_last_good_set_serves_for_an_hour(failure):
    gateway, clock = Gateway(), Clock()
    source = CachedKeySource(gateway, clock)
    source.key("one")
    gateway.answer = failure
    clock.now += 3599
    assert source.key("one") is not None
    clock.now += 2
    with pytest.raises(Unavailable):
        source.key("one")
    gateway.answer = key_set(named("one"))
    clock.now += 1
    assert source.key("one") is not None


def test_without_any_set_a_dead_gateway_is_asked_once_a_second():
    gateway, clock = Gateway(), Clock()
    gateway.answer = ""
    source = CachedKeySource(gateway, clock)
    for _ in range(100):
        with pytest.raises(Unavailable):
            source.key("one")
    assert gateway.asked == 1
    clock.now += 1
    gateway.answer = key_set(named("one"))
    assert source.key("one") is not None


def test_while_one_thread_asks_the_others_go_on_with_what_is_known():
    clock = Clock()
    asking, answered = threading.Event(), threading.Event()
    answers = iter([key_set(named("one")), key_set(named("two"))])

    def slow() -> str:
        answer = next(answers)
        if "two" in answer:
            asking.set()
            answered.wait(10)
        return answer

    source = CachedKeySource(slow, clock)
    source.key("one")
    clock.now += 301
    thread = threading.Thread(target=source.key, args=("two",))
    thread.start()
    assert asking.wait(10)
    assert source.key("one") is not None
    answered.set()
    thread.join()
    assert source.key("two") is not None

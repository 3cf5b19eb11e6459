"""Forged, broken, foreign and stale tokens: each gets the same refusal."""

import base64
import json
import time
from datetime import UTC, datetime

import pytest
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey
from tributary_kit import tokens
from tributary_kit.errors import Invalid, Unauthenticated, Unavailable
from tributary_kit.principal import Principal
from tributary_kit.tokens import InternalIssuer, KeySetIssuer, TokenVerifier, internal_token
from tributary_testkit.clock import ManualClock

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = int(NOW.timestamp())
SECRET = "s" * 32

ED = OKPKey.generate_key("Ed25519")
RSA = RSAKey.generate_key(2048)


class Keys:
    """A source of fixed keys that counts the questions."""

    def __init__(self, **keys: Key) -> None:
        self.keys = keys
        self.asked = 0

    def key(self, key_id: str) -> Key | None:
        self.asked += 1
        return self.keys.get(key_id)


def verifier(clock: ManualClock | None = None, **options) -> TokenVerifier:
    keys = Keys(ed=public(ED), rsa=public(RSA))
    issuers = [
        KeySetIssuer("tributary", keys, **options),
        KeySetIssuer("realm-b", Keys(ed=public(OKPKey.generate_key("Ed25519")))),
        InternalIssuer(SECRET),
    ]
    return TokenVerifier(issuers, "tributary", clock or ManualClock(NOW))


def public(key: Key) -> Key:
    return type(key).import_key(key.as_dict(private=False))


def claims(**changes):
    good = {
        "iss": "tributary",
        "aud": "tributary",
        "sub": "usr_1",
        "tenant": "acme",
        "roles": ["editor"],
        "iat": EPOCH,
        "exp": EPOCH + 900,
        "jti": "jti_1",
    }
    return {name: value for name, value in (good | changes).items() if value is not ...}


def encode(value) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def forge(header, payload, key: Key = ED) -> str:
    """A token with any header and payload, signed by the Ed25519 key."""
    signed = f"{encode(header)}.{encode(payload)}"
    return f"{signed}.{encode(key.get_op_key('sign').sign(signed.encode()))}"


def good_header(**changes):
    return {"alg": "EdDSA", "typ": "at+jwt", "kid": "ed"} | changes


def hmac(header, payload, secret: bytes) -> str:
    import hashlib
    import hmac as h

    signed = f"{encode(header)}.{encode(payload)}"
    return f"{signed}.{encode(h.new(secret, signed.encode(), hashlib.sha256).digest())}"


def test_a_good_token_names_its_principal():
    principal = verifier().verify(forge(good_header(), claims()))
    assert principal == Principal("acme", "usr_1", frozenset({"editor"}))


def test_sign_makes_what_verify_believes():
    token = tokens.sign(claims(), ED, algorithm="EdDSA", key_id="ed")
    assert verifier().verify(token).subject == "usr_1"


@pytest.mark.parametrize(
    "payload",
    [
        claims(aud=["other", "tributary"]),
        claims(tenant=..., roles=...),
        claims(exp=EPOCH + 900.5),
        claims(nbf=EPOCH),
        claims(exp=EPOCH - 29),
    ],
    ids=["audiences", "no tenant or roles", "fraction of a second", "nbf now", "within leeway"],
)
def test_tokens_that_are_good_in_other_ways(payload):
    assert verifier().verify(forge(good_header(), payload)).subject == "usr_1"


PEM = RSA.as_pem(private=False)
BAD_HEADERS = {
    "alg none": good_header(alg="none"),
    "alg None": good_header(alg="None"),
    "alg nOnE": good_header(alg="nOnE"),
    "alg missing": {"typ": "at+jwt", "kid": "ed"},
    "alg not allowed": good_header(alg="RS256", kid="rsa"),
    "alg of another key": good_header(alg="RS256"),
    "alg unknown": good_header(alg="RS1"),
    "alg a list": good_header(alg=["EdDSA"]),
    "key of another type": good_header(kid="rsa"),
    "typ JWT": good_header(typ="JWT"),
    "typ refresh": good_header(typ="rt+jwt"),
    "typ missing": {"alg": "EdDSA", "kid": "ed"},
    "kid missing": {"alg": "EdDSA", "typ": "at+jwt"},
    "kid unknown": good_header(kid="who"),
    "kid a path": good_header(kid="../../dev/null"),
    "kid SQL": good_header(kid="' OR 1=1 --"),
    "kid huge": good_header(kid="k" * 4000),
    "kid a number": good_header(kid=7),
    "jku": good_header(jku="http://127.0.0.1:1/keys"),
    "x5u": good_header(x5u="http://127.0.0.1:1/cert"),
    "x5c": good_header(x5c=["MIIB"]),
    "jwk": good_header(jwk=ED.as_dict(private=False)),
    "crit": good_header(crit=["exp"]),
    "crit unknown": good_header(crit=["http://example.com/x"], **{"http://example.com/x": 1}),
    "b64 false": good_header(b64=False, crit=["b64"]),
    "b64 false without crit": good_header(b64=False),
    "zip": good_header(zip="DEF"),
    "not an object": ["EdDSA"],
    "name twice": b'{"alg":"EdDSA","typ":"at+jwt","kid":"who","kid":"ed"}',
    "not JSON": b"\xff\xfe",
}

BAD_CLAIMS = {
    "iss wrong": claims(iss="evil"),
    "iss with slash": claims(iss="tributary/"),
    "iss missing": claims(iss=...),
    "iss a list": claims(iss=["tributary"]),
    "iss of another realm": claims(iss="realm-b"),
    "iss internal": claims(iss="tributary-internal"),
    "aud wrong": claims(aud="other"),
    "aud list without us": claims(aud=["other"]),
    "aud missing": claims(aud=...),
    "aud an object": claims(aud={"tributary": 1}),
    "sub missing": claims(sub=...),
    "sub empty": claims(sub=""),
    "sub a number": claims(sub=1),
    "sub with NUL": claims(sub="usr\0"),
    "exp over": claims(exp=EPOCH - 31),
    "exp a string": claims(exp=str(EPOCH + 900)),
    "exp huge": claims(exp=1e308),
    "exp negative": claims(exp=-1),
    "exp true": claims(exp=True),
    "exp null": claims(exp=None),
    "exp missing": claims(exp=...),
    "exp NaN": json.dumps(claims(exp=float("nan"))).encode(),
    "exp Infinity": json.dumps(claims(exp=float("inf"))).encode(),
    "exp 1e999": json.dumps(claims()).replace(str(EPOCH + 900), "1e999").encode(),
    "exp of 5000 digits": json.dumps(claims()).replace(str(EPOCH + 900), "9" * 5000).encode(),
    "nbf in the future": claims(nbf=EPOCH + 31),
    "nbf a string": claims(nbf="0"),
    "iat in the future": claims(iat=EPOCH + 31),
    "iat missing": claims(iat=...),
    "roles a string": claims(roles="admin"),
    "roles an object": claims(roles={"admin": True}),
    "roles nested": claims(roles=[["admin"]]),
    "roles null": claims(roles=None),
    "tenant a list": claims(tenant=["acme"]),
    "tenant empty": claims(tenant=""),
    "name twice": json.dumps(claims()).replace('"sub"', '"roles": ["admin"], "sub"', 1).encode(),
    "name twice, nested": json.dumps(claims(x=1)).replace('"x": 1', '"x": {"a": 1, "a": 2}').encode(),
    "not an object": b'"tributary"',
    "nested too deep": b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}",
}

HS = {"alg": "HS256", "typ": "at+jwt", "kid": "rsa"}
GOOD = forge(good_header(), claims())
BAD_TEXTS = {
    "empty": "",
    "one part": "abc",
    "two parts": GOOD.rpartition(".")[0],
    "no signature": GOOD.rpartition(".")[0] + ".",
    "five parts, as if encrypted": f"{GOOD}.a.b",
    "64 kB": GOOD + "A" * 65536,
    "no ASCII": GOOD + "ü",
    "lone surrogate": GOOD + "\ud800",
    "spaces around": f" {GOOD} ",
    "line break in it": GOOD[:40] + "\n" + GOOD[40:],
    "padded": GOOD + "==",
    "signature of another key": forge(good_header(), claims(), OKPKey.generate_key("Ed25519")),
    "payload changed": ".".join([GOOD.split(".")[0], encode(claims(roles=["admin"])), GOOD.split(".")[2]]),
    "signature cut": GOOD[:-4],
    "HMAC by the public key": hmac(HS, claims(), PEM),
    "HMAC by the public key, trimmed": hmac(HS, claims(), PEM.strip()),
    "HMAC by the public key, DER": hmac(HS, claims(), RSA.as_der(private=False)),
    "HMAC by the JWK": hmac(HS, claims(), json.dumps(RSA.as_dict(private=False)).encode()),
    "HMAC by nothing": hmac(HS, claims(), b""),
    "HMAC, internal, wrong secret": hmac(HS, claims(iss="tributary-internal"), b"w" * 32),
}


def refusal(token: str) -> tuple[str, str, str]:
    with pytest.raises(Unauthenticated) as caught:
        verifier().verify(token)
    return caught.value.message, caught.value.remedy, caught.value.field


SAME = refusal("nonsense")


@pytest.mark.parametrize("header", BAD_HEADERS.values(), ids=BAD_HEADERS)
def test_bad_headers_are_refused_alike(header):
    assert refusal(forge(header, claims())) == SAME


@pytest.mark.parametrize("payload", BAD_CLAIMS.values(), ids=BAD_CLAIMS)
def test_bad_claims_are_refused_alike(payload):
    assert refusal(forge(good_header(), payload)) == SAME


@pytest.mark.parametrize("token", BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_bad_texts_are_refused_alike(token):
    assert refusal(token) == SAME


def test_no_character_of_a_token_can_be_changed():
    careful = verifier()
    for position, sign in enumerate(GOOD):
        for other in "A_.!":
            if other != sign:
                with pytest.raises(Unauthenticated):
                    careful.verify(GOOD[:position] + other + GOOD[position + 1 :])


def test_users_get_no_service_role_and_no_unknown_one():
    token = forge(good_header(), claims(roles=["service", "viewer", "offline_access"]))
    assert verifier().verify(token).roles == {"viewer"}


def test_other_algorithms_only_when_named():
    token = tokens.sign(claims(), RSA, algorithm="RS256", key_id="rsa")
    assert verifier(algorithms=("RS256",)).verify(token).subject == "usr_1"
    with pytest.raises(Unauthenticated):
        verifier().verify(token)


def test_a_key_set_never_signs_with_a_secret():
    with pytest.raises(ValueError, match="private keys"):
        KeySetIssuer("tributary", Keys(), ("HS256",))


def test_an_elliptic_key_of_the_wrong_curve_is_refused():
    key = ECKey.generate_key("P-384")
    bad = KeySetIssuer("tributary", Keys(ec=key), ("ES256",))
    token = tokens.sign(claims(), ECKey.generate_key("P-256"), algorithm="ES256", key_id="ec")
    with pytest.raises(Unauthenticated):
        TokenVerifier([bad], "tributary", ManualClock(NOW)).verify(token)


def test_a_known_token_costs_no_second_check_until_it_ends():
    keys = Keys(ed=public(ED))
    clock = ManualClock(NOW)
    cached = TokenVerifier([KeySetIssuer("tributary", keys)], "tributary", clock)
    token = forge(good_header(), claims(exp=EPOCH + 10))
    for _ in range(3):
        cached.verify(token)
    assert keys.asked == 1
    clock.advance(41)
    with pytest.raises(Unauthenticated):
        cached.verify(token)


def test_a_withdrawn_key_is_noticed_within_a_minute():
    keys = Keys(ed=public(ED))
    clock = ManualClock(NOW)
    cached = TokenVerifier([KeySetIssuer("tributary", keys)], "tributary", clock)
    cached.verify(GOOD)
    keys.keys.clear()
    clock.advance(60)
    with pytest.raises(Unauthenticated):
        cached.verify(GOOD)


def test_the_cache_is_bounded():
    bounded = verifier()
    for number in range(5000):
        bounded._remember(f"token {number}", EPOCH + 1, Principal("t", "s", frozenset()))
    assert len(bounded._known) == 4096


def test_absent_keys_are_no_refusal():
    class Away:
        def key(self, key_id: str) -> Key | None:
            raise Unavailable("away")

    with pytest.raises(Unavailable):
        TokenVerifier([KeySetIssuer("tributary", Away())], "tributary", ManualClock(NOW)).verify(GOOD)


class Today:
    def now(self) -> datetime:
        return datetime.now(UTC)


def test_internal_tokens_speak_for_a_service():
    token = internal_token(SECRET, audience="tributary", subject="ingest", tenant="acme")
    known = TokenVerifier([InternalIssuer(SECRET)], "tributary", Today()).verify(token)
    assert known == Principal("acme", "ingest", frozenset({"service"}))
    assert internal_token(SECRET, audience="tributary", subject="ingest", tenant="other") != token


def test_internal_tokens_live_a_minute_at_most():
    now = int(time.time())
    long = claims(iss="tributary-internal", iat=now, exp=now + 61)
    token = tokens.sign(long, OctKey.import_key(SECRET), algorithm="HS256")
    with pytest.raises(Unauthenticated):
        TokenVerifier([InternalIssuer(SECRET)], "tributary", Today()).verify(token)


def test_a_short_secret_is_no_secret():
    with pytest.raises(Invalid, match="TRIBUTARY_INTERNAL_SECRET"):
        InternalIssuer("s" * 31)
    with pytest.raises(Invalid):
        internal_token("", audience="a", subject="b", tenant="c")

"""Forged, damaged, misplaced and borrowed tokens: each gets the same 401, and nothing travels inwards."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace

import pytest
from joserfc.jwk import OctKey, OKPKey, RSAKey
from tributary_kit.tokens import sign

NOW = 1767225600  # The world's clock stands at 2026-01-01T00:00:00Z.


def part(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def claims(**changes):
    told = {
        "iss": "tributary",
        "sub": "usr_1",
        "aud": "tributary",
        "iat": NOW,
        "exp": NOW + 900,
        "jti": "tok_1",
        "tenant": "default",
        "roles": ["admin"],
    }
    return {name: value for name, value in (told | changes).items() if value is not ...}


class Forge:
    """Makes tokens: well signed by our own key, but with whatever header and claims."""

    def __init__(self, world):
        self.key = world.keys.signer
        self.kid = self.key.thumbprint()

    def header(self, **changes):
        told = {"alg": "EdDSA", "typ": "at+jwt", "kid": self.kid} | changes
        return {name: value for name, value in told.items() if value is not ...}

    def signed(self, header=None, body=None):
        text = f"{part(header or self.header())}.{part(body if body is not None else claims())}"
        signature = self.key.private_key.sign(text.encode())
        return f"{text}.{part(signature)}"

    def hmac(self, secret, algorithm="HS256"):
        text = f"{part(self.header(alg=algorithm))}.{part(claims())}"
        return f"{text}.{part(hmac.digest(secret, text.encode(), hashlib.sha256))}"

    def unsigned(self, algorithm):
        return f"{part(self.header(alg=algorithm))}.{part(claims())}."


@pytest.fixture
def forge(world):
    # The user whom the tokens name exists, so that a forgery fails for being one.
    world.users.add(replace(world.user(), id=claims()["sub"], email="forged@example.org"))
    return Forge(world)


def other_key():
    return OKPKey.generate_key("Ed25519", private=True)


FORGERIES = {
    "1 alg none": lambda f: f.unsigned("none"),
    "1 alg nOnE": lambda f: f.unsigned("nOnE"),
    "1 alg None with signature": lambda f: f.signed(f.header(alg="None")),
    "2 empty signature": lambda f: f.unsigned("EdDSA"),
    "2 no signature": lambda f: f.signed().rpartition(".")[0],
    "3 HS256 with the public PEM": lambda f: f.hmac(f.key.as_pem(private=False)),
    "3 HS256 with the public PEM, stripped": lambda f: f.hmac(f.key.as_pem(private=False).strip()),
    "3 HS256 with the public DER": lambda f: f.hmac(f.key.as_der(private=False)),
    "3 HS256 with the raw public key": lambda f: f.hmac(base64.urlsafe_b64decode(f.key.as_dict()["x"] + "=")),
    "4 HS256 with the JWK": lambda f: f.hmac(json.dumps(f.key.as_dict(private=False)).encode()),
    "5 alg HS512": lambda f: f.hmac(b"x" * 64, "HS512"),
    "5 alg RS1": lambda f: f.signed(f.header(alg="RS1")),
    "5 RS256 by another key": lambda f: sign(
        claims(), RSAKey.generate_key(2048, private=True), algorithm="RS256", key_id=f.kid
    ),
    "6 header alg is not the key's": lambda f: f.signed(f.header(alg="ES256")),
    "7 kid is a path": lambda f: f.signed(f.header(kid="../../dev/null")),
    "8 kid is SQL": lambda f: f.signed(f.header(kid="' UNION SELECT 'x")),
    "9 kid of 64 kB": lambda f: f.signed(f.header(kid="k" * 65536)),
    "10 unknown kid": lambda f: f.signed(f.header(kid="unknown")),
    "10 no kid": lambda f: f.signed(f.header(kid=...)),
    "10 our kid, another key": lambda f: sign(claims(), other_key(), algorithm="EdDSA", key_id=f.kid),
    "11 jku": lambda f: f.signed(f.header(jku="http://127.0.0.1:9/jwks")),
    "12 x5u": lambda f: f.signed(f.header(x5u="http://127.0.0.1:9/cert")),
    "13 embedded jwk": lambda f: f.signed(f.header(jwk=f.key.as_dict(private=False))),
    "14 x5c": lambda f: f.signed(f.header(x5c=["MIIB"])),
    "15 unknown crit": lambda f: f.signed(f.header(crit=["x"], x=1)),
    "16 b64 false": lambda f: f.signed(f.header(b64=False, crit=["b64"])),
    "17 wrong iss": lambda f: f.signed(body=claims(iss="somebody")),
    "17 the services' own issuer": lambda f: sign(
        claims(iss="tributary-internal"), OctKey.import_key("x" * 32), algorithm="HS256"
    ),
    "18 iss with a slash": lambda f: f.signed(body=claims(iss="tributary/")),
    "19 wrong aud": lambda f: f.signed(body=claims(aud="other")),
    "20 aud list without us": lambda f: f.signed(body=claims(aud=["other", "more"])),
    "21 no aud": lambda f: f.signed(body=claims(aud=...)),
    "23 expired": lambda f: f.signed(body=claims(iat=NOW - 1000, exp=NOW - 61)),
    "24 exp as text": lambda f: f.signed(body=claims(exp=str(NOW + 900))),
    "24 exp 1e308": lambda f: f.signed(body=claims(exp=1e308)),
    "24 exp NaN": lambda f: f.signed(body=claims(exp=float("nan"))),
    "24 exp negative": lambda f: f.signed(body=claims(exp=-1)),
    "24 no exp": lambda f: f.signed(body=claims(exp=...)),
    "25 nbf in the future": lambda f: f.signed(body=claims(nbf=NOW + 3600)),
    "26 iat in the future": lambda f: f.signed(body=claims(iat=NOW + 3600, exp=NOW + 4500)),
    "27 another type of token": lambda f: f.signed(f.header(typ="JWT")),
    "27 no type": lambda f: f.signed(f.header(typ=...)),
    "30 roles as text": lambda f: f.signed(body=claims(roles="admin")),
    "30 roles as object": lambda f: f.signed(body=claims(roles={"admin": True})),
    "30 roles nested": lambda f: f.signed(body=claims(roles=[["admin"]])),
    "31 a claim twice": lambda f: f.signed(body=json.dumps(claims())[:-1].encode() + b',"sub":"usr_2"}'),
    "32 JWE": lambda f: "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
    "32 zip": lambda f: f.signed(f.header(zip="DEF")),
    "36 64 kB of token": lambda f: f.signed(body=claims(more="x" * 65536)),
    "no token at all": lambda f: "x",
    "payload is a list": lambda f: f.signed(body=b"[]"),
    "changed payload": lambda f: ".".join(
        [f.signed().split(".")[0], part(claims(sub="usr_2")), f.signed().split(".")[2]]
    ),
}


def same(answer):
    told = answer.json()
    return answer.status_code, told["reason"], told["detail"], told["remedy"], set(told)


async def test_the_forge_itself_makes_tokens_that_are_believed(api, forge):
    assert (await api.get("/auth/me", token=forge.signed())).status_code == 200


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
async def test_a_forged_token_gets_the_same_401_as_none(api, forge, forgery):
    answer = await api.get("/auth/me", token=forgery(forge))
    assert same(answer) == same(await api.get("/auth/me"))
    assert answer.status_code == 401


async def test_a_token_with_a_role_that_users_cannot_have_has_no_rights(api, forge):
    answer = await api.get("/auth/me", token=forge.signed(body=claims(roles=["service"])))
    assert answer.status_code in (401, 403)


async def test_a_refresh_token_is_no_access_token(api):
    api.world.user()
    refresh_token = (await api.login()).json()["refresh_token"]
    assert (await api.get("/auth/me", token=refresh_token)).status_code == 401


async def test_expiry_is_enforced_within_a_minute_also_for_a_token_that_is_known(api):
    token = api.world.token()
    assert (await api.get("/auth/me", token=token)).status_code == 200
    api.world.clock.advance(15 * 60 + 61)
    assert (await api.get("/auth/me", token=token)).status_code == 401


@pytest.mark.parametrize(
    "value",
    [
        "bearer {}",
        "BEARER {}",
        "Bearer  {}",
        "Bearer\t{}",
        "{}",
        "Token {}",
        "Bearer {} ,x",
        "Bearer",
        "Bearer ",
    ],
)
async def test_only_the_exact_scheme_counts(api, value):
    answer = await api.get("/auth/me", headers={"authorization": value.format(api.world.token())})
    assert answer.status_code == 401


async def test_two_authorization_headers_are_refused(api):
    token = api.world.token()
    headers = [("authorization", f"Bearer {token}"), ("authorization", f"Bearer {token}")]
    assert (await api.client.get("/api/v1/auth/me", headers=headers)).status_code == 401


@pytest.mark.parametrize("query", ["access_token", "token", "authorization", "jwt"])
async def test_a_token_in_the_address_is_not_looked_at(api, query):
    assert (await api.get(f"/auth/me?{query}={api.world.token()}")).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-user": "admin"},
        {"X_Forwarded_User": "admin"},
        {"x-user-id": "usr_1", "x-tenant": "default", "x-roles": "admin"},
        {"user-agent": "GoogleHC/1.0"},
        {"user-agent": "kube-probe/1.34"},
        {"x-forwarded-uri": "/health/live"},
        {"x-original-url": "/health/live", "x-rewrite-url": "/health/live"},
        {"grpc-metadata-authorization": "Bearer x"},
        {"cookie": "token=x"},
    ],
    ids=str,
)
async def test_headers_that_claim_something_open_nothing(api, headers):
    assert (await api.get("/users", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "//api/v1/users",
        "/api/v1//users",
        "/%2e%2e/api/v1/users",
        "/health/live/../../api/v1/users",
        "/docs/%2e%2e/api/v1/users",
        "/api/v1/users;x",
        "/api/v1/users%00",
        "/api/v1/users/",
        "/API/V1/USERS",
        "/health/live/api/v1/users",
    ],
)
async def test_odd_spellings_of_an_address_open_nothing(api, path):
    answer = await api.client.get(f"http://gateway.test{path}")
    assert answer.status_code in (401, 404)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_forwarded_address_cannot_dodge_the_limit(api):
    for number in range(10):
        await api.login(f"n{number}@example.org", "wrong", headers={"x-forwarded-for": f"10.0.0.{number}"})
    assert (await api.login("more@example.org", "wrong")).status_code == 429


async def test_a_listed_proxy_is_believed_about_the_last_hop_before_it(new_world, opened):
    async with opened(new_world("192.0.2.0/24"), "192.0.2.9") as api:
        for _ in range(10):
            forwarded = {"x-forwarded-for": "1.1.1.1, 203.0.113.5, 192.0.2.1"}
            await api.login("guess@example.org", "wrong", headers=forwarded)
            api.world.clock.advance(400)
        other = {"x-forwarded-for": "203.0.113.5, 203.0.113.6"}
        api.world.clock.advance(-399.5)
        assert (await api.login("a@example.org", "wrong", headers=forwarded)).status_code == 429
        assert (await api.login("a@example.org", "wrong", headers=other)).status_code == 401

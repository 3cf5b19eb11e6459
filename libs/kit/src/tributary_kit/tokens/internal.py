"""Tokens with which services speak for themselves: short-lived, signed with a secret that they share."""

import time
from collections.abc import Sequence
from functools import lru_cache

from joserfc.jwk import OctKey

from tributary_kit.errors import Invalid
from tributary_kit.ids import new_id
from tributary_kit.tokens.verify import roles_of
from tributary_kit.tokens.wire import ACCESS_TOKEN_TYPE, Refused, Token, check_signature, sign

ISSUER = "tributary-internal"
_ALGORITHM = "HS256"
_LIFETIME_SECONDS = 60
_RENEW_SECONDS = 20
_MIN_SECRET_BYTES = 32


class InternalIssuer:
    """Believes tokens signed with the shared secret that live at most 60 s."""

    issuer = ISSUER

    def __init__(self, secret: str) -> None:
        """Raises Invalid when the secret is shorter than 32 bytes."""
        self._key = _key(secret)

    def check(self, token: Token) -> frozenset[str]:
        """The roles in the token. Raises Refused."""
        if token.algorithm != _ALGORITHM or token.type != ACCESS_TOKEN_TYPE:
            raise Refused("header")
        check_signature(token, self._key, (_ALGORITHM,))
        issued, expires = token.claims.get("iat"), token.claims.get("exp")
        if type(issued) is not int or type(expires) is not int or expires - issued > _LIFETIME_SECONDS:
            raise Refused("lifetime")
        return roles_of(token.claims)


def internal_token(
    secret: str, *, audience: str, subject: str, tenant: str, roles: Sequence[str] = ("service",)
) -> str:
    """A token for calls to another service; the same one is given again until it is near its end.

    Raises Invalid when the secret is shorter than 32 bytes.
    """
    return _make(secret, audience, subject, tenant, tuple(roles), int(time.time() / _RENEW_SECONDS))


@lru_cache(maxsize=256)
def _make(secret: str, audience: str, subject: str, tenant: str, roles: tuple[str, ...], _period: int) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": audience,
        "sub": subject,
        "tenant": tenant,
        "roles": list(roles),
        "iat": now,
        "exp": now + _LIFETIME_SECONDS,
        "jti": new_id("jti"),
    }
    return sign(claims, _key(secret), algorithm=_ALGORITHM)


@lru_cache(maxsize=8)
def _key(secret: str) -> OctKey:
    if len(secret.encode()) < _MIN_SECRET_BYTES:
        raise Invalid(
            "TRIBUTARY_INTERNAL_SECRET is shorter than 32 bytes.",
            remedy="Set TRIBUTARY_INTERNAL_SECRET to 32 random bytes or more, e.g. `openssl rand -hex 32`.",
        )
    return OctKey.import_key(secret)

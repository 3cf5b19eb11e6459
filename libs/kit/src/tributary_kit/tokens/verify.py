"""Believing a token, or not."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Protocol

from tributary_kit import logs
from tributary_kit.clock import Clock
from tributary_kit.errors import Unauthenticated
from tributary_kit.principal import DEFAULT_TENANT, Principal
from tributary_kit.tokens.keys import KeySource
from tributary_kit.tokens.wire import ACCESS_TOKEN_TYPE, Refused, Token, check_signature, take_apart

LEEWAY_SECONDS = 30
_CACHED_TOKENS = 4096
_CACHE_SECONDS = 60
_USER_ROLES = frozenset({"viewer", "editor", "admin"})
_MAX_NAME = 256
_LATEST_TIME = 2**53

_log = logs.get(__name__)


class Issuer(Protocol):
    """Someone whose tokens are believed."""

    issuer: str
    """The exact `iss` of its tokens."""

    def check(self, token: Token) -> frozenset[str]:
        """The roles that the token gives. Raises Refused unless this issuer made it."""


class KeySetIssuer:
    """An issuer that signs with private keys whose public halves `keys` knows.

    `types` are the accepted `typ` headers. Roles that it has no right to give, such as `service`, are
    dropped.
    """

    def __init__(
        self,
        issuer: str,
        keys: KeySource,
        algorithms: Sequence[str] = ("EdDSA",),
        types: Sequence[str] = (ACCESS_TOKEN_TYPE,),
    ) -> None:
        if any(name == "none" or name.startswith("HS") for name in algorithms):
            raise ValueError("A key set signs with private keys only.")
        self.issuer = issuer
        self._keys = keys
        self._algorithms = tuple(algorithms)
        self._types = frozenset(types)

    def check(self, token: Token) -> frozenset[str]:
        """The user roles in the token. Raises Refused, or Unavailable when the keys are away."""
        if token.algorithm not in self._algorithms or token.type not in self._types or not token.key_id:
            raise Refused("header")
        key = self._keys.key(token.key_id)
        if key is None:
            raise Refused("key")
        check_signature(token, key, self._algorithms)
        return roles_of(token.claims) & _USER_ROLES


class TokenVerifier:
    """Turns tokens for `audience` into principals, by the issuers in the chain."""

    def __init__(self, issuers: Sequence[Issuer], audience: str, clock: Clock) -> None:
        self._issuers = {issuer.issuer: issuer for issuer in issuers}
        self._audience = audience
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Principal]] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, token: str) -> Principal:
        """Who sent the token. Raises Unauthenticated, always with the same words."""
        now = self._clock.now().timestamp()
        until, principal = self._known.get(token, (0.0, None))
        if principal is not None and now < until:
            return principal
        try:
            return self._believe(token, now)
        except Refused as refused:
            _log.debug("token refused", why=str(refused))
            raise Unauthenticated("The token is missing or not valid.") from None

    def _believe(self, text: str, now: float) -> Principal:
        token = take_apart(text)
        issuer = self._issuers.get(_text(token.claims, "iss"))
        if issuer is None:
            raise Refused("issuer")
        roles = issuer.check(token)
        expires = self._check_claims(token.claims, now)
        tenant = _text(token.claims, "tenant", DEFAULT_TENANT)
        principal = Principal(tenant, _text(token.claims, "sub"), roles)
        self._remember(text, min(expires, now + _CACHE_SECONDS), principal)
        return principal

    def _check_claims(self, claims: dict[str, Any], now: float) -> float:
        audience = claims.get("aud")
        if audience != self._audience and not (isinstance(audience, list) and self._audience in audience):
            raise Refused("audience")
        expires = _time(claims, "exp")
        if expires + LEEWAY_SECONDS <= now or _time(claims, "iat") > now + LEEWAY_SECONDS:
            raise Refused("time")
        if "nbf" in claims and _time(claims, "nbf") > now + LEEWAY_SECONDS:
            raise Refused("time")
        return expires + LEEWAY_SECONDS

    def _remember(self, text: str, until: float, principal: Principal) -> None:
        with self._lock:
            self._known[text] = (until, principal)
            if len(self._known) > _CACHED_TOKENS:
                self._known.popitem(last=False)


def roles_of(claims: dict[str, Any]) -> frozenset[str]:
    """The `roles` claim. Raises Refused unless it is a list of strings."""
    roles = claims.get("roles", [])
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise Refused("roles")
    return frozenset(roles)


def _text(claims: dict[str, Any], name: str, default: str = "") -> str:
    value = claims.get(name, default)
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_NAME or not value.isprintable():
        raise Refused(name)
    return value


def _time(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    # bool is an int to Python, but no time.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _LATEST_TIME:
        raise Refused(name)
    return value

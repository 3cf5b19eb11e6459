"""The compact form of a signed token: taken apart strictly, signed, and its signature checked."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.jwk import Key
from joserfc.jws import JWSRegistry, deserialize_compact, serialize_compact

ACCESS_TOKEN_TYPE = "at+jwt"  # noqa: S105
"""The `typ` of access tokens (RFC 9068); other kinds of token carry another and are refused."""

AUDIENCE = "tributary"
"""The `aud` of every token: the gateway and the services behind it are one audience."""

_MAX_TOKEN_BYTES = 8192
_MAX_KEY_ID = 128
# Headers that name or change how to verify: only the verifier decides that.
_FORBIDDEN_HEADERS = frozenset({"crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc"})


class Refused(Exception):
    """A token that is not believed. The text is for our tests and never leaves the process."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart; nothing in it is believed until its signature is checked."""

    text: str
    algorithm: str
    key_id: str
    type: str
    claims: dict[str, Any]


class _Registry(JWSRegistry):
    """Allows exactly the named algorithms. Headers are checked by `take_apart`."""

    def get_alg(self, name: str) -> Any:
        if name not in (self.allowed or ()):
            raise Refused("algorithm")
        return self.algorithms[name]

    def check_header(self, header: Any) -> None:
        del header


def take_apart(text: str) -> Token:
    """Reads a token without believing it. Raises Refused when its form is wrong in any way."""
    parts = text.split(".") if len(text) <= _MAX_TOKEN_BYTES else []
    if len(parts) != 3:
        raise Refused("parts")
    header, claims, _signature = _json(parts[0]), _json(parts[1]), _bytes(parts[2])
    algorithm, key_id, kind = (header.get(name, "") for name in ("alg", "kid", "typ"))
    if not (isinstance(algorithm, str) and isinstance(key_id, str) and isinstance(kind, str)):
        raise Refused("header")
    if len(key_id) > _MAX_KEY_ID or not _FORBIDDEN_HEADERS.isdisjoint(header):
        raise Refused("header")
    return Token(text, algorithm, key_id, kind.lower().removeprefix("application/"), claims)


def check_signature(token: Token, key: Key, algorithms: tuple[str, ...]) -> None:
    """Raises Refused unless `key` signed the token with the algorithm that it names."""
    if key.alg not in (None, token.algorithm):
        raise Refused("algorithm")
    try:
        deserialize_compact(token.text, key, registry=_Registry(algorithms=algorithms))
    except Exception as error:
        raise Refused("signature") from error


def sign(
    claims: Mapping[str, Any],
    key: Key,
    *,
    algorithm: str,
    key_id: str = "",
    type: str = ACCESS_TOKEN_TYPE,  # noqa: A002
) -> str:
    """A signed token in compact form."""
    header = {"alg": algorithm, "typ": type} | ({"kid": key_id} if key_id else {})
    payload = json.dumps(claims, separators=(",", ":"))
    return serialize_compact(header, payload, key, registry=_Registry(algorithms=(algorithm,)))


def _json(part: str) -> dict[str, Any]:
    try:
        text = _bytes(part).decode()
        value = json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused("encoding") from None
    if not isinstance(value, dict):
        raise Refused("encoding")
    return value


def _bytes(part: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raise Refused("encoding") from None
    # One text for one token: Python would also read padding, foreign signs and loose bits at the end.
    if not raw or base64.urlsafe_b64encode(raw).rstrip(b"=") != part.encode():
        raise Refused("encoding")
    return raw


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("repeated name")
    return result


def _no_constant(name: str) -> Any:
    raise ValueError(name)

"""Public keys that check signatures: read from a key set, and fetched from the gateway when needed."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

from joserfc.jwk import JWKRegistry, Key, RSAKey

from tributary_kit import logs
from tributary_kit.errors import Internal, TributaryError, Unavailable

_FRESH_SECONDS = 300.0
_FORCED_EVERY_SECONDS = 30.0
_KEPT_SECONDS = 3600.0
_FIRST_EVERY_SECONDS = 1.0
_FETCH_SECONDS = 2.0
_MIN_RSA_BITS = 2048
_PUBLIC_TYPES = frozenset({"OKP", "EC", "RSA"})
_PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

_log = logs.get(__name__)


class KeySource(Protocol):
    """Where an issuer's public keys come from."""

    def key(self, key_id: str) -> Key | None:
        """The key of that id, or None. Raises Unavailable when no keys are known at all."""


def load_keys(jwks: str) -> dict[str, Key]:
    """The usable public keys of a JSON Web Key Set (RFC 7517) by id.

    Keys for encryption, weak ones, secret ones, and ids used twice are left out.
    Raises Internal when the text is no key set, or holds no usable key.
    """
    try:
        entries = json.loads(jwks)["keys"]
        ids = Counter(entry.get("kid") for entry in entries)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Internal("The key set cannot be read.") from None
    loaded = {key_id: _load(entry) for entry in entries if ids[key_id := entry.get("kid")] == 1}
    usable = {key_id: key for key_id, key in loaded.items() if isinstance(key_id, str) and key is not None}
    if not usable:
        raise Internal("The key set holds no usable key.")
    return usable


def _load(entry: dict[str, Any]) -> Key | None:
    if entry.get("kty") not in _PUBLIC_TYPES or not _PRIVATE_MEMBERS.isdisjoint(entry):
        return None
    if entry.get("use", "sig") != "sig" or "verify" not in entry.get("key_ops", ["verify"]):
        return None
    try:
        key = JWKRegistry.import_key(entry)
        too_weak = isinstance(key, RSAKey) and key.public_key.key_size < _MIN_RSA_BITS
    except Exception:  # noqa: BLE001 - a malformed key makes the library raise whatever it runs into
        return None
    return None if too_weak else key


class CachedKeySource:
    """Keeps a fetched key set for 300 s.

    An unknown key id, or a stale set, causes a new fetch at most every 30 s. When fetching fails, the last
    good set serves for up to an hour after it was fetched; then everything is refused.
    """

    def __init__(self, fetch: Callable[[], str], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched_at = self._tried_at = float("-inf")

    def key(self, key_id: str) -> Key | None:
        """The key of that id, or None. Raises Unavailable when no set is known or the last is too old."""
        if self._wants_fetch(key_id):
            self._refresh(key_id)
        if self._age() > _KEPT_SECONDS:
            raise Unavailable("The keys that sign access tokens cannot be had.")
        return self._keys.get(key_id)

    def _age(self) -> float:
        return self._monotonic() - self._fetched_at

    def _wants_fetch(self, key_id: str) -> bool:
        if key_id in self._keys and self._age() < _FRESH_SECONDS:
            return False
        pause = _FORCED_EVERY_SECONDS if self._age() <= _KEPT_SECONDS else _FIRST_EVERY_SECONDS
        return self._monotonic() - self._tried_at >= pause

    def _refresh(self, key_id: str) -> None:
        # One thread fetches. Others wait only when there is no set to go on with.
        if not self._lock.acquire(blocking=self._age() > _KEPT_SECONDS):
            return
        try:
            if self._wants_fetch(key_id):
                self._tried_at = self._monotonic()
                self._keys = load_keys(self._fetch())
                self._fetched_at = self._monotonic()
        except TributaryError as error:
            _log.warning("signing keys not fetched", reason=error.reason, detail=error.message)
        finally:
            self._lock.release()


class GrpcKeySource(CachedKeySource):
    """The keys that the gateway at `auth_target` lists; asked for when a token first needs them."""

    def __init__(self, auth_target: str) -> None:
        super().__init__(self._list)
        self._target = auth_target
        self._stub: Any = None

    def _list(self) -> str:
        import grpc
        from tributary.auth.v1 import auth_pb2, auth_pb2_grpc

        from tributary_kit.serving import client

        if self._stub is None:
            self._stub = auth_pb2_grpc.AuthServiceStub(client.channel(self._target, auth_pb2.DESCRIPTOR))
        try:
            timeout = client.timeout(_FETCH_SECONDS)
            answer = self._stub.ListSigningKeys(auth_pb2.ListSigningKeysRequest(), timeout=timeout)
        except grpc.RpcError as error:
            raise client.raise_for(error) from None
        return str(answer.jwks)

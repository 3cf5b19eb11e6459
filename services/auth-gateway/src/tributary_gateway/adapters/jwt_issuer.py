"""Access tokens as signed JWTs (RFC 9068)."""

from tributary_kit.clock import Clock
from tributary_kit.ids import new_id
from tributary_kit.tokens import AUDIENCE, sign

from tributary_gateway.adapters.signing_keys import SigningKeys
from tributary_gateway.domain.tokens import ACCESS_LIFETIME, GENERATION
from tributary_gateway.domain.user import User


class JwtIssuer:
    """Signs with the newest key. `issuer` is the `iss` that every service expects."""

    def __init__(self, keys: SigningKeys, issuer: str, clock: Clock) -> None:
        self._keys = keys
        self._issuer = issuer
        self._clock = clock

    def issue(self, user: User) -> str:
        key = self._keys.signer
        return sign(self._claims(user), key, algorithm="EdDSA", key_id=key.thumbprint())

    def _claims(self, user: User) -> dict[str, object]:
        now = int(self._clock.now().timestamp())
        return {
            "iss": self._issuer,
            "sub": user.id,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + int(ACCESS_LIFETIME.total_seconds()),
            "jti": new_id("tok"),
            "tenant": user.tenant,
            "roles": [user.role],
            GENERATION: user.generation,
        }

"""Bearer tokens (JSON Web Tokens, RFC 7519, held to RFC 8725): who signed them, for whom, and who asks.

A verifier knows a chain of issuers and picks one by the exact `iss`. Every refusal is the same
`Unauthenticated`, so that a forger learns nothing from it.
"""

from tributary_kit.tokens.internal import InternalIssuer, internal_token
from tributary_kit.tokens.keys import GrpcKeySource, KeySource, load_keys
from tributary_kit.tokens.verify import Issuer, KeySetIssuer, TokenVerifier
from tributary_kit.tokens.wire import ACCESS_TOKEN_TYPE, AUDIENCE, sign

__all__ = [
    "ACCESS_TOKEN_TYPE",
    "AUDIENCE",
    "GrpcKeySource",
    "InternalIssuer",
    "Issuer",
    "KeySetIssuer",
    "KeySource",
    "TokenVerifier",
    "internal_token",
    "load_keys",
    "sign",
]

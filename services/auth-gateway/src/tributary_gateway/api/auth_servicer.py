"""AuthService: the public keys with which the services verify access tokens."""

from collections.abc import Callable

import grpc
from tributary.auth.v1 import auth_pb2, auth_pb2_grpc

LIST_SIGNING_KEYS = "/tributary.auth.v1.AuthService/ListSigningKeys"
SERVICE = "tributary.auth.v1.AuthService"
POLICY = {LIST_SIGNING_KEYS: "public"}


class AuthServicer(auth_pb2_grpc.AuthServiceServicer):
    """Answers from the keys in memory."""

    def __init__(self, issuer: str, jwks: Callable[[], str]) -> None:
        self._issuer = issuer
        self._jwks = jwks

    def ListSigningKeys(  # noqa: N802
        self, request: auth_pb2.ListSigningKeysRequest, context: grpc.ServicerContext
    ) -> auth_pb2.ListSigningKeysResponse:
        del request, context
        return auth_pb2.ListSigningKeysResponse(issuer=self._issuer, jwks=self._jwks())

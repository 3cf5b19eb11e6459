"""What the services behind the gateway have in common when they answer gRPC."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext

from tributary_kit import metrics
from tributary_kit.clock import Clock
from tributary_kit.serving.server import GrpcServer
from tributary_kit.settings import CommonSettings
from tributary_kit.tokens import AUDIENCE, GrpcKeySource, InternalIssuer, KeySetIssuer, TokenVerifier


def verifier(settings: CommonSettings, clock: Clock) -> TokenVerifier:
    """Believes the gateway's access tokens, and those with which services speak for themselves.

    Raises Invalid when the services' secret is too short.
    """
    keys = GrpcKeySource(settings.auth_target or settings.socket("auth"))
    internal = InternalIssuer(settings.internal_secret.get_secret_value())
    return TokenVerifier([KeySetIssuer(settings.auth_issuer, keys), internal], AUDIENCE, clock)


@asynccontextmanager
async def answering(server: GrpcServer, *, metrics_listen: str, drain_seconds: float) -> AsyncIterator[None]:
    """Answers until the end of the block, then drains; serves metrics meanwhile unless that address is empty.

    Raises Invalid or Conflict when it cannot listen.
    """
    with closing(metrics.serve_http(metrics_listen)) if metrics_listen else nullcontext():
        server.start()
        try:
            yield
        finally:
            await server.drain(drain_seconds)

"""Logging in, staying in, logging out."""

import asyncio

from starlette.responses import Response
from tributary_kit.errors import NotFound, RateLimited, Unauthenticated

from tributary_gateway.domain.tokens import TokenPair
from tributary_gateway.metrics import LOGINS
from tributary_gateway.web import answers
from tributary_gateway.web.guard import Call, CallDep
from tributary_gateway.web.requests import LoginBody, PasswordBody, RefreshBody
from tributary_gateway.web.rest.reply import nothing, reply


async def log_in(call: CallDep, body: LoginBody) -> Response:
    """Log in with e-mail and password."""
    gateway, address = call.gateway, call.gateway.proxies.client(call.request)
    try:
        pair = await gateway.hashing.run(gateway.log_in, body.email, body.password, address)
    except Unauthenticated:
        LOGINS.labels("refused").inc()
        raise
    except RateLimited:
        LOGINS.labels("delayed").inc()
        raise
    LOGINS.labels("ok").inc()
    return _tokens(pair)


async def refresh(call: CallDep, body: RefreshBody) -> Response:
    """Renew the access token. Each refresh token is good for one use."""
    return _tokens(await asyncio.to_thread(call.gateway.refresh, body.refresh_token, _client(call)))


async def log_out(call: CallDep, body: RefreshBody) -> Response:
    """End the session of a refresh token."""
    await asyncio.to_thread(call.gateway.log_out, body.refresh_token)
    return nothing()


async def change_password(call: CallDep, body: PasswordBody) -> Response:
    """Change your own password.

    Ends all your sessions and access tokens, this one too, and gives those of a new session. A wrong current
    password counts as a failed login.
    """
    gateway, who = call.gateway, call.principal
    address = gateway.proxies.client(call.request)
    pair = await gateway.hashing.run(
        gateway.change_password, who.tenant, who.subject, body.current_password, body.new_password, address
    )
    await asyncio.to_thread(gateway.stopped.read)
    return _tokens(pair)


async def me(call: CallDep) -> Response:
    """Who you are, by your access token."""
    who = call.principal
    try:
        user = await asyncio.to_thread(call.gateway.users.get, who.tenant, who.subject)
    except NotFound:
        # Deleted by another gateway a moment ago; this one has not yet read that the token is stopped.
        raise Unauthenticated("The token is missing or not valid.") from None
    return reply(answers.Me(who.subject, user.email, who.tenant, sorted(who.roles)))


def _tokens(pair: TokenPair) -> Response:
    answer = answers.Tokens(
        pair.access_token, "Bearer", pair.expires_in, pair.refresh_token, pair.refresh_expires_in
    )
    return reply(answer, headers={"cache-control": "no-store"})


def _client(call: Call) -> str:
    agent = call.request.headers.get("user-agent", "")[:200]
    return f"{call.gateway.proxies.client(call.request)} {agent}"

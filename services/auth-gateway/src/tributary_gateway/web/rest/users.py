"""Users of the caller's tenant."""

import asyncio

from starlette.responses import Response

from tributary_gateway.usecases.manage_users import Change
from tributary_gateway.web import translate
from tributary_gateway.web.guard import CallDep
from tributary_gateway.web.requests import DEFAULT_LIMIT, Cursor, Id, Limit, UserBody, UserChange
from tributary_gateway.web.rest.reply import created, nothing, page, reply


async def list_users(call: CallDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = "") -> Response:
    """List the users."""
    users, token = await asyncio.to_thread(call.gateway.users.page, call.tenant, limit, cursor)
    return page(users, translate.user, token)


async def create_user(call: CallDep, body: UserBody) -> Response:
    """Add a user."""
    create = call.gateway.users.create
    user = await call.gateway.hashing.run(create, call.tenant, body.email, body.password, body.role)
    return created(translate.user(user), f"/api/v1/users/{user.id}")


async def get_user(call: CallDep, user_id: Id) -> Response:
    """Get a user."""
    return reply(translate.user(await asyncio.to_thread(call.gateway.users.get, call.tenant, user_id)))


async def update_user(call: CallDep, user_id: Id, body: UserChange) -> Response:
    """Change, disable or enable a user."""
    change = Change(**body.given())
    user = await call.gateway.hashing.run(call.gateway.users.change, call.tenant, user_id, change)
    await asyncio.to_thread(call.gateway.stopped.read)
    return reply(translate.user(user))


async def delete_user(call: CallDep, user_id: Id) -> Response:
    """Delete a user; its tokens stop working."""
    await asyncio.to_thread(call.gateway.users.delete, call.tenant, user_id)
    await asyncio.to_thread(call.gateway.stopped.read)
    return nothing()

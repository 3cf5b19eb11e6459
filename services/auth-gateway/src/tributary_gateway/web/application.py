"""The web application: the routes behind the gate, the pages, health, and errors as problems."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from tributary_kit.errors import TributaryError

from tributary_gateway.web import failures, health, openapi, pages
from tributary_gateway.web.gateway import Gateway
from tributary_gateway.web.middleware import Edge
from tributary_gateway.web.route import PREFIX, LateRoute, NamedRoute
from tributary_gateway.web.routes import ROUTES

# What needs no token and is no part of the API.
_PAGES = {
    "/": pages.landing,
    "/style.css": pages.style,
    "/docs": pages.docs,
    "/docs/start.js": pages.start_script,
    "/docs/assets/{name}": pages.asset,
    "/problems": pages.problems,
    "/problems/": pages.problems,
    "/problems/{reason}": pages.problem,
    "/health/startup": health.alive,
    "/health/live": health.alive,
    "/health/ready": health.ready,
    "/metrics": health.show_metrics,
    "/.well-known/jwks.json": pages.jwks,
    f"{PREFIX}/openapi.json": openapi.show,
}


def create_application(gateway: Gateway) -> FastAPI:
    """The ASGI application over a composed gateway."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.gateway = gateway
    app.router.routes.extend(LateRoute(row) for row in ROUTES)
    app.router.routes.extend(NamedRoute(path, page) for path, page in _PAGES.items())
    app.add_exception_handler(TributaryError, failures.told)
    app.add_exception_handler(RequestValidationError, failures.unfit)
    app.add_exception_handler(HTTPException, failures.refused)
    app.add_middleware(Edge)
    return app

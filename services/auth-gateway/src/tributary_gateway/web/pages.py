"""The few pages: landing, API documentation, and one for each kind of problem. All assets are local."""

import html
from functools import cache
from importlib import resources
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from tributary_kit.errors import NotFound

from tributary_gateway.web.gateway import Gateway
from tributary_gateway.web.problem import KINDS

_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
# Swagger UI sets styles on elements and shows images from data: URLs. Scripts and data come from here only.
_DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
code, pre { font: 14px/1.4 ui-monospace, monospace; background: #8881; border-radius: 4px; }
pre { padding: 1em; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd; } a { color: #8bf; } }
"""
_START = """
window.onload = () => SwaggerUIBundle({
  url: "/api/v1/openapi.json", dom_id: "#docs", deepLinking: true, persistAuthorization: false,
  tryItOutEnabled: true, displayRequestDuration: true
});
"""
_LANDING = """<h1>Tributary</h1>
<p>Feeds in, an entity graph out.</p>
<ul>
<li><a href="/docs">API documentation</a>, to be tried out here</li>
<li><a href="/api/v1/openapi.json">OpenAPI description</a></li>
<li><a href="/problems">Problems</a>: what errors mean and what to do</li>
<li><a href="/health/ready">Readiness</a> and <a href="/metrics">metrics</a></li>
</ul>
<p>The first call, from a shell on the machine of the gateway (<code>tributary token</code> logs in):</p>
<pre>TOKEN=$(tributary token)
curl -H "Authorization: Bearer $TOKEN" '{url}/api/v1/entities?q=open'</pre>
<p>The first administrator's password is in <code>&lt;home&gt;/admin-password</code>, unless
<code>TRIBUTARY_ADMIN_PASSWORD</code> gave one; the home is <code>.tributary</code> where nothing else is set.
Without the command, log in with it:</p>
<pre>curl {url}/api/v1/auth/login -H 'content-type: application/json' \\
  -d '{{"email":"admin@localhost","password":"'"$(cat .tributary/admin-password)"'"}}'</pre>
"""


async def landing(request: Request) -> Response:
    """What this is and where to go."""
    url = html.escape(str(request.base_url).rstrip("/"))
    return _page("Tributary", _LANDING.format(url=url))


async def docs(request: Request) -> Response:
    """Swagger UI over our OpenAPI description."""
    del request
    icon = '<link rel="icon" href="/docs/assets/favicon-32x32.png">'
    head = f'<link rel="stylesheet" href="/docs/assets/swagger-ui.css">{icon}'
    scripts = (
        '<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>'
    )
    body = f'<div id="docs"></div>{scripts}'
    return _html("Tributary API", head, body, _DOCS_POLICY)


async def start_script(request: Request) -> Response:
    """Starts Swagger UI; a file of its own, so that the page needs no inline script."""
    del request
    return Response(_START, media_type="text/javascript")


async def style(request: Request) -> Response:
    """The style of our own pages."""
    del request
    return Response(_STYLE, media_type="text/css")


async def asset(request: Request) -> Response:
    """A file of Swagger UI."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise NotFound("There is no such file.")
    headers = {"cache-control": "public, max-age=86400"}
    return FileResponse(_swagger_ui() / name, media_type=_ASSETS[name], headers=headers)


async def jwks(request: Request) -> Response:
    """The public keys that verify access tokens (RFC 7517)."""
    gateway: Gateway = request.app.state.gateway
    headers = {"cache-control": "public, max-age=300"}
    return Response(gateway.jwks(), headers=headers, media_type="application/jwk-set+json")


async def problems(request: Request) -> Response:
    """All kinds of problem."""
    del request
    rows = [
        f'<li><a href="/problems/{kind.reason}">{kind.title}</a> ({kind.statuses})</li>'
        for kind in KINDS.values()
    ]
    return _page("Problems", f"<h1>Problems</h1><ul>{''.join(rows)}</ul>")


async def problem(request: Request) -> Response:
    """What one kind of problem means, and what to do."""
    kind = KINDS.get(request.path_params["reason"])
    if kind is None:
        raise NotFound("There is no such kind of problem.", remedy="See /problems.")
    text = "".join(f"<p>{html.escape(part)}</p>" for part in (kind.meaning, kind.remedy))
    facts = f"<p>HTTP status {kind.statuses}. Reason <code>{kind.reason}</code>.</p>"
    return _page(kind.title, f"<h1>{kind.title}</h1>{text}{facts}<p><a href='/problems'>All problems</a></p>")


@cache
def _swagger_ui() -> Path:
    vendor = Path(str(resources.files("swagger_ui_bundle"))) / "vendor"
    return next(vendor.glob("swagger-ui-*"))


def _page(title: str, body: str) -> Response:
    return _html(title, '<link rel="stylesheet" href="/style.css">', body, _PAGE_POLICY)


def _html(title: str, head: str, body: str, policy: str) -> Response:
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head = f"<head>{meta}<title>{title}</title>{head}</head>"
    text = f'<!doctype html><html lang="en">{head}<body>{body}</body></html>'
    return HTMLResponse(text, headers={"content-security-policy": policy})

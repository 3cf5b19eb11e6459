"""Pages, health and metrics: local assets only, and true about what is away."""

import asyncio
import re

import pytest
from tributary_kit.errors import Unavailable

PAGES = ["/", "/docs", "/problems", "/problems/", "/problems/not_found"]


@pytest.mark.parametrize("path", PAGES)
async def test_pages_and_all_they_load_come_from_here(api, path):
    page = await api.client.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "https://" not in page.text
    loaded = re.findall(r'(?:src|href)=["\']([^"\']+)', page.text)
    for address in loaded:
        assert address.startswith("/")
        assert (await api.client.get(address)).status_code in (200, 503), address


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/entities", "/docs/start.js"])
async def test_nothing_may_be_loaded_from_elsewhere(api, path):
    policy = (await api.client.get(path)).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "script-src 'self'" in policy or "script-src" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_the_landing_page_leads_to_a_token_and_shows_its_examples_whole(api):
    text = (await api.client.get("/")).text
    for told in ("tributary token", "&lt;home&gt;/admin-password", "http://gateway.test/api/v1/auth/login"):
        assert told in text
    assert "white-space: pre-wrap" in (await api.client.get("/style.css")).text


async def test_pages_need_no_inline_script(api):
    text = (await api.client.get("/docs")).text
    assert not re.search(r"<script(?![^>]*src=)", text)
    assert "onload=" not in text


async def test_assets_may_be_cached_and_no_other_file_is_served(api):
    bundle = await api.client.get("/docs/assets/swagger-ui-bundle.js")
    assert len(bundle.content) > 500_000
    assert "max-age" in bundle.headers["cache-control"]
    for name in ("index.html", "..%2f__init__.py", "%2e%2e/__init__.py", "swagger-ui.js.map"):
        assert (await api.client.get(f"/docs/assets/{name}")).status_code == 404


async def test_every_answer_carries_the_security_headers(api):
    for path in ("/", "/nothing", "/api/v1/entities", "/health/live"):
        headers = (await api.client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


async def test_the_key_set_is_public(api):
    (key,) = (await api.client.get("/.well-known/jwks.json")).json()["keys"]
    assert "d" not in key


async def test_liveness_and_startup_ask_nothing(api):
    api.world.database_error = Unavailable("Away.")
    api.world.inside.away = {"ingest", "entities"}
    for name in ("live", "startup"):
        assert (await api.get(f"/health/{name}")).status_code == 200


async def test_readiness_says_what_is_away(api):
    assert (await api.get("/health/ready")).json() == {
        "status": "ok",
        "checks": {"database": "ok", "ingest": "ok", "entities": "ok"},
    }
    api.world.inside.away = {"entities"}
    answer = await api.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"] == {"database": "ok", "ingest": "ok", "entities": "unavailable"}
    api.world.database_error = Unavailable("postgresql://user:secret@host")
    answer = await api.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["checks"]["database"] == "unavailable"
    assert "secret" not in answer.text


async def test_readiness_says_no_as_soon_as_it_stops(api):
    api.gateway.stopping.set()
    assert (await api.get("/health/ready")).status_code == 503
    assert (await api.get("/health/live")).status_code == 200


async def test_probes_may_use_head(api):
    answer = await api.call("HEAD", "/health/live")
    assert answer.status_code == 200


async def test_requests_are_measured_by_route_not_by_address(api):
    token = api.world.token()
    for number in range(3):
        await api.get(f"/entities/ent_{number}", token=token)
        await api.get(f"/no/such/{number}")
    await api.get("/health/live")
    text = (await api.get("/metrics")).text
    assert 'route="/api/v1/entities/{entity_id}"' in text
    assert "ent_1" not in text
    assert 'route="/health/live"' in text
    assert 'route="unmatched"' in text
    assert 'le="0.1"' in text
    assert 'le="0.2"' in text


async def test_a_stream_that_is_open_is_counted(api):
    api.world.inside.answers["/tributary.ingest.v1.IngestService/WatchItems"] = ["wait"]
    reading = asyncio.create_task(api.get("/items/stream", token=api.world.token()))
    for _ in range(100):
        await asyncio.sleep(0.01)
        if "tributary_gateway_streams 1.0" in (await api.get("/metrics")).text:
            break
    else:
        raise AssertionError("The stream was not counted.")
    api.gateway.stopping.set()
    await reading
    assert "tributary_gateway_streams 0.0" in (await api.get("/metrics")).text

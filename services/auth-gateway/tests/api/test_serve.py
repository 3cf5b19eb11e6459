"""The whole service on real sockets: first start, serving, draining."""

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import asynccontextmanager, closing
from pathlib import Path

import grpc
import httpx2
import pytest
from joserfc.jwk import OKPKey
from tributary.auth.v1 import auth_pb2, auth_pb2_grpc
from tributary.entities.v1 import entities_pb2, entities_pb2_grpc
from tributary_gateway.adapters.sql.user_store import SqlUserStore
from tributary_gateway.app import migrate_database, serve
from tributary_gateway.settings import GatewaySettings
from tributary_gateway.web.server import address, bind
from tributary_kit import logs
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Conflict, Invalid, NotFound, Unavailable
from tributary_kit.serving import caller
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql.engine import Database
from tributary_kit.tokens import GrpcKeySource, KeySetIssuer, TokenVerifier

PASSWORD = "correct horse battery"
SERVICE = "tributary.entities.v1.EntitiesService"


class Entities(entities_pb2_grpc.EntitiesServiceServicer):
    """Tells who asks; finds nothing by id; can be slow."""

    def __init__(self):
        self.pause = 0.0

    def ListEntities(self, request, context):  # noqa: N802
        time.sleep(self.pause)
        who = caller()
        told = entities_pb2.Entity(id="ent_1", kind=who.principal.tenant, name=who.request_id)
        return entities_pb2.ListEntitiesResponse(entities=[told])

    def GetEntity(self, request, context):  # noqa: N802
        raise NotFound("There is no such entity.", remedy="Look again.")


@pytest.fixture
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("h")


@pytest.fixture
def settings(home):
    def load(**more):
        given = {"home": home, "gateway_listen": "127.0.0.1:0", "admin_password": PASSWORD} | more
        return GatewaySettings.load(**given)

    return load


@pytest.fixture
async def entities(settings):
    """A real entities service that verifies the gateway's tokens for itself."""
    at, servicer = settings(), Entities()
    verifier = TokenVerifier(
        [KeySetIssuer("tributary", GrpcKeySource(at.grpc_listen))], "tributary", SystemClock()
    )
    server = GrpcServer(
        at.socket("entities"),
        register=lambda it: entities_pb2_grpc.add_EntitiesServiceServicer_to_server(servicer, it),
        service_names=(SERVICE,),
        policy={f"/{SERVICE}/ListEntities": "viewer", f"/{SERVICE}/GetEntity": "viewer"},
        verifier=verifier,
        threads=4,
        ready=lambda: None,
    )
    server.start()
    yield servicer
    await server.drain(1)


@asynccontextmanager
async def running(settings, stop=None):
    """The gateway serving, and a client of it."""
    stop, started = stop or asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(settings, stop, started))
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait([serving, waiting], return_when="FIRST_COMPLETED")
    if serving.done():
        waiting.cancel()
        await serving
    url = (settings.home / "run" / "gateway.url").read_text().strip()
    async with httpx2.AsyncClient(base_url=url) as client:
        yield client
    stop.set()
    await asyncio.wait_for(serving, 30)


async def log_in(client, email="admin@localhost", password=PASSWORD):
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["authorization"] = f"Bearer {answer.json()['access_token']}"


async def test_a_call_goes_through_with_token_and_request_id(settings, entities):
    async with running(settings()) as client:
        await log_in(client)
        answer = await client.get("/api/v1/entities", headers={"x-request-id": "through-1"})
        assert answer.json()["data"][0]["kind"] == "default"
        assert answer.json()["data"][0]["name"] == "through-1"
        missing = await client.get("/api/v1/entities/ent_1")
        assert (missing.status_code, missing.json()["remedy"]) == (404, "Look again.")
        gone = await client.get("/api/v1/feeds")
        assert (gone.status_code, gone.json()["reason"]) == (503, "unavailable")
        ready = await client.get("/health/ready")
        assert ready.json()["checks"] == {"database": "ok", "ingest": "unavailable", "entities": "ok"}


async def test_a_slow_service_is_given_up_in_time(settings, entities):
    entities.pause = 1.0
    async with running(settings(gateway_request_seconds=0.3)) as client:
        # Logging in takes longer than that on a busy machine, so the token comes from elsewhere.
        token = await asyncio.to_thread(_token, settings())
        client.headers["authorization"] = f"Bearer {token}"
        answer = await client.get("/api/v1/entities")
        assert (answer.status_code, answer.json()["reason"]) == (504, "deadline_exceeded")


def _token(settings):
    from tributary_gateway.adapters.jwt_issuer import JwtIssuer
    from tributary_gateway.adapters.signing_keys import from_home

    database = Database(settings.database_url)
    (user,) = SqlUserStore(database).page("default", "", 1)
    database.close()
    return JwtIssuer(from_home(settings.home), "tributary", SystemClock()).issue(user)


async def test_the_services_can_have_the_keys(settings):
    async with running(settings()) as client:
        with grpc.insecure_channel(settings().grpc_listen) as channel:
            stub = auth_pb2_grpc.AuthServiceStub(channel)
            told = await asyncio.to_thread(stub.ListSigningKeys, auth_pb2.ListSigningKeysRequest(), timeout=5)
        assert told.issuer == "tributary"
        assert json.loads(told.jwks) == (await client.get("/.well-known/jwks.json")).json()


async def test_draining_says_no_first_and_lets_requests_finish(settings, entities):
    entities.pause = 1.5
    stop = asyncio.Event()
    async with running(settings(gateway_drain_notice_seconds=1.0), stop) as client:
        await log_in(client)
        under_way = asyncio.create_task(client.get("/api/v1/entities"))
        await asyncio.sleep(0.1)
        stop.set()
        await asyncio.sleep(0.05)
        assert (await client.get("/health/ready")).status_code == 503
        assert (await client.get("/health/live")).status_code == 200
        assert (await under_way).status_code == 200
        await asyncio.sleep(0.5)
        async with httpx2.AsyncClient() as late:
            with pytest.raises(httpx2.ConnectError):
                await late.get(client.base_url.join("/health/live"))


async def test_signals_stay_with_the_process(settings):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    async with running(settings()):
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


async def test_a_restart_keeps_users_sessions_and_keys(settings):
    async with running(settings()) as client:
        answer = await client.post(
            "/api/v1/auth/login", json={"email": "admin@localhost", "password": PASSWORD}
        )
        told = answer.json()
    async with running(settings(admin_password="another password")) as client:
        bearer = {"authorization": f"Bearer {told['access_token']}"}
        assert (await client.get("/api/v1/auth/me", headers=bearer)).status_code == 200
        again = await client.post("/api/v1/auth/refresh", json={"refresh_token": told["refresh_token"]})
        assert again.status_code == 200
        await log_in(client)


async def test_a_taken_port_is_one_clear_line(settings):
    with bind("127.0.0.1:0") as taken:
        taken.listen()
        port = address(taken).rpartition(":")[2]
        with pytest.raises(Conflict) as told:
            await serve(settings(gateway_listen=f"127.0.0.1:{port}"), asyncio.Event(), asyncio.Event())
    assert "TRIBUTARY_GATEWAY_LISTEN" in told.value.remedy


@pytest.mark.parametrize("listen", ["", "8080", "localhost", "127.0.0.1:x", "127.0.0.1:70000"])
def test_an_address_that_is_none_is_refused(listen):
    with pytest.raises(Invalid):
        bind(listen)


def user_count(settings):
    with closing(Database(settings.database_url)) as database:
        return len(SqlUserStore(database).page("default", "", 10))


async def test_the_first_start_writes_a_password_for_the_owner_only(settings, home, capsys):
    logs.configure("debug", "gateway")
    file, at = home / "admin-password", settings(admin_password="")
    async with running(at) as client:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        password = file.read_text().strip()
        assert len(password) >= 30
        await log_in(client, password=password)
    async with running(at):
        assert (user_count(at), file.read_text().strip()) == (1, password)
    assert list(home.glob("admin-password*")) == [file]
    assert password not in capsys.readouterr().out


async def test_of_several_first_starts_the_password_of_the_one_that_made_the_user_is_kept(
    settings, postgres_url, tmp_path_factory
):
    migrate_database(settings(gateway_database_url=postgres_url))
    homes = [tmp_path_factory.mktemp("h") for _ in range(3)]
    each = [settings(home=at, admin_password="", gateway_database_url=postgres_url) for at in homes]
    async with running(each[0]) as client, running(each[1]), running(each[2]):
        (file,) = [file for at in homes for file in at.glob("admin-password*")]
        await log_in(client, password=file.read_text().strip())


NOWHERE = Path("/dev/null/nowhere")


def homeless(settings, url, **more):
    """All that the gateway would otherwise keep in its home."""
    given = {"home": NOWHERE, "gateway_database_url": url, "auth_listen": "127.0.0.1:0"}
    return settings(**given | {"gateway_signing_key": key()} | more)


async def test_given_all_that_it_would_keep_there_it_needs_no_home(settings, postgres_url):
    at = homeless(settings, postgres_url)
    migrate_database(at)
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(at, stop, started))
    await asyncio.wait_for(started.wait(), 30)
    stop.set()
    await serving
    assert user_count(at) == 1


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ({"admin_password": ""}, "TRIBUTARY_ADMIN_PASSWORD_FILE"),
        ({"gateway_signing_key": ""}, "TRIBUTARY_GATEWAY_SIGNING_KEY_FILE"),
        ({"auth_listen": ""}, "listen at host:port"),
        ({"gateway_database_url": ""}, "name another database"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
async def test_what_a_home_is_needed_for_is_told(settings, postgres_url, lacks, told):
    migrate_database(settings(gateway_database_url=postgres_url))
    with pytest.raises(Invalid) as refused:
        await serve(homeless(settings, postgres_url, **lacks), asyncio.Event(), asyncio.Event())
    assert told in refused.value.remedy


def key():
    return OKPKey.generate_key("Ed25519", private=True).as_pem(private=True).decode()


async def test_given_credentials_are_used_and_not_written(settings, home):
    async with running(settings(admin_email="Boss@Example.org")) as client:
        await log_in(client, "boss@example.org")
    assert not (home / "admin-password").exists()


async def test_without_its_schema_it_answers_but_is_not_ready(settings):
    async def database(client):
        return (await client.get("/health/ready")).json()["checks"]["database"]

    async with running(settings(gateway_migrate_on_start=False)) as client:
        assert await database(client) == "unavailable"
        early = await client.post(
            "/api/v1/auth/login", json={"email": "admin@localhost", "password": PASSWORD}
        )
        assert (early.status_code, early.json()["reason"]) == (503, "unavailable")
        await asyncio.to_thread(migrate_database, settings())
        for _ in range(200):
            if await database(client) == "ok":
                break
            await asyncio.sleep(0.05)
        await log_in(client)


async def test_on_postgresql_only_the_setting_migrates(settings, postgres_url):
    async with running(settings(gateway_database_url=postgres_url)) as client:
        assert (await client.get("/health/ready")).json()["checks"]["database"] == "unavailable"
    async with running(settings(gateway_database_url=postgres_url, gateway_migrate_on_start=True)) as client:
        await log_in(client)


def test_the_command_migrates_and_ends(settings):
    at = settings()
    environment = {**os.environ, "TRIBUTARY_HOME": str(at.home), "TRIBUTARY_ADMIN_PASSWORD": PASSWORD}
    subprocess.run(
        [sys.executable, "-m", "tributary_gateway", "migrate"], env=environment, check=True, timeout=60
    )
    assert user_count(at) == 0


def test_a_password_that_is_too_short_stops_the_start(settings):
    with pytest.raises(Invalid) as told:
        asyncio.run(serve(settings(admin_password="short"), asyncio.Event(), asyncio.Event()))
    assert "short" not in told.value.message


def test_a_database_that_is_away_stops_the_migration(settings):
    url = "postgresql+psycopg://nobody:secret@127.0.0.1:1/none"
    with pytest.raises(Unavailable) as told:
        migrate_database(settings(gateway_database_url=url))
    assert "secret" not in told.value.message


def test_a_key_that_is_none_stops_the_start(settings):
    with pytest.raises(Invalid):
        asyncio.run(serve(settings(gateway_signing_key="junk"), asyncio.Event(), asyncio.Event()))

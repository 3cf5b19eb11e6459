"""A whole gateway in memory, behind it services that answer what a test tells them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from joserfc.jwk import OKPKey
from tributary_gateway.adapters.jwt_issuer import JwtIssuer
from tributary_gateway.adapters.memory import MemoryFailureStore, MemorySessionStore, MemoryUserStore
from tributary_gateway.adapters.signing_keys import SigningKeys, from_secret
from tributary_gateway.domain.user import User
from tributary_gateway.ports.inside import Credentials, Method
from tributary_gateway.usecases.change_password import ChangePassword
from tributary_gateway.usecases.log_in import LogIn
from tributary_gateway.usecases.manage_users import ManageUsers, new_user
from tributary_gateway.usecases.refresh import LogOut, Refresh
from tributary_gateway.usecases.stopped import Stopped
from tributary_gateway.web.addresses import TrustedProxies
from tributary_gateway.web.application import create_application
from tributary_gateway.web.gateway import Gateway
from tributary_gateway.web.streams import Streams
from tributary_kit.errors import TributaryError, Unavailable
from tributary_kit.tokens import AUDIENCE, KeySetIssuer, TokenVerifier
from tributary_testkit.clock import ManualClock

PASSWORD = "correct horse battery"
ISSUER = "tributary"
PEM = OKPKey.generate_key("Ed25519", private=True).as_pem(private=True).decode()


class PlainHasher:
    """Hashes nothing, so that tests are fast; counts its work."""

    def __init__(self) -> None:
        self.verified = 0
        self.version = "plain"

    def hash(self, password: str) -> str:
        return f"{self.version}:{password}"

    def verify(self, hashed: str, password: str) -> bool:
        self.verified += 1
        return bool(hashed) and hashed.partition(":")[2] == password

    def is_outdated(self, hashed: str) -> bool:
        return not hashed.startswith(f"{self.version}:")


@dataclass
class FakeInside:
    """Answers by full method name: a message, an error, or a function of the question; else an empty one."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, Any, Credentials]] = field(default_factory=list)
    away: set[str] = field(default_factory=set)
    delay: float = 0.0

    async def ask(self, method: Method[Any, Any], question: Any, credentials: Credentials) -> Any:
        self.calls.append((method.path, question, credentials))
        await asyncio.sleep(self.delay)
        answer = self.answers.get(method.path)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(question)
        return method.decode(b"") if answer is None else answer

    async def watch(
        self, method: Method[Any, Any], question: Any, credentials: Credentials, seconds: float
    ) -> AsyncIterator[Any]:
        self.calls.append((method.path, question, credentials))
        for answer in self.answers.get(method.path, []):
            if isinstance(answer, Exception):
                raise answer
            await asyncio.sleep(0)
            if answer == "wait":
                await asyncio.sleep(seconds)
            else:
                yield answer

    async def check(self, service: str) -> None:
        if service in self.away:
            raise Unavailable(f"{service} is away.")


class World:
    """The gateway with everything a test may look at or move."""

    def __init__(self, proxies: str = "") -> None:
        self.clock = ManualClock()
        self.hasher = PlainHasher()
        self.users, self.sessions = MemoryUserStore(), MemorySessionStore()
        self.failures = MemoryFailureStore()
        self.keys: SigningKeys = from_secret(PEM)
        self.issuer = JwtIssuer(self.keys, ISSUER, self.clock)
        self.inside = FakeInside()
        self.database_error: TributaryError | None = None
        self.log_in = LogIn(self.users, self.sessions, self.failures, self.hasher, self.issuer, self.clock)
        self.refresh = Refresh(self.users, self.sessions, self.issuer, self.clock)
        self.manage = ManageUsers(self.users, self.hasher, self.clock)
        self.verifier = TokenVerifier([KeySetIssuer(ISSUER, self.keys)], AUDIENCE, self.clock)
        self.proxies = TrustedProxies(proxies)

    def gateway(self) -> Gateway:
        stopped = Stopped(self.users, self.clock)
        stopped.read()
        return Gateway(
            inside=self.inside,
            verifier=self.verifier,
            log_in=self.log_in,
            refresh=self.refresh,
            log_out=LogOut(self.sessions),
            change_password=ChangePassword(self.users, self.log_in, self.hasher, self.clock),
            users=self.manage,
            stopped=stopped,
            jwks=self.keys.jwks,
            ready=self._ready,
            proxies=self.proxies,
            streams=Streams(2),
            request_seconds=5.0,
            fetch_seconds=30.0,
        )

    def user(self, email: str = "ada@example.org", role: str = "viewer", tenant: str = "default") -> User:
        user = new_user(self.hasher, self.clock, tenant, email, PASSWORD, role)
        self.users.add(user)
        return user

    def token(self, role: str = "viewer", tenant: str = "default") -> str:
        return self.issuer.issue(self.user(f"{role}@{tenant}.example.org", role, tenant))

    def _ready(self) -> None:
        if self.database_error:
            raise self.database_error


class Api:
    """A client of the application, as a program elsewhere would be one."""

    def __init__(self, world: World, client: httpx2.AsyncClient, gateway: Gateway) -> None:
        self.world = world
        self.client = client
        self.gateway = gateway

    async def call(self, method: str, path: str, *, token: str = "", **options: Any) -> httpx2.Response:
        headers = dict(options.pop("headers", {}))
        if token:
            headers["authorization"] = f"Bearer {token}"
        if path.startswith("/") and not path.startswith(
            ("/api", "/health", "/docs", "/problems", "/metrics")
        ):
            path = f"/api/v1{path}"
        return await self.client.request(method, path, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> httpx2.Response:
        return await self.call("GET", path, **options)

    async def post(self, path: str, **options: Any) -> httpx2.Response:
        return await self.call("POST", path, **options)

    async def login(self, email: str = "ada@example.org", password: str = PASSWORD, **options: Any) -> Any:
        return await self.post("/auth/login", json={"email": email, "password": password}, **options)


@cache
def _application() -> FastAPI:
    # Made once: making the routes is most of the time that a test would take.
    return create_application(World().gateway())


@asynccontextmanager
async def open_api(world: World, address: str = "198.51.100.7") -> AsyncIterator[Api]:
    app, gateway = _application(), world.gateway()
    app.state.gateway = gateway
    transport = httpx2.ASGITransport(app, client=(address, 50000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        yield Api(world, client, gateway)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    async with open_api(world) as opened:
        yield opened


@pytest.fixture
def new_world() -> Callable[..., World]:
    return World


@pytest.fixture
def opened() -> Callable[..., Any]:
    return open_api


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def pem() -> str:
    return PEM

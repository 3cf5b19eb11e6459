"""Fetches over HTTP/1.1 and HTTP/2 under the rules of the port.

    fetch ── parse_url ── turn at the host ── CheckedNetwork ── answer ─┬─ redirect: check, next hop
             (refuses)                        (resolves, checks, pins)  └─ else: unpack, bounded ── result

The pool beneath knows no redirects, cookies, proxies or environment: nothing happens but what stands here.
"""

import asyncio
import ssl
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version

import h2.exceptions
import hpack
import httpcore2
import hyperframe.exceptions
from tributary_kit import logs
from tributary_kit.clock import Clock
from tributary_kit.errors import DeadlineExceeded, Unreachable

from tributary_ingest.adapters.fetching.decoding import ACCEPT_ENCODING, unpacker
from tributary_ingest.adapters.fetching.network import CheckedNetwork, Resolve
from tributary_ingest.adapters.fetching.turns import HostTurns
from tributary_ingest.adapters.unpacking import Body
from tributary_ingest.domain.address import AddressRefused, AllowList, parse_url
from tributary_ingest.domain.fetching import REDIRECTS, Chain, FetchLimits, field_value, max_age, retry_after
from tributary_ingest.ports.fetcher import FetchRequest, FetchResult

# Hosts that serve several feeds get them asked for over one connection; servers hang up soon after.
KEEPALIVE_SECONDS = 2.0
LISTS = frozenset({"cache-control", "content-encoding"})
NOT_MODIFIED = 304

# What a network, a TLS layer or a hostile server can make the libraries raise.
FAILURES = (
    AddressRefused,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ConnectTimeout,
    h2.exceptions.H2Error,
    hpack.HPACKError,
    hyperframe.exceptions.HyperframeError,
    OSError,
    ValueError,
)

_log = logs.get(__name__)


def user_agent(contact_url: str) -> str:
    """How requests name this product, and where a server's owner learns more."""
    return f"Tributary/{version('tributary-ingest')} (+{contact_url})"


class HttpFetcher:
    """The fetcher for http and https URLs. See `ports.fetcher.Fetcher`."""

    def __init__(
        self,
        *,
        allow: AllowList,
        resolve: Resolve,
        agent: str,
        clock: Clock,
        limits: FetchLimits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`agent` is the User-Agent; `tls` replaces the system's certificate authorities."""
        self._limits = limits or FetchLimits()
        self._network = CheckedNetwork(allow, resolve)
        self._turns = HostTurns(self._limits.per_host)
        self._agent = agent
        self._clock = clock
        self._tls = tls

    async def fetch(self, request: FetchRequest) -> FetchResult:
        budget = _Budget(self._limits.total)
        try:
            async with budget.timeout:
                return await self._follow(request, budget)
        except (TimeoutError, httpcore2.TimeoutException):
            raise DeadlineExceeded("The server did not answer in full in time") from None

    async def aclose(self) -> None:
        if "_pool" in self.__dict__:
            await self._pool.aclose()

    @cached_property
    def _pool(self) -> httpcore2.AsyncConnectionPool:
        # Reading the certificate authorities takes tens of milliseconds: once, and not before it is needed.
        return httpcore2.AsyncConnectionPool(
            ssl_context=self._tls or httpcore2.default_ssl_context(),
            max_connections=self._limits.max_connections,
            max_keepalive_connections=self._limits.max_connections // 4,
            keepalive_expiry=KEEPALIVE_SECONDS,
            http2=True,
            network_backend=self._network,
        )

    async def _follow(self, request: FetchRequest, budget: "_Budget") -> FetchResult:
        host = ""
        try:
            chain = Chain(parse_url(request.url), self._limits.max_redirects)
            while True:
                host = chain.target.host
                budget.pause()
                async with self._turns.turn(host):
                    budget.resume()
                    result = await self._hop(request, chain)
                if result is not None:
                    return result
        except FAILURES as failure:
            _log.info("could not fetch", host=host, why=f"{type(failure).__name__}: {failure}")
        # Refused, closed and silent addresses are told apart neither by the answer nor by its time.
        await asyncio.sleep(self._limits.connect - budget.since_resumed())
        raise Unreachable("The address cannot be reached")

    async def _hop(self, request: FetchRequest, chain: Chain) -> FetchResult | None:
        """One request. None after a redirect, whose body stays unread."""
        response = await self._pool.handle_async_request(self._request(request, chain))
        try:
            headers = _headers(response)
            if response.status in REDIRECTS and "location" in headers:
                chain.follow(response.status, headers["location"])
                return None
            body = await self._read(response, headers)
        finally:
            await response.aclose()
        return self._result(request, chain, response.status, headers, body)

    def _request(self, request: FetchRequest, chain: Chain) -> httpcore2.Request:
        target, limits = chain.target, self._limits
        headers = {
            "Host": target.authority,
            "User-Agent": self._agent,
            "Accept": request.accept,
            "Accept-Encoding": ACCEPT_ENCODING,
            "If-None-Match": field_value(request.etag),
            "If-Modified-Since": field_value(request.last_modified),
            "Authorization": field_value(request.authorization) if chain.at_home else "",
        }
        return httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
            headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value],
            extensions={"timeout": {"connect": limits.connect, "read": limits.read, "write": limits.read}},
        )

    async def _read(self, response: httpcore2.Response, headers: Mapping[str, str]) -> bytes:
        """The unpacked body of a good answer. Bodies of errors stay unread."""
        if not (200 <= response.status < 300 or response.status == NOT_MODIFIED):
            return b""
        body = Body(unpacker(headers.get("content-encoding", "")), self._limits.max_bytes)
        async for chunk in response.aiter_stream():
            body.add(chunk)
        return body.whole()

    def _result(
        self,
        request: FetchRequest,
        chain: Chain,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
    ) -> FetchResult:
        conditional = bool(request.etag or request.last_modified)
        not_modified = conditional and status == NOT_MODIFIED
        return FetchResult(
            status=status,
            url=chain.target.url,
            permanent_url=chain.permanent_url(status),
            body=body,
            content_type=headers.get("content-type", ""),
            etag=field_value(headers.get("etag", request.etag if not_modified else "")),
            last_modified=field_value(
                headers.get("last-modified", request.last_modified if not_modified else "")
            ),
            not_modified=not_modified,
            retry_after=retry_after(headers.get("retry-after", ""), self._clock.now()),
            max_age=max_age(headers),
        )


class _Budget:
    """The time one fetch may take, not counting waits for a turn."""

    def __init__(self, seconds: float) -> None:
        self.timeout = asyncio.timeout(seconds)
        self._now = asyncio.get_running_loop().time
        self._seconds = seconds
        self._used = 0.0
        self._resumed = self._now()

    def pause(self) -> None:
        self._used += self.since_resumed()
        self.timeout.reschedule(None)

    def resume(self) -> None:
        self._resumed = self._now()
        self.timeout.reschedule(self._resumed + self._seconds - self._used)

    def since_resumed(self) -> float:
        return self._now() - self._resumed


def _headers(response: httpcore2.Response) -> dict[str, str]:
    """Headers by lower-case name, one character per byte. Lists are joined; of others the first counts."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name not in headers:
            headers[name] = value
        elif name in LISTS:
            headers[name] += ", " + value
    return headers

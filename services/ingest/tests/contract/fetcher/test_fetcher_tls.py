"""TLS and HTTP/2: names are verified though addresses are pinned; both versions of HTTP are spoken."""

import asyncio
import datetime as dt
import ssl
from ipaddress import ip_address

import h2.config
import h2.connection
import h2.events
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tributary_ingest.ports.fetcher import FetchRequest
from tributary_kit.errors import TooLarge, Unreachable
from tributary_testkit.feeds import Reply
from tributary_testkit.webserver import WebServer

ETAG = b'W/"odd \xe9"'
BODY = b"<rss/>" * 50_000


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for feeds.example and 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "feeds.example")])
    names = [x509.DNSName("feeds.example"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(signed.public_bytes(pem) + secret)
    return path


@pytest.fixture
def server_side(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def client_side(certificate):
    return ssl.create_default_context(cafile=certificate)


@pytest.fixture
def secure(server_side):
    with WebServer(tls=server_side) as server:
        yield server


async def test_names_and_addresses_are_verified(make, secure, client_side):
    fetcher = make("127.0.0.0/8", tls=client_side)
    secure.script("/", Reply(body=b"safe"))
    for host in ("feeds.example", "127.0.0.1"):
        assert (await fetcher.fetch(FetchRequest(f"https://{host}:{secure.port}/"))).body == b"safe"


async def test_a_wrong_name_or_an_unknown_authority_is_unreachable(make, secure, client_side):
    secure.script("/", Reply(body=b"unsafe"))
    with pytest.raises(Unreachable):
        await make("127.0.0.0/8", tls=client_side).fetch(
            FetchRequest(f"https://other.example:{secure.port}/")
        )
    with pytest.raises(Unreachable):
        await make("127.0.0.0/8").fetch(FetchRequest(f"https://feeds.example:{secure.port}/"))
    assert secure.count() == 0


async def test_no_redirect_leads_from_https_to_http(make, secure, server, client_side):
    fetcher = make("127.0.0.0/8", tls=client_side)
    server.script("/plain", Reply(body=b"unsafe"))
    secure.script("/away", Reply(301, {"Location": f"{server.url}/plain"}))
    with pytest.raises(Unreachable):
        await fetcher.fetch(FetchRequest(f"{secure.url}/away"))
    assert server.count() == 0


async def test_http_leads_to_https_and_credentials_stay_behind(make, secure, server, client_side):
    fetcher = make("127.0.0.0/8", tls=client_side)
    secure.script("/safe", Reply(body=b"safe"))
    url = server.script("/away", Reply(301, {"Location": f"{secure.url}/safe"}))
    result = await fetcher.fetch(FetchRequest(url, authorization="Basic x"))
    assert (result.body, result.permanent_url) == (b"safe", f"{secure.url}/safe")
    assert "authorization" not in secure.requests("/safe")[0].headers


class Http2(asyncio.Protocol):
    """Answers every request over HTTP/2 with BODY, in pieces as large as flow control allows."""

    requests: list[dict[bytes, bytes]] = []  # noqa: RUF012  shared on purpose, emptied by the fixture
    headers = [(b":status", b"200"), (b"etag", ETAG), (b"last-modified", b"bad\nvalue")]  # noqa: RUF012

    def connection_made(self, transport):
        self._transport = transport
        config = h2.config.H2Configuration(
            client_side=False, header_encoding=None, validate_outbound_headers=False
        )
        self._h2 = h2.connection.H2Connection(config)
        self._h2.initiate_connection()
        self._left = {}
        self._flush()

    def data_received(self, data):
        for event in self._h2.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                type(self).requests.append(dict(event.headers))
                self._h2.send_headers(event.stream_id, self.headers)
                self._left[event.stream_id] = BODY
        for stream in list(self._left):
            self._send(stream)
        self._flush()

    def _send(self, stream):
        while self._left[stream]:
            size = min(self._h2.local_flow_control_window(stream), self._h2.max_outbound_frame_size)
            if not size:
                return
            piece, self._left[stream] = self._left[stream][:size], self._left[stream][size:]
            self._h2.send_data(stream, piece, end_stream=not self._left[stream])
        del self._left[stream]

    def _flush(self):
        self._transport.write(self._h2.data_to_send())


@pytest.fixture
async def http2_url(server_side):
    Http2.requests.clear()
    server_side.set_alpn_protocols(["h2"])
    listener = await asyncio.get_running_loop().create_server(Http2, "127.0.0.1", 0, ssl=server_side)
    yield f"https://feeds.example:{listener.sockets[0].getsockname()[1]}/feed?x=1"
    listener.close()


async def test_http2_is_spoken(make, http2_url, client_side):
    fetcher = make("127.0.0.0/8", tls=client_side)
    first = await fetcher.fetch(FetchRequest(http2_url))
    assert (first.status, first.body) == (200, BODY)
    assert first.etag.encode("latin-1") == ETAG
    assert first.last_modified == ""
    await fetcher.fetch(FetchRequest(http2_url, etag=first.etag))
    sent = Http2.requests[1]
    assert sent[b"if-none-match"] == ETAG
    assert sent[b":path"] == b"/feed?x=1"
    assert sent[b":authority"].startswith(b"feeds.example:")
    assert sent[b"user-agent"].startswith(b"Tributary/")


async def test_a_long_body_over_http2_is_cut_and_the_next_fetch_works(make, http2_url, client_side):
    fetcher = make("127.0.0.0/8", tls=client_side, max_bytes=len(BODY) - 1)
    for _ in range(3):
        with pytest.raises(TooLarge):
            await fetcher.fetch(FetchRequest(http2_url))

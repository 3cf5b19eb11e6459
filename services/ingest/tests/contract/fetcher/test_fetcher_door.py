"""The door: nothing is connected to that was not checked, and nobody can tell a refusal from silence."""

import asyncio
import itertools
import socket
import threading
from ipaddress import ip_address

import pytest
from tributary_ingest.adapters.fetching.network import SystemResolver
from tributary_ingest.domain.address import AllowList
from tributary_ingest.ports.fetcher import FetchRequest
from tributary_kit import logs
from tributary_kit.errors import Unreachable
from tributary_testkit.feeds import Reply

FORBIDDEN = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.1.2.3",
    "168.63.129.16",
    "169.254.1.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.254",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]

ODD_SPELLINGS = [
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://0:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://user:x@127.0.0.1:{port}/",
    "http://example.com@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.com/",
    "http://example.com:80\\@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "\x01http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\n",
    "http://127.0.0.1:0{port}0/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://ⓛocalhost:{port}/",
    "ftp://127.0.0.1:{port}/",
    "file://127.0.0.1:{port}/etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "http+unix://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "//127.0.0.1:{port}/",
]


async def refused(fetcher, url) -> str:
    with pytest.raises(Unreachable) as caught:
        await fetcher.fetch(FetchRequest(url))
    return f"{type(caught.value).__name__}: {caught.value.message} {caught.value.remedy}"


@pytest.mark.parametrize("address", FORBIDDEN)
async def test_forbidden_addresses_get_no_connection(make, server, names, connected, address):
    fetcher = make(connect=0.01)
    names.table["evil.example"] = [ip_address(address)]
    names.table["mixed.example"] = [ip_address("1.1.1.1"), ip_address(address)]
    literal = f"[{address}]" if ":" in address else address
    for host in ("evil.example", "mixed.example", literal):
        await refused(fetcher, f"http://{host}:{server.port}/")
        await refused(fetcher, f"https://{host}:{server.port}/")
    assert connected == []
    assert server.connections == 0


@pytest.mark.parametrize("spelling", ODD_SPELLINGS)
async def test_odd_spellings_of_loopback_get_no_connection(make, server, connected, spelling):
    await refused(make(connect=0.01), spelling.format(port=server.port))
    assert connected == []
    assert server.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_a_forbidden_address_gets_no_connection(make, server, names, connected, status):
    names.table["inside.example"] = [ip_address("10.0.0.1")]
    fetcher = make(f"public.example:{server.port}", connect=0.01)
    for target in (
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "inside.example",
        "2130706433",
    ):
        server.script("/away", Reply(status, {"Location": f"http://{target}:{server.port}/canary"}))
        connected.clear()
        await refused(fetcher, f"http://public.example:{server.port}/away")
        assert set(connected) <= {("127.0.0.1", server.port)}
    assert server.count("/canary") == 0


async def test_no_redirect_leads_from_https_to_http_or_out_of_http(make, server):
    fetcher = make(f"public.example:{server.port}", connect=0.01)
    for location in (
        "ftp://public.example/",
        "file:///etc/passwd",
        "gopher://x/",
        "//user:x@public.example/",
        "http:///",
    ):
        url = server.script("/away", Reply(302, {"Location": location})).replace(
            "127.0.0.1", "public.example"
        )
        await refused(fetcher, url)


async def test_a_rebinding_resolver_gets_no_connection_in_a_thousand_tries(make, server, names, connected):
    """Public when first asked, loopback when asked again: whatever is asked for is what is connected to."""
    answers = itertools.cycle([[ip_address("127.0.0.1")], [ip_address("1.1.1.1"), ip_address("127.0.0.1")]])
    names.table["rebind.example"] = lambda: next(answers)
    fetcher = make(connect=0.1, per_host=1000)
    url = f"http://rebind.example:{server.port}/"
    tries = [fetcher.fetch(FetchRequest(url)) for _ in range(1000)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Unreachable}
    assert len(names.asked) == 1000
    assert connected == []
    assert server.connections == 0


async def test_the_connection_goes_to_the_address_that_was_checked(make, server, names, connected):
    """One question per connection; a second answer, which would be another, is never asked for."""
    answers = iter([[ip_address("127.0.0.1")]])
    names.table["once.example"] = lambda: next(answers)
    fetcher = make(f"127.0.0.1:{server.port}")
    server.script("/", Reply(body=b"ok"))
    assert (await fetcher.fetch(FetchRequest(f"http://once.example:{server.port}/"))).body == b"ok"
    assert names.asked == [("once.example", server.port)]
    assert connected == [("127.0.0.1", server.port)]
    assert server.requests("/")[0].headers["host"] == f"once.example:{server.port}"


async def test_a_further_address_is_tried_when_the_first_is_closed(make, server, names):
    names.table["two.example"] = [ip_address("127.0.0.9"), ip_address("127.0.0.1")]
    fetcher = make("127.0.0.0/8")
    server.script("/", Reply())
    assert (await fetcher.fetch(FetchRequest(f"http://two.example:{server.port}/"))).status == 200


async def test_nothing_is_open_by_default(make, server, connected):
    await refused(make(), f"{server.url}/")
    assert connected == []


async def test_the_allow_list_opens_one_port(make, server, connected):
    with socket.create_server(("127.0.0.1", 0)) as other:
        fetcher = make(f"127.0.0.1:{server.port}")
        connected.clear()
        assert (await fetcher.fetch(FetchRequest(f"{server.url}/"))).status == 404
        await refused(fetcher, f"http://127.0.0.1:{other.getsockname()[1]}/")
    assert connected == [("127.0.0.1", server.port)]


async def silent_host(make, names):
    """A host whose connection attempts are never answered: a full queue of a listener that accepts none."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    port = listener.getsockname()[1]
    fillers = []
    for _ in range(4):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(("127.0.0.1", port))
        fillers.append(filler)
    return port, [listener, *fillers]


async def test_refused_closed_silent_and_unknown_look_the_same(make, names, closed_port):
    async def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    port, sockets = await silent_host(make, names)
    loop = asyncio.get_running_loop()
    cases = {
        "refused": (make(connect=0.2), "http://127.0.0.1/"),
        "closed": (make("127.0.0.0/8", connect=0.2), f"http://127.0.0.1:{closed_port}/"),
        "silent": (make("127.0.0.0/8", connect=0.2), f"http://127.0.0.1:{port}/"),
        "unknown": (make(connect=0.2, resolve=unknown), "http://nowhere.example/"),
        "no tls": (make("127.0.0.0/8", connect=0.2), f"https://127.0.0.1:{closed_port}/"),
        "bad url": (make(connect=0.2), "http://0x7f.1/"),
    }
    seen, waited = set(), []
    for fetcher, url in cases.values():
        began = loop.time()
        seen.add(await refused(fetcher, url))
        waited.append(loop.time() - began)
    for one in sockets:
        one.close()
    assert len(seen) == 1
    assert min(waited) >= 0.19


async def test_a_hanging_resolver_is_given_up(make, names):
    async def hanging(host, port):
        await asyncio.sleep(60)

    await refused(make(connect=0.05, resolve=hanging), "http://slow.example/")


async def test_the_reason_of_a_refusal_is_in_the_log_and_nowhere_else(make, monkeypatch, capsys):
    monkeypatch.setattr(logs, "_sink", logs._Sink())
    logs._sink.threshold = logs.INFO
    text = await refused(make(connect=0.01), "http://10.0.0.1/secret-token")
    assert "private" not in text.replace("Private addresses need", "")
    logged = capsys.readouterr().err
    assert "AddressRefused: private" in logged
    assert "secret-token" not in logged


def test_an_empty_allow_list_is_the_default():
    assert AllowList().openings == ()


async def test_the_systems_resolver_finds_addresses_or_fails(monkeypatch):
    resolve = SystemResolver(at_once=1)
    assert set(map(str, await resolve("localhost", 80))) <= {"127.0.0.1", "::1"}

    def nowhere(host, port, **kind):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    for _ in range(3):
        with pytest.raises(OSError, match="not known"):
            await resolve("nowhere.example", 80)


async def test_lookups_that_hang_stay_few_and_bother_no_later_one(monkeypatch):
    """A lookup given up still takes its place until its thread ends; then the place is free again."""
    goes_on = threading.Event()
    asked = []

    def hanging(host, port, **kind):
        asked.append(host)
        goes_on.wait(5)
        return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("fe80::1%lo", port, 0, 1))]

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    resolve = SystemResolver(at_once=2)
    waiting = [asyncio.create_task(resolve(f"h{number}.example", 80)) for number in range(6)]
    await asyncio.sleep(0.02)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert len(asked) == 2
    goes_on.set()
    assert await resolve("next.example", 80) == [ip_address("fe80::1")]
    assert resolve._lookups == {}


async def test_a_dead_name_takes_one_place_however_often_it_is_asked_for(monkeypatch):
    goes_on = threading.Event()
    asked = []

    def lookup(host, port, **kind):
        asked.append(host)
        if host == "dead.example":
            goes_on.wait(30)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    resolve = SystemResolver(at_once=2)
    for _ in range(5):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(resolve("dead.example", 80), 0.01)
    assert await asyncio.wait_for(resolve("healthy.example", 443), 5) == [ip_address("1.1.1.1")]
    waiting = [asyncio.create_task(resolve("dead.example", port)) for port in (80, 443)]
    await asyncio.sleep(0)
    goes_on.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [socket.gaierror] * 2
    assert asked == ["dead.example", "healthy.example"]

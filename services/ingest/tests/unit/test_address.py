"""The address policy: which URLs and addresses may be connected to, in every spelling."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.domain.address import (
    FORBIDDEN,
    AddressRefused,
    AllowList,
    check_addresses,
    decide,
    forbidden,
    parse_url,
)
from tributary_kit.errors import Invalid

NOTHING = AllowList()
PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "2a00:1450:4001:830::200e",
    "11.0.0.1",
    "172.32.0.1",
]

# What the policy must refuse, written down a second time and not derived from its table.
FORBIDDEN_ADDRESSES = {
    "0.0.0.0": "this_network",
    "0.1.2.3": "this_network",
    "10.0.0.1": "private",
    "10.255.255.255": "private",
    "100.64.0.1": "cgnat",
    "100.127.255.255": "cgnat",
    "100.100.100.200": "metadata",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "168.63.129.16": "metadata",
    "169.254.0.1": "link_local",
    "169.254.169.254": "metadata",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.1": "reserved",
    "192.0.0.192": "metadata",
    "192.0.2.1": "documentation",
    "192.88.99.1": "6to4",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarking",
    "198.19.255.255": "benchmarking",
    "198.51.100.1": "documentation",
    "203.0.113.1": "documentation",
    "224.0.0.1": "multicast",
    "239.255.255.255": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "ipv4_mapped",
    "::ffff:127.0.0.1": "ipv4_mapped",
    "::ffff:1.1.1.1": "ipv4_mapped",
    "::ffff:0:127.0.0.1": "ipv4_mapped",
    "64:ff9b::7f00:1": "nat64",
    "64:ff9b:1::7f00:1": "nat64",
    "100::1": "discard",
    "100:0:0:1::1": "discard",
    "2001::1": "teredo",
    "2001:2::1": "benchmarking",
    "2001:10::1": "orchid",
    "2001:20::1": "orchid",
    "2001:db8::1": "documentation",
    "2002:7f00:1::": "6to4",
    "3fff::1": "documentation",
    "5f00::1": "srv6",
    "fc00::1": "private",
    "fd00:ec2::254": "metadata",
    "fdff::1": "private",
    "fe80::1": "link_local",
    "febf::1": "link_local",
    "fec0::1": "site_local",
    "ff02::1": "multicast",
    "4000::1": "reserved",
    "8000::1": "reserved",
}

ODD_URLS = {
    "http://2130706433/": "odd_host",
    "http://0x7f000001/": "odd_host",
    "http://0X7F.0.0.1/": "odd_host",
    "http://0x7f.1/": "odd_host",
    "http://017700000001/": "odd_host",
    "http://0177.0.0.1/": "odd_host",
    "http://0177.0x0.0.1/": "odd_host",
    "http://127.1/": "odd_host",
    "http://127.0.1/": "odd_host",
    "http://0/": "odd_host",
    "http://127.0.0.1./": "odd_host",
    "http://127.0.0.01/": "odd_host",
    "http://256.256.256.256/": "odd_host",
    "http://1.2.3.4.5/": "odd_host",
    "http://4294967297/": "odd_host",
    "http://１２７.０.０.１/": "odd_host",
    "http://①②⑦.⓪.⓪.①/": "odd_host",
    "http://127。0。0。1/": "odd_host",
    "http://%31%32%37.0.0.1/": "malformed",
    "http://127.0.0.1%00.example.com/": "malformed",
    "http://[::1%25lo]/": "malformed",
    "http://[fe80::1%eth0]/": "malformed",
    "http://[::1/": "malformed",
    "http://::1/": "malformed",
    "http://[127.0.0.1]/": "malformed",
    "http://[v1.fe80]/": "malformed",
    "http:///feed": "malformed",
    "http:/example.com/": "malformed",
    "http:example.com/": "malformed",
    "http:////example.com/": "malformed",
    "http://": "malformed",
    "http://:80/": "malformed",
    "http://example.com:0/": "malformed",
    "http://example.com:65536/": "malformed",
    "http://example.com:80:80/": "malformed",
    "http://example.com:８０/": "malformed",
    "http://example.com:-1/": "malformed",
    "http://example..com/": "malformed",
    "http://.example.com/": "malformed",
    "http://exa mple.com/": "malformed",
    "http://example.com\\.evil.org/": "malformed",
    "http:\\\\example.com/": "malformed",
    "http://example.com/\\evil.org": "malformed",
    "http://example.com/\r\nHost: evil": "malformed",
    "http://exam\tple.com/": "malformed",
    "\nhttp://example.com/": "malformed",
    "http://example.com/\x00": "malformed",
    "http://example.com/\ud800": "malformed",
    f"http://{'a' * 64}.com/": "malformed",
    f"http://{'a.' * 127}com/": "malformed",
    "http://example.com/" + "a" * 9000: "malformed",
    "http://user@example.com/": "userinfo",
    "http://user:secret@example.com/": "userinfo",
    "http://example.com@127.0.0.1/": "userinfo",
    "http://@example.com/": "userinfo",
    "http://127.0.0.1\\@example.com/": "userinfo",
    "ftp://example.com/": "scheme",
    "file:///etc/passwd": "scheme",
    "gopher://127.0.0.1:6379/_x": "scheme",
    "javascript:alert(1)": "scheme",
    "demo:feed.xml": "scheme",
    "//example.com/": "scheme",
    "example.com/feed": "scheme",
    "": "scheme",
}

GOOD_URLS = {
    "http://example.com": "http://example.com/",
    "HTTPS://Example.COM:443/Feed?A=B#part": "https://example.com/Feed?A=B",
    "http://example.com:/x": "http://example.com/x",
    "http://example.com.:8080/": "http://example.com:8080/",
    "  http://example.com/a b  ": "http://example.com/a%20b",
    "http://bücher.example/ü?q=é": "http://xn--bcher-kva.example/%C3%BC?q=%C3%A9",
    "http://例え。jp/": "http://xn--r8jz45g.jp/",
    "http://a_b.example-.com/%7Ex": "http://a_b.example-.com/%7Ex",
    "http://[2606:4700::0:1111]/": "http://[2606:4700::1111]/",
    "http://example.com?q=1": "http://example.com/?q=1",
    "http://example.com/a?b=c\\d": "http://example.com/a?b=c%5Cd",
}


@pytest.mark.parametrize(("text", "reason"), FORBIDDEN_ADDRESSES.items())
def test_forbidden_addresses_are_refused_with_their_reason(text, reason):
    assert forbidden(ip_address(text)) == reason
    assert decide("http://example.com/", [text], NOTHING).reason == reason
    host = f"[{text}]" if ":" in text else text
    assert decide(f"http://{host}/", ["1.1.1.1"], NOTHING).reason == reason


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_allowed(text):
    verdict = decide("https://example.com/feed", [text], NOTHING)
    assert (verdict.allowed, verdict.reason) == (True, "allowed")


@pytest.mark.parametrize(("url", "reason"), ODD_URLS.items())
def test_odd_urls_are_refused_even_if_they_resolve_to_a_public_address(url, reason):
    verdict = decide(url, ["1.1.1.1"], NOTHING)
    assert (verdict.allowed, verdict.reason) == (False, reason)


@pytest.mark.parametrize(("url", "normal"), GOOD_URLS.items())
def test_good_urls_have_one_spelling(url, normal):
    assert parse_url(url).url == normal


def test_one_forbidden_address_spoils_the_whole_answer():
    assert decide("http://example.com/", ["1.1.1.1", "127.0.0.1"], NOTHING).reason == "loopback"


def test_a_host_without_addresses_is_unresolved():
    assert decide("http://example.com/", [], NOTHING).reason == "unresolved"


def test_addresses_with_zones_and_nonsense_are_refused():
    assert decide("http://example.com/", ["fe80::1%eth0"], NOTHING).reason == "link_local"
    assert decide("http://example.com/", ["not an address"], NOTHING).reason == "malformed"


@pytest.mark.parametrize(
    ("entry", "url", "address", "allowed"),
    [
        ("127.0.0.1:8080", "http://x:8080/", "127.0.0.1", True),
        ("127.0.0.1:8080", "http://x:8081/", "127.0.0.1", False),
        ("127.0.0.1:8080", "http://x:8080/", "127.0.0.2", False),
        ("127.0.0.1:8080", "http://x:8080/", "::ffff:127.0.0.1", False),
        ("[::1]:8080", "http://[::1]:8080/", "::1", True),
        ("10.0.0.0/8", "http://x/", "10.1.2.3", True),
        ("10.0.0.0/8", "http://x/", "11.0.0.1", True),
        ("10.0.0.0/8", "http://x/", "192.168.0.1", False),
        ("10.0.0.0/8:80", "http://x:81/", "10.1.2.3", False),
        ("fd00::/8", "http://x/", "fd12::1", True),
        ("feeds.corp:80", "http://feeds.corp/", "10.1.2.3", True),
        ("Feeds.Corp.:80", "http://feeds.corp/", "10.1.2.3", True),
        ("feeds.corp:80", "https://feeds.corp/", "10.1.2.3", False),
        ("feeds.corp:80", "http://x.feeds.corp/", "10.1.2.3", False),
        ("64:ff9b::/96", "http://x/", "64:ff9b::101:101", True),
    ],
)
def test_the_allow_list_opens_what_it_names_and_no_more(entry, url, address, allowed):
    assert decide(url, [address], AllowList.parse([entry])).allowed is allowed


def test_the_allow_list_does_not_open_the_other_addresses_of_a_host():
    allow = AllowList.parse(["127.0.0.1:80"])
    assert decide("http://x/", ["127.0.0.1", "10.0.0.1"], allow).reason == "private"


@pytest.mark.parametrize(
    "entry", ["example.com", "example.com:0", "host:99999", "10.0.0.1/8", "a b:80", ":80", "*:80"]
)
def test_nonsense_in_the_allow_list_is_named(entry):
    with pytest.raises(Invalid, match="neither host:port nor a CIDR"):
        AllowList.parse([entry])


def test_empty_entries_open_nothing():
    assert AllowList.parse(["", "  "]) == NOTHING


@given(st.ip_addresses(v=4))
def test_what_is_allowed_of_ipv4_is_public_by_pythons_measure_too(address):
    if not forbidden(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@given(st.ip_addresses(v=6))
def test_what_is_allowed_of_ipv6_is_plain_global_unicast(address):
    if not forbidden(address):
        assert address in FORBIDDEN[-3][0].supernet(new_prefix=2)
        assert address.is_global
        assert address.ipv4_mapped is None
        assert address.sixtofour is None
        assert address.teredo is None


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_hides_in_an_ipv6_one(address):
    number = int(address)
    for base in (0, 0xFFFF << 32, 0xFFFF << 48, 0x64FF9B << 96, 0x64FF9B0001 << 80):
        assert forbidden(IPv6Address(base | number))
    assert forbidden(IPv6Address((0x2002 << 112) | (number << 80)))
    assert forbidden(IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)))


@st.composite
def odd_ipv4(draw):
    """An IPv4 address as inet_aton reads it: one to four parts, each decimal, octal or hexadecimal."""
    number = draw(st.integers(0, 2**32 - 1))
    count = draw(st.integers(1, 4))
    octets = [number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255]
    parts = [*octets[: count - 1], number & (2 ** (8 * (5 - count)) - 1)]
    spell = st.sampled_from([str, "{:#x}".format, "0{:o}".format, "{:#X}".format])
    return IPv4Address(number), ".".join(draw(spell)(part) for part in parts)


@given(odd_ipv4())
def test_an_address_is_itself_or_refused_in_every_spelling(pair):
    address, text = pair
    try:
        assert parse_url(f"http://{text}/").host == str(address) == text
    except AddressRefused as refusal:
        assert refusal.reason == "odd_host"  # noqa: PT017


PIECES = [*"htps:/@.[]%#?\\ab10x-_ \t\u3002\uff11\u00e9\u2028", "//", "http://", "127.0.0.1", "::1"]
URLISH = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(st.one_of(URLISH, st.text(), URLISH.map("http://".__add__), st.text().map("https://".__add__)))
def test_parsing_refuses_or_gives_a_url_that_every_parser_reads_alike(url):
    try:
        target = parse_url(url)
    except AddressRefused:
        return
    assert parse_url(target.url) == target
    assert target.url.isascii()
    split = urlsplit(target.url)
    assert split.hostname == target.host
    assert (split.port or {"http": 80, "https": 443}[split.scheme]) == target.port
    assert split.username is None
    assert split.fragment == ""


@given(st.lists(st.ip_addresses(), min_size=1, max_size=5))
def test_a_list_passes_only_if_each_address_does(addresses):
    each = [forbidden(address) for address in addresses]
    if any(each):
        with pytest.raises(AddressRefused):
            check_addresses("x", 80, addresses, NOTHING)
    else:
        check_addresses("x", 80, addresses, NOTHING)

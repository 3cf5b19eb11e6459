"""Which addresses the outside world may make us connect to.

Pure: a URL and what its host resolved to go in, a verdict comes out. The fetcher asks when it connects, on
every hop; `tributary check-url` asks the same functions. `ipaddress.is_global` is no guard (it passes NAT64,
6to4, IPv4-compatible and multicast forms of forbidden addresses), so every forbidden range stands here with
the document that reserves it.

A host is refused as soon as *any* of its addresses is forbidden: a name that mixes public and private
addresses is an attack or a mistake, and choosing among them would let an attacker choose.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote

import idna
from tributary_kit.errors import Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

MAX_URL_CHARS = 8192
MAX_NAME_CHARS = 253
DEFAULT_PORTS = {"http": 80, "https": 443}

# Reason, network, where it is reserved. The first match gives the reason, so narrow ranges come first.
_RANGES = """
metadata       169.254.169.254/32  cloud metadata: AWS, Azure, GCP, OpenStack
metadata       169.254.170.2/32    AWS ECS task credentials
metadata       100.100.100.200/32  Alibaba Cloud metadata
metadata       192.0.0.192/32      Oracle Cloud metadata
metadata       168.63.129.16/32    Azure host agent, in a public range
metadata       fd00:ec2::254/128   AWS metadata over IPv6
metadata       fd20:ce::254/128    GCP metadata over IPv6
this_network   0.0.0.0/8           RFC 791, RFC 1122
private        10.0.0.0/8          RFC 1918
private        172.16.0.0/12       RFC 1918
private        192.168.0.0/16      RFC 1918
cgnat          100.64.0.0/10       RFC 6598
loopback       127.0.0.0/8         RFC 1122
link_local     169.254.0.0/16      RFC 3927
reserved       192.0.0.0/24        RFC 6890, IETF protocol assignments
documentation  192.0.2.0/24        RFC 5737
documentation  198.51.100.0/24     RFC 5737
documentation  203.0.113.0/24      RFC 5737
as112          192.31.196.0/24     RFC 7535
as112          192.175.48.0/24     RFC 7534
amt            192.52.193.0/24     RFC 7450
6to4           192.88.99.0/24      RFC 7526, relay anycast
benchmarking   198.18.0.0/15       RFC 2544
multicast      224.0.0.0/4         RFC 5771
broadcast      255.255.255.255/32  RFC 8190
reserved       240.0.0.0/4         RFC 1112
unspecified    ::/128              RFC 4291
loopback       ::1/128             RFC 4291
ipv4_mapped    ::ffff:0:0/96       RFC 4291
ipv4_mapped    ::ffff:0:0:0/96     RFC 2765, IPv4-translated
ipv4_mapped    ::/96               RFC 4291, IPv4-compatible
nat64          64:ff9b::/96        RFC 6052
nat64          64:ff9b:1::/48      RFC 8215
discard        100::/64            RFC 6666
discard        100:0:0:1::/64      RFC 9780
teredo         2001::/32           RFC 4380
benchmarking   2001:2::/48         RFC 5180
amt            2001:3::/32         RFC 7450
as112          2001:4:112::/48     RFC 7535
orchid         2001:10::/28        RFC 4843
orchid         2001:20::/28        RFC 7343
reserved       2001::/23           RFC 2928, IETF protocol assignments
documentation  2001:db8::/32       RFC 3849
documentation  3fff::/20           RFC 9637
6to4           2002::/16           RFC 3056
as112          2620:4f:8000::/48   RFC 7534
reserved       3ffe::/16           RFC 3701, the returned 6bone
srv6           5f00::/16           RFC 9602
private        fc00::/7            RFC 4193, unique local
link_local     fe80::/10           RFC 4291
site_local     fec0::/10           RFC 3879
multicast      ff00::/8            RFC 4291
reserved       ::/3                RFC 4291: only 2000::/3 is global unicast
reserved       4000::/2            RFC 4291
reserved       8000::/1            RFC 4291
"""

FORBIDDEN: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), reason) for reason, network, *_ in map(str.split, _RANGES.strip().splitlines())
)

_AUTHORITY = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>/*)(?P<authority>[^/?#]*)(?P<rest>.*)"
)
_HOST_PORT = re.compile(r"(?:\[(?P<v6>[^\[\]]*)\]|(?P<name>[^:\[\]]+))(?::(?P<port>[0-9]{0,5}))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LABELS = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEEP = "!$%&'()*+,-./:;=?@_~[]|"


class AddressRefused(Exception):
    """This address may not be connected to; callers of the fetcher see it as Unreachable.

    `reason` is a short stable word, for logs and `check-url` only.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """An http(s) URL in its one normal spelling: lower-case ASCII host, port always known, no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """Host and port as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


@dataclass(frozen=True, slots=True)
class Opening:
    """One entry of the allow-list: a name or a network, and a port, 0 for any."""

    host: str
    network: Network | None
    port: int

    def admits(self, host: str, port: int, address: Address) -> bool:
        if self.port not in (0, port):
            return False
        return host == self.host if self.network is None else address in self.network


@dataclass(frozen=True, slots=True)
class AllowList:
    """What an operator opened on purpose. Empty by default: then only public addresses are connected to.

    An entry with an address or a range opens these addresses, whatever name leads there. An entry with a
    name opens every address of that name. `localhost` is often two addresses, so it is opened by name.
    """

    openings: tuple[Opening, ...] = ()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "AllowList":
        """Reads `host:port`, `address:port`, `CIDR` and `CIDR:port`. Raises Invalid, naming the entry."""
        return cls(tuple(_read_opening(entry.strip()) for entry in entries if entry.strip()))

    def admits(self, host: str, port: int, address: Address) -> bool:
        return any(opening.admits(host, port, address) for opening in self.openings)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a URL may be fetched; `reason` is "allowed" or the word of the refusal."""

    allowed: bool
    reason: str


def parse_url(url: str) -> Target:
    """The URL in its normal spelling. Raises AddressRefused: scheme, userinfo, odd_host or malformed."""
    if len(url) > MAX_URL_CHARS or _CONTROL.search(url):
        raise AddressRefused("malformed")
    parts = _AUTHORITY.fullmatch(url.strip(" "))
    if parts is None or (scheme := parts["scheme"].lower()) not in DEFAULT_PORTS:
        raise AddressRefused("scheme")
    if "@" in parts["authority"]:
        raise AddressRefused("userinfo")
    if parts["slashes"] != "//" or "\\" in parts["authority"] + parts["rest"].split("?")[0]:
        raise AddressRefused("malformed")
    host, port = _read_authority(parts["authority"])
    return Target(scheme, host, DEFAULT_PORTS[scheme] if port is None else port, _read_path(parts["rest"]))


def check_addresses(host: str, port: int, addresses: Sequence[Address], allow: AllowList) -> None:
    """Raises AddressRefused unless every address that the host has may be connected to."""
    if not addresses:
        raise AddressRefused("unresolved")
    for address in addresses:
        reason = forbidden(address)
        if reason and not allow.admits(host, port, address):
            raise AddressRefused(reason)


def forbidden(address: Address) -> str:
    """Why an address is no public one, "" if it is one."""
    return next((reason for network, reason in FORBIDDEN if address in network), "")


def literal(host: str) -> Address | None:
    """The address that a normal host is the spelling of, None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def decide(url: str, resolves_to: Iterable[str], allow: AllowList) -> Verdict:
    """The verdict on a URL whose host resolves to these addresses. An address in the URL counts, too."""
    try:
        target = parse_url(url)
        own = literal(target.host)
        addresses = [own] if own else []
        addresses += [read_address(text) for text in resolves_to]
        check_addresses(target.host, target.port, addresses, allow)
    except AddressRefused as refusal:
        return Verdict(allowed=False, reason=refusal.reason)
    return Verdict(allowed=True, reason="allowed")


def read_address(text: str) -> Address:
    """An address as a resolver spells it, without its zone. Raises AddressRefused if it is none."""
    address = literal(text.partition("%")[0])
    if address is None:
        raise AddressRefused("malformed")
    return address


def _read_authority(authority: str) -> tuple[str, int | None]:
    parts = _HOST_PORT.fullmatch(authority)
    if parts is None or (parts["port"] and int(parts["port"]) not in range(1, 65536)):
        raise AddressRefused("malformed")
    host = _read_name(parts["name"]) if parts["v6"] is None else _read_ipv6(parts["v6"])
    return host, int(parts["port"]) if parts["port"] else None


def _read_ipv6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError:
        raise AddressRefused("malformed") from None
    if address.scope_id is not None:
        raise AddressRefused("malformed")
    return address.compressed


def _read_name(text: str) -> str:
    """A name as DNS has it. An IPv4 address passes only in its plain spelling: four decimal numbers."""
    name = (text.lower() if text.isascii() else _to_ascii(text)).removesuffix(".")
    if len(name) > MAX_NAME_CHARS or not _LABELS.fullmatch(name):
        raise AddressRefused("malformed")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        _require_plain_ipv4(name, text)
    return name


def _to_ascii(text: str) -> str:
    if len(text) > MAX_NAME_CHARS:
        raise AddressRefused("malformed")
    try:
        return idna.encode(text, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise AddressRefused("malformed") from None


def _require_plain_ipv4(name: str, text: str) -> None:
    # Resolvers read 0x7f.1, 017700000001 or 2130706433 as addresses, each in its own way: nobody means well.
    if name != text or literal(name) is None:
        raise AddressRefused("odd_host")


def _read_path(rest: str) -> str:
    path = quote(rest.partition("#")[0], safe=_KEEP)
    return path if path.startswith("/") else "/" + path


def _read_opening(entry: str) -> Opening:
    network = _network(entry)
    if network is not None:
        return Opening("", network, 0)
    host, _, port = entry.rpartition(":")
    network = _network(host.removeprefix("[").removesuffix("]"))
    try:
        if not port.isdecimal() or int(port) not in range(1, 65536):
            raise AddressRefused("malformed")
        return Opening("" if network else _read_name(host), network, int(port))
    except AddressRefused:
        raise Invalid(f"'{entry}' is neither host:port nor a CIDR range", field="fetch_allow") from None


def _network(text: str) -> Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None

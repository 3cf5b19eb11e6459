"""Where a request came from. Headers about it are believed from listed proxies only."""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import Request
from tributary_kit.errors import Invalid

Network = IPv4Network | IPv6Network


class TrustedProxies:
    """The networks whose X-Forwarded-For is believed: a list of CIDRs, separated by commas; may be empty."""

    def __init__(self, networks: str) -> None:
        """Raises Invalid when the list cannot be read."""
        names = [name.strip() for name in networks.split(",") if name.strip()]
        try:
            self._networks = [ip_network(name) for name in names]
        except ValueError:
            raise Invalid(
                "TRIBUTARY_GATEWAY_TRUSTED_PROXIES is no list of networks.",
                remedy="Write it like 10.0.0.0/8,192.168.1.7/32.",
            ) from None

    def client(self, request: Request) -> str:
        """The address of the client: the last one in the chain that is no trusted proxy."""
        peer = request.client.host if request.client else ""
        if not self._networks or not self._trusts(peer):
            return peer
        chain = [
            hop.strip() for line in request.headers.getlist("x-forwarded-for") for hop in line.split(",")
        ]
        return next((hop for hop in reversed(chain) if not self._trusts(hop)), peer)

    def _trusts(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self._networks)

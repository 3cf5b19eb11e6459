"""Make the addresses of a feed absolute, and refuse those that could run something."""

import re
from urllib.parse import urljoin

SCHEMES = frozenset(
    {
        "http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "magnet",
        "gemini", "gopher", "news", "nntp", "rtsp", "sip", "sips", "geo", "feed", "bitcoin", "matrix", "ipfs",
        "ipns", "itms", "itpc", "pcast", "webcal", "acct",
    }
)  # fmt: skip
"""The schemes that links may have."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_BLANKS = re.compile(r"[\t\r\n\x00]+")
_TOO_MANY_SLASHES = re.compile(r"(https?:)/{3,}", re.IGNORECASE)
_LONGEST = 65536
# What needs nothing but the origin put before it, which is most relative addresses.
_ROOTED = re.compile(r"/(?!/)[A-Za-z0-9_~%-]{0,99}(?:/(?!\.)[A-Za-z0-9_~%.-]{0,99}){0,20}$")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:-]{1,253}(?=[/?#]|$)")


def absolute(base: str, address: str) -> str:
    """Return `address` resolved against `base`, or nothing when it is no address that a link may have.

    Where no base is known, a relative address stays relative.
    """
    address = address.strip()
    if not address or len(address) > _LONGEST:
        return ""
    if "\n" in address or "\t" in address or "\r" in address:
        address = _BLANKS.sub("", address)
    if address.startswith(("https://", "http://")) and address[7:8] != "/":
        return address
    if scheme := _SCHEME.match(address):
        if scheme[1].lower() not in SCHEMES:
            return ""
        return _TOO_MANY_SLASHES.sub(r"\1//", address)
    return _joined(base, address)


def _joined(base: str, address: str) -> str:
    if not base:
        return address
    if _ROOTED.match(address) and (origin := _ORIGIN.match(base)):
        return origin[0] + address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def is_plain_web(address: str) -> bool:
    """True for an absolute web address without query, fragment and blanks: nothing about it needs work."""
    return (
        address.startswith(("https://", "http://"))
        and "?" not in address
        and "#" not in address
        and " " not in address
        and "///" not in address
        and "&" not in address
        and address.isprintable()
    )


def is_web(address: str) -> bool:
    """True for http and https addresses."""
    return address[:8].lower().startswith(("http://", "https://"))

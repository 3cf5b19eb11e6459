"""The addresses that a person may ask to watch."""

import re

from tributary_kit.errors import Invalid

from tributary_ingest.domain.address import AddressRefused, parse_url
from tributary_ingest.domain.source import MAX_URL

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BARE_HOST_PORT = re.compile(r"(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+):[0-9]{1,5}(/.*)?")
_BUNDLED = re.compile(r"demo:[A-Za-z0-9._-]{1,100}(\?[A-Za-z0-9._-]{1,64})?")


def watchable(text: str) -> tuple[str, str]:
    """The one normal spelling of an address, and what the per-host limit counts it by.

    A missing scheme means https, `feed:` is dropped, `demo:` names a bundled file, each its own host.
    Raises Invalid.
    """
    text = _with_scheme(text.strip())
    if not text:
        raise Invalid("The address is empty.", field="url")
    if _BUNDLED.fullmatch(text):
        return text, text
    try:
        target = parse_url(text)
    except AddressRefused as refused:
        raise Invalid(f"This is no address that can be watched ({refused.reason}).", field="url") from None
    if len(target.url) > MAX_URL:
        raise Invalid(f"The address has more than {MAX_URL} characters.", field="url")
    return target.url, target.host


def _with_scheme(text: str) -> str:
    if text.lower().startswith("feed:"):
        text = text[5:].removeprefix("//")
    if not text or (_SCHEME.match(text) and not _BARE_HOST_PORT.fullmatch(text)):
        return text
    return f"https://{text}"

"""Remove what follows readers around: campaign parameters of links, and invisible images."""

import re
from urllib.parse import urlsplit

_NAMES = (
    r"utm_[a-z_]{1,30}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|mc_[ce]id|mkt_tok"
    r"|_hsenc|_hsmi|__hs[a-z]{2}|hsctatracking|hsa_[a-z]{1,10}|vero_(?:id|conv)|oly_(?:anon|enc)_id|rb_clickid|wickedid"
    r"|mtm_[a-z]{1,20}|pk_(?:campaign|kwd|source|medium|content|cid)|piwik_[a-z]{1,20}|_openstat|wt_?mc"
    r"|fb_(?:action_ids|action_types|ref|source)"
)
_PARAMETER = re.compile(rf"(?:{_NAMES})$", re.IGNORECASE)
TRACKED = re.compile(rf"[?&;#](?:{_NAMES})=", re.IGNORECASE)
"""Finds a campaign parameter in an address, or in HTML that holds one."""

_PIXEL_HOSTS = frozenset(
    {
        "feeds.feedburner.com", "doubleclick.net", "stats.wordpress.com", "pixel.wp.com", "stats.wp.com",
        "pheedo.com", "feedsportal.com", "scorecardresearch.com", "quantserve.com", "google-analytics.com",
        "statcounter.com", "feedblitz.com", "rss.buysellads.com", "pixel.facebook.com",
        "analytics.twitter.com", "counter.yadro.ru", "mc.yandex.ru", "met.vgwort.de", "pixel.newscred.com",
    }
)  # fmt: skip


def without_trackers(url: str) -> str:
    """Return `url` without campaign parameters; every other byte of it stays as it was."""
    if not TRACKED.search(url):
        return url
    address, hash_mark, fragment = url.partition("#")
    address, question_mark, query = address.partition("?")
    if question_mark:
        query = _kept(query)
        question_mark = "?" if query else ""
    if "=" in fragment:
        fragment = _kept(fragment)
        hash_mark = "#" if fragment else ""
    return f"{address}{question_mark}{query}{hash_mark}{fragment}"


def _kept(query: str) -> str:
    parts = query.split("&")
    return "&".join(part for part in parts if not _PARAMETER.match(part.partition("=")[0]))


def is_pixel(url: str, width: str, height: str) -> bool:
    """True for an image that nobody can see, and for images of hosts that only count readers."""
    if _tiny(width) and _tiny(height):
        return True
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return any(parent in _PIXEL_HOSTS for parent in _parents(host))


def _tiny(size: str) -> bool:
    return size.strip().lower().removesuffix("px") in {"0", "1"}


def _parents(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(max(len(labels) - 4, 0), len(labels))]

"""Remove what follows readers around: campaign parameters of links, and invisible images."""

import re

_NAMES = (
    r"utm_[a-z_]{1,30}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|mc_[ce]id|mkt_tok"
    r"|_hsenc|_hsmi|__hs[a-z]{2}|hsctatracking|hsa_[a-z]{1,10}|vero_(?:id|conv)|oly_(?:anon|enc)_id|rb_clickid|wickedid"
    r"|mtm_[a-z]{1,20}|pk_(?:campaign|kwd|source|medium|content|cid)|piwik_[a-z]{1,20}|_openstat|wt_?mc"
    r"|fb_(?:action_ids|action_types|ref|source)"
)
_PARAMETER = re.compile(rf"(?:{_NAMES})$", re.IGNORECASE)
_TRACKED = re.compile(rf"[?&;#](?:{_NAMES})=", re.IGNORECASE)
_LONGEST_QUERY = 2000

_PIXEL_HOSTS = frozenset(
    {
        "feeds.feedburner.com", "doubleclick.net", "stats.wordpress.com", "pixel.wp.com", "stats.wp.com",
        "pheedo.com", "feedsportal.com", "scorecardresearch.com", "quantserve.com", "google-analytics.com",
        "statcounter.com", "feedblitz.com", "rss.buysellads.com", "pixel.facebook.com",
        "analytics.twitter.com", "counter.yadro.ru", "mc.yandex.ru", "met.vgwort.de", "pixel.newscred.com",
    }
)  # fmt: skip


_PIXEL_ENDINGS = tuple(_PIXEL_HOSTS)


def may_have_trackers(html: str) -> bool:
    """Tell whether any query inside quotes has a campaign parameter, looking at nothing but the queries."""
    at = html.find("?")
    while at >= 0:
        end = html.find('"', at, at + _LONGEST_QUERY)
        end = end if end >= 0 else at + _LONGEST_QUERY
        if _TRACKED.search(html, at, end):
            return True
        at = html.find("?", end)
    return False


def without_trackers(url: str) -> str:
    """Return `url` without campaign parameters; every other byte of it stays as it was."""
    if ("?" not in url and "#" not in url) or not _TRACKED.search(url):
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


def is_pixel(url: str) -> bool:
    """True for images of hosts that only count readers."""
    host = url[url.find("//") + 2 :].partition("/")[0].partition(":")[0].lower()
    if not host.endswith(_PIXEL_ENDINGS):
        return False
    labels = host.split(".")
    return any(".".join(labels[at:]) in _PIXEL_HOSTS for at in range(len(labels)))

"""Remove what follows readers around: campaign parameters of links, and invisible images."""

import re

_NAMES = (
    r"utm_[a-z_]{1,30}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|mc_[ce]id|mkt_tok"
    r"|_hsenc|_hsmi|__hs[a-z]{2}|hsctatracking|hsa_[a-z]{1,10}|vero_(?:id|conv)|oly_(?:anon|enc)_id|rb_clickid|wickedid"
    r"|mtm_[a-z]{1,20}|pk_(?:campaign|kwd|source|medium|content|cid)|piwik_[a-z]{1,20}|_openstat|wt_?mc"
    r"|fb_(?:action_ids|action_types|ref|source)"
)
_PARAMETER = re.compile(rf"(?:{_NAMES})$", re.IGNORECASE)
# Pieces of those names; looking for these is many times faster than the expression.
_HINTS = (
    "utm_", "UTM_", "clid=", "gclsrc", "raid=", "igshid", "mc_", "mkt_tok", "_hs", "hsa_", "hsCta", "hscta",
    "vero_", "oly_", "rb_clickid", "wickedid", "ml_subscriber", "mtm_", "pk_", "piwik_", "_openstat", "wt_mc",
    "wtmc", "fb_",
)  # fmt: skip

_PIXEL_HOSTS = frozenset(
    {
        "feeds.feedburner.com", "doubleclick.net", "stats.wordpress.com", "pixel.wp.com", "stats.wp.com",
        "pheedo.com", "feedsportal.com", "scorecardresearch.com", "quantserve.com", "google-analytics.com",
        "statcounter.com", "feedblitz.com", "rss.buysellads.com", "pixel.facebook.com",
        "analytics.twitter.com", "counter.yadro.ru", "mc.yandex.ru", "met.vgwort.de", "pixel.newscred.com",
    }
)  # fmt: skip


_PIXEL_ENDINGS = tuple(_PIXEL_HOSTS)


def may_have_trackers(text: str) -> bool:
    """Tell quickly whether any address in `text` may have a campaign parameter."""
    return ("?" in text or "#" in text) and any(hint in text for hint in _HINTS)


def without_trackers(url: str) -> str:
    """Return `url` without campaign parameters; every other byte of it stays as it was."""
    if not may_have_trackers(url):
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

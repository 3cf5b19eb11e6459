"""Where one applies: the link that words or its address mark so, else the page of the call."""

import re
from bisect import bisect_left
from typing import NamedTuple

from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.vocabulary import link_cues

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'“”«»()\[\]]{3,400}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/[^\s<>\"'()\[\]]{1,300}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,12}")
_MARKED = re.compile(link_cues.APPLY_ADDRESS)
_TELLING = re.compile(link_cues.CALL_ADDRESS)
_AWAY = re.compile(link_cues.AWAY_ADDRESS)
_BEFORE, _AFTER = 70, 30
_MOST_LINKS = 60
_APPLY, _CALL, _MORE, _AWAY_POINTS = 50, 30, 8, -80
_BY_MAIL = 33
_TRAILING = ".,;:!?)]}'\"…"


class Target(NamedTuple):
    """Characters `start` to `end` of the page lead to `url`."""

    start: int
    end: int
    url: str


def find_targets(page: Page) -> list[Target]:
    """The links of a page, the addresses written out in its text, and its e-mail addresses, in its order."""
    shift = page.text_start
    linked = [Target(a + shift, b + shift, url) for a, b, url in page.document.links[:_MOST_LINKS]]
    written = [t for t in _written(page.whole) if not _overlaps(linked, t)]
    return sorted((*linked, *written[:_MOST_LINKS]))


def _written(text: str) -> list[Target]:
    found = []
    if "/" in text or "www." in text:
        for match in _ADDRESS.finditer(text):
            address = match.group().rstrip(_TRAILING)
            url = address if "://" in address else f"https://{address}"
            found.append(Target(match.start(), match.start() + len(address), url))
    if "@" in text:
        found += [Target(*match.span(), f"mailto:{match.group()}") for match in _MAIL.finditer(text)]
    return found


def _overlaps(linked: list[Target], target: Target) -> bool:
    index = bisect_left(linked, (target.end, 0, ""))
    return any(link.end > target.start for link in linked[max(0, index - 2) : index])


def find_url(page: Page, targets: list[Target], title: str) -> str:
    """Where one applies; the item's link, or the best of the links, where none is marked so."""
    scored = [(_score(page, target, title), -index) for index, target in enumerate(targets)]
    best, index = max(scored, default=(0, 0))
    url = targets[-index].url if scored else ""
    own = page.document.link
    if best >= _CALL or (best > 0 and not own):
        return url
    if own:
        return own
    usable = [t.url for (score, _), t in zip(scored, targets, strict=True) if score > _AWAY_POINTS]
    return usable[0] if usable else ""


def _score(page: Page, target: Target, title: str) -> int:
    address = target.url.lower()
    if _AWAY.search(address):
        return 2 * _AWAY_POINTS
    score = _points(page, target.start, target.end)
    if score < _CALL:
        score += _context(page, target)
    if target.url.startswith("mailto:"):
        return _BY_MAIL if score >= _APPLY - 5 else min(score, 5)
    score += _CALL if _MARKED.search(address) else 12 if _TELLING.search(address) else 0
    own = page.whole[target.start : target.end]
    return score + (6 if len(own) > 8 and own in title else 0)


def _points(page: Page, start: int, end: int) -> int:
    """What the words between the positions say that a link leads to."""
    labels = {cue.label for cue in page.cues_between(page.link_cues, start, end)}
    if link_cues.AWAY_TEXT in labels:
        return _AWAY_POINTS
    if link_cues.APPLY_TEXT in labels:
        return _APPLY
    return _CALL if link_cues.CALL_TEXT in labels else _MORE * (link_cues.MORE_TEXT in labels)


def _context(page: Page, target: Target) -> int:
    """What the words just before the link say, in its own clause; else those right behind it."""
    start = max(page.clause_start(target.start + 1), target.start - _BEFORE)
    start = max(start, page.plain.rfind(")", start, target.start) + 1)
    points = _points(page, start, target.start)
    end = min(page.clause_end(target.end), target.end + _AFTER)
    behind = _points(page, target.end, end) - 25 if points <= 0 else 0
    return max(points - 5, behind, min(0, points))

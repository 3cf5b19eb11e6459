"""Who offers an opportunity, where, whether from anywhere, and to whom."""

import re
from collections.abc import Sequence

from tributary_entities.domain.entity import ORGANISATION
from tributary_entities.domain.extract.document import TEXT, TITLE
from tributary_entities.domain.extract.findings import JOB, PLACE, Found
from tributary_entities.domain.extract.opportunities.jobs import JobTitle
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.vocabulary import offers, places
from tributary_entities.domain.extract.opportunities.words import plain

_SMALL = r"of|for|and|the|de|du|des|der|für|fur|di|del|della|dello|do|da|dos|das|und|et|y|e|&|von|zu|la|le|los|las|l'|d'|dell'"
_WORD = r"[A-ZÀ-ÞŁŚŠŽ0-9][\w&.'’-]{0,40}"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:(?:{_SMALL})\s){{0,2}}{_WORD}){{0,7}})"
_LABELLED = re.compile(
    rf"\b(?:{offers.LABELS})\b\s?[:-]?\s+(?:the|der|die|das|den|dem|la|le|il|el|o|a|os|l')?\s?(?=\S)"
)
_ACTS = re.compile(rf"\s{offers.VERBS}")
_AT_NAME = re.compile(
    r"\b(?:join|joining|at|bei|beim|chez|presso|work for|working at|work at|na|no)\s(?:the\s|der\s)?"
)
_FULL_NAME = re.compile(_NAME)
_REMOTE, _NOT_REMOTE = re.compile(places.REMOTE), re.compile(places.NOT_REMOTE)
_ONLINE, _HYBRID = re.compile(places.ONLINE), re.compile(r"\bhybrid\w*\b")
_ELIGIBLE = re.compile(offers.ELIGIBILITY)
_WHERE = re.compile(
    r"\b(?:in|at|near|location|where|place|based|venue|ort|standort|arbeitsort|lieu|lugar|luogo|sede|local|a|en|em|nach|zu)\s?:?\s(?:the\s)?$"
)
_READ = 3000
_LONGEST_CLAUSE = 160


class Named:
    """The names found in a document that lie in one part of its page."""

    def __init__(self, page: Page, found: Sequence[Found], start: int, end: int) -> None:
        """Keeps those found at `start` to `end` of the page, in its order, with where they stand there."""
        self._page = page
        placed = ((_position(page, one), one) for one in found if one.span.field in {TITLE, TEXT})
        inside = sorted(
            (at, at + one.span.end - one.span.start, i, one) for i, (at, one) in enumerate(placed)
        )
        self.organisations = [
            (a, b, one) for a, b, _, one in inside if one.kind == ORGANISATION and start <= a < end
        ]
        self.places = [(a, b, one) for a, b, _, one in inside if one.kind == PLACE and start <= a < end]

    def organisation_at(self, start: int, end: int) -> str:
        """The full name of what is found in these characters of the page; else the characters themselves."""
        for first, last, one in self.organisations:
            if first < end and start < last:
                return one.name
        return self._page.whole[start:end].strip(" .,'’")

    def is_place(self, start: int, end: int) -> bool:
        """Whether these characters begin with a place."""
        return any(
            first <= start + 1 and start < last
            for first, last, _ in self.places
            if first >= start - 1 and last <= end + 1
        )


def _position(page: Page, one: Found) -> int:
    return one.span.start + (page.text_start if one.span.field == TEXT else 0)


def organisation(page: Page, names: Named, part: tuple[int, int], job: JobTitle | None, kind: str) -> str:
    """Who offers: by the grammar of a job's title, a label, a verb that offers, or the first one named."""
    if job is not None and job.organisation[1] > job.organisation[0]:
        return names.organisation_at(*job.organisation)
    for rule in (_by_label, _by_verb):
        if span := rule(page, part):
            return names.organisation_at(*span)
    if job is not None and (span := _by_title(page, names, job)):
        return names.organisation_at(*span)
    if kind == JOB and (span := _by_joining(page, part)):
        return names.organisation_at(*span)
    return names.organisations[0][2].name if names.organisations else ""


def _by_title(page: Page, names: Named, job: JobTitle) -> tuple[int, int] | None:
    """The part of a job's title that is neither a place nor a sum nor a word for remote work."""
    for start, end in job.others:
        text = page.words.text[start:end]
        if (
            names.is_place(start, end)
            or _REMOTE.search(text)
            or any(c.isdigit() for c in text)
            or "(" in text
        ):
            continue
        return start, end
    return None


def _by_label(page: Page, part: tuple[int, int]) -> tuple[int, int] | None:
    start, end = part
    for match in _LABELLED.finditer(page.words.text, start, min(end, start + _READ)):
        name = _FULL_NAME.match(page.whole, match.end(), end)
        if name is not None and _is_name(name["name"]):
            return name.span()
    return None


def _by_verb(page: Page, part: tuple[int, int]) -> tuple[int, int] | None:
    """The name right before a verb that offers or asks."""
    start, end = part
    for match in _ACTS.finditer(page.words.text, start, min(end, start + _READ)):
        clause = max(start, page.clause_start(match.start()), match.start() - 90)
        names = list(_FULL_NAME.finditer(page.whole, clause, match.start()))
        if names and names[-1].end() == match.start() and _is_name(names[-1]["name"]):
            return names[-1].span()
    return None


def _by_joining(page: Page, part: tuple[int, int]) -> tuple[int, int] | None:
    start, end = part
    for match in _AT_NAME.finditer(page.words.text, start, min(end, start + _READ)):
        name = _FULL_NAME.match(page.whole, match.end(), end)
        if name is not None and _is_name(name["name"]):
            return name.span()
    return None


def _is_name(name: str) -> bool:
    first = plain(name).split()[0]
    return first not in offers.NOT_NAMES and len(name) > 1 and not name[0].isdigit() and not name[0].islower()


def place(page: Page, names: Named) -> str:
    """Where: a place in the title, else one that a word for being there leads to, else the first."""
    free = [one for one in names.places if not _within(one, names.organisations)]
    titled = [one for one in free if one[0] < page.text_start]
    led = [one for one in free if _WHERE.search(page.words.text, max(0, one[0] - 24), one[0])]
    chosen = titled or led or free
    return chosen[0][2].name if chosen else ""


def _within(one: tuple[int, int, Found], others: list[tuple[int, int, Found]]) -> bool:
    return any(first <= one[0] and one[1] <= last for first, last, _ in others)


def remote(page: Page, part: tuple[int, int], kind: str) -> bool | None:
    """Whether it can be done from anywhere; None where the text does not say."""
    text = page.words.text[part[0] : part[1]]
    if kind != JOB:
        return True if _ONLINE.search(text) else None
    if _NOT_REMOTE.search(text):
        return None if _REMOTE.search(text) or _HYBRID.search(text) else False
    return True if _REMOTE.search(text) and not _HYBRID.search(text) else None


def eligibility(page: Page, part: tuple[int, int]) -> str:
    """Who may take part, in the text's words up to the end of the clause; empty where it does not say."""
    match = _ELIGIBLE.search(page.words.text, part[0], min(part[1], part[0] + _READ))
    if match is None:
        return ""
    start = match.start()
    end = min(page.clause_end(match.end() + 1), start + _LONGEST_CLAUSE, part[1])
    return page.whole[start:end].strip(" \n\t:;.,")

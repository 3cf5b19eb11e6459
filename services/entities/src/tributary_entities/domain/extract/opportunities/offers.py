"""Who offers an opportunity, where, whether from anywhere, and to whom."""

import re
from collections.abc import Sequence

from tributary_entities.domain.entity import ORGANISATION
from tributary_entities.domain.extract.document import TEXT, TITLE
from tributary_entities.domain.extract.findings import JOB, PLACE, Found
from tributary_entities.domain.extract.opportunities.jobs import JobTitle
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.vocabulary import offers
from tributary_entities.domain.extract.opportunities.words import plain

_SMALL = (
    r"of|for|and|the|de|du|des|der|für|fur|di|del|della|dello|do|da|dos|das|und|et|y|e|&|von|zu"
    r"|la|le|los|las|l'|d'|dell'"
)
_WORD = r"[A-ZÀ-ÞŁŚŠŽ0-9](?:[\w&'’-]|\.(?=\w)){0,40}"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:{_SMALL}) ){{0,2}}{_WORD}){{0,7}})"
_TO_NAME = re.compile(r"\s?[:-]?\s+(?:the|der|die|das|den|dem|la|le|il|el|o|a|os|l')?\s?(?=\S)")
_TO_LISTED = re.compile(r"\s?[:\t\n|-]\s*(?:the|der|die|das|la|le|il|el|o|a)?\s?(?=\S)")
_LEADING = (" by", " of", " von", " par", " por", " da", " dal", " dalla", " des", " der")
_AUXILIARIES = re.compile(
    rf"(?:\s?\([^()\n]{{1,40}}\))?(?:,[^,.;\n]{{2,60}},)?(?:\s(?:{offers.AUXILIARIES}))*\s$"
)
_ARTICLE = re.compile(r"^(?:The|A|O|Os|As|L['’]|La|Le|Il|El|Los|Las|Der|Die|Das)(?:\s|(?<=['’]))(?=[A-ZÀ-Þ])")
_SUFFIX = re.compile(rf"\s*[-|:]\s*{offers.FEED_WORDS}.*$|(?:'s)?\s{offers.FEED_WORDS}$")
_AT_NAME = re.compile(
    r"\b(?:join|joining|at|bei|beim|chez|presso|work for|working at|work at|na|no)\s(?:the\s|der\s)?"
)
_FULL_NAME = re.compile(_NAME)
_ONLINE = re.compile(r"\((?:online|virtual|remote)\)|(?:^|[,:|]\s?)(?:online|virtual)\s?(?:$|[|,.)\n])")
_WHERE = re.compile(
    r"\b(?:in|at|near|location|where|place|based|venue|ort|standort|arbeitsort|lieu|lugar|luogo|sede|local"
    r"|a|en|em|nach|zu|hosts?)\s?:?\s(?:the\s)?$|\($"
)
_READ = 3000
_LONGEST_CLAUSE = 160
_LONGEST_NAME = 90
_IN = 5


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
            if first <= start and end <= last:
                return one.name
        return _ARTICLE.sub("", self._page.whole[start:end]).strip(" .,'’")

    def has_place(self, start: int, end: int) -> bool:
        """Whether a place lies in these characters."""
        return any(start <= first and last <= end for first, last, _ in self.places)

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
    if job is not None and _is_name(page.whole[slice(*job.organisation)]):
        return names.organisation_at(*job.organisation)
    if span := _by_label(page, part) or _by_verb(page, names, part):
        return names.organisation_at(*span)
    if job is not None and (span := _by_title(page, names, job)):
        return names.organisation_at(*span)
    if kind == JOB and (span := _by_joining(page, part)):
        return names.organisation_at(*span)
    own = _publisher(page)
    if own and not offers.OWN_VOICE.isdisjoint(page.words.words):
        return own
    return names.organisations[0][2].name if names.organisations else own if _is_named(page, own) else ""


def _publisher(page: Page) -> str:
    """Who publishes the feed, if its title names one and not a board for what others offer."""
    title = page.document.feed_title.strip()
    match = _SUFFIX.search(plain(title))
    name = title[: match.start()] if match else title
    words = plain(name).split()
    return (
        name if 1 <= len(words) <= 6 and offers.BOARD_WORDS.isdisjoint(words) and name[:1].isupper() else ""
    )


def _is_named(page: Page, name: str) -> bool:
    return bool(name) and plain(name) in page.plain


def _by_title(page: Page, names: Named, job: JobTitle) -> tuple[int, int] | None:
    """The part of a job's title that is neither a place nor a sum nor a word for remote work."""
    for start, end in job.others:
        text = page.plain[start:end]
        named = "(" not in text and not any(character.isdigit() for character in text)
        if names.is_place(start, end) or not named or page.cues_between(page.offer_cues, start, end):
            continue
        return start, end
    return None


def _by_label(page: Page, part: tuple[int, int]) -> tuple[int, int] | None:
    """The name right behind a word for who offers."""
    for cue in _offer_cues(page, part, offers.LABEL):
        led = page.plain[cue.start : cue.end].endswith(_LEADING)
        start = (_TO_NAME if led else _TO_LISTED).match(page.plain, cue.end)
        name = _FULL_NAME.match(page.whole, start.end(), part[1]) if start else None
        if name is not None and _is_name(name["name"]):
            return name.span()
    return None


def _by_verb(page: Page, names: Named, part: tuple[int, int]) -> tuple[int, int] | None:
    """The name right before a verb that offers or asks."""
    for cue in _offer_cues(page, part, offers.ACT):
        clause = max(part[0], page.clause_start(cue.start), cue.start - _LONGEST_NAME)
        end = _AUXILIARIES.search(page.plain, max(clause, cue.start - 30), cue.start)
        if end is None:
            continue
        found = [match.span() for match in _FULL_NAME.finditer(page.whole, clause, end.start())]
        if not found or found[-1][1] != end.start():
            continue
        if len(found) > 1 and names.is_place(*found[-1]) and found[-1][0] - found[-2][1] <= _IN:
            found.pop()
        if _is_name(page.whole[slice(*found[-1])]) and _is_sure(page, names, found[-1]):
            return found[-1]
    return None


def _is_sure(page: Page, names: Named, span: tuple[int, int]) -> bool:
    """In German every noun has a capital: there one word alone is a name only where it was found as one."""
    if page.reading.lang != "de" or " " in page.whole[slice(*span)]:
        return True
    return any(first <= span[0] and span[1] <= last for first, last, _ in names.organisations)


def _offer_cues(page: Page, part: tuple[int, int], label: str) -> list[Cue]:
    return [cue for cue in page.cues_between(page.offer_cues, *part) if cue.label == label]


def _by_joining(page: Page, part: tuple[int, int]) -> tuple[int, int] | None:
    start, end = part
    for match in _AT_NAME.finditer(page.plain, start, min(end, start + _READ)):
        name = _FULL_NAME.match(page.whole, match.end(), end)
        if name is not None and _is_name(name["name"]):
            return name.span()
    return None


def _is_name(name: str) -> bool:
    first = re.split(r"[\s']", plain(name), maxsplit=1)[0]
    return (
        bool(first)
        and first not in offers.NOT_NAMES
        and len(name) > 1
        and not name[0].isdigit()
        and not name[0].islower()
    )


def place(page: Page, names: Named) -> str:
    """Where: a place in the title, else one that a word for being there leads to, else the first."""
    free = [one for one in names.places if not _within(one, names.organisations)]
    titled = [one for one in free if one[0] < page.text_start and _stands_apart(page, one[0])]
    led = [one for one in free if _WHERE.search(page.plain, max(0, one[0] - 24), one[0])]
    chosen = titled or led or free or names.places
    return chosen[0][2].name if chosen else ""


def _stands_apart(page: Page, start: int) -> bool:
    """Whether a place in a title says where, and is no part of a name: "in Berlin", "X – Berlin"."""
    before = page.plain[max(0, start - 12) : start].rstrip(" ")
    return not before or before[-1] in "-|,:(/@" or _WHERE.search(before + " ") is not None


def _within(one: tuple[int, int, Found], others: list[tuple[int, int, Found]]) -> bool:
    return any(first <= one[0] and one[1] <= last for first, last, _ in others)


def remote(page: Page, part: tuple[int, int], kind: str) -> bool | None:
    """Whether it can be done from anywhere; None where the text does not say."""
    labels = {cue.label for cue in page.cues_between(page.offer_cues, *part)}
    if kind != JOB:
        text = page.plain[part[0] : part[1]]
        listed = ("online" in text or "virtual" in text) and _ONLINE.search(text) is not None
        return True if listed or offers.ONLINE in labels else None
    if offers.ON_SITE in labels:
        return None if labels & {offers.REMOTE, offers.HYBRID} else False
    return True if offers.REMOTE in labels and offers.HYBRID not in labels else None


def eligibility(page: Page, part: tuple[int, int]) -> str:
    """Who may take part, in the text's words up to the end of the clause; empty where it does not say."""
    cue = next(iter(_offer_cues(page, part, offers.ELIGIBLE)), None)
    if cue is None:
        return ""
    end = min(page.clause_end(cue.end + 1), cue.start + _LONGEST_CLAUSE, part[1])
    return page.whole[cue.start : end].strip(" \n\t:;.,")

"""What stands around a date: which words belong to it, and which to the dates beside it."""

import re
from dataclasses import dataclass

from tributary_entities.domain.extract.opportunities.moments import LAST, Moment
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.phrases import Cue

_SHORT_LINE = 70
"""Characters of a line that is a label of the one below."""

_BELONGS_BEFORE = re.compile(r"[ \t)\]]{0,2}(?:\((?P<bracket>[^)\n]{1,60})\)|[:=–—-]\s|\s-\s|\|)")


@dataclass(frozen=True, slots=True)
class Around:
    """The cues before a date, nearest last, those behind it, and those of the whole clause.

    `bracket` says that the words behind are in brackets or after a mark, as in "1 March (papers)" or
    "1 March: papers"; `leads`, that nothing stands before the date in its line or that brackets follow.
    """

    left: list[Cue]
    right: list[Cue]
    clause: list[Cue]
    bracket: bool
    leads: bool


def surroundings(page: Page, moments: list[Moment], index: int, start: int, end: int) -> Around:
    """What stands around one of the dates in characters `start` to `end` of the page."""
    moment = moments[index]
    cues = page.deadline_cues
    clause_start = max(start, page.clause_start(moment.start + 1))
    clause_end = min(end, page.clause_end(moment.end))
    first = moments[index - 1] if moment.role == LAST and index else moment
    left_start = max(clause_start, _claimed(page, moments, index - (first is not moment) - 1, clause_start))
    if _leads_line(page, clause_start, first.start):
        left_start = max(start, min(left_start, _label_line(page, clause_start, moments, index)))
    following = moments[index + 1].start if index + 1 < len(moments) else clause_end
    right_end = min(clause_end, following)
    bracket = _BELONGS_BEFORE.match(page.plain, moment.end)
    if bracket is not None and bracket["bracket"]:
        bracket = bracket if bracket.end() <= following else None
        right_end = bracket.end() if bracket else right_end
    return Around(
        page.cues_before(cues, left_start, moment.start),
        page.cues_between(cues, moment.end, right_end),
        page.cues_between(cues, clause_start, clause_end),
        bracket is not None,
        _leads_line(page, left_start, first.start) or (bracket is not None and bool(bracket["bracket"])),
    )


def _claimed(page: Page, moments: list[Moment], index: int, least: int) -> int:
    """Where the words that belong to the date with this index end; words after it are the next one's."""
    if index < 0 or moments[index].end <= least:
        return least
    end = moments[index].end
    match = _BELONGS_BEFORE.match(page.plain, end)
    if match is None:
        return end
    if match["bracket"]:
        return match.end()
    comma = page.plain.find(",", end)
    return comma if comma >= 0 else end


def _leads_line(page: Page, clause_start: int, position: int) -> bool:
    return not page.plain[clause_start:position].strip(" \t\r\n-•*:>|.;,")


def _label_line(page: Page, clause_start: int, moments: list[Moment], index: int) -> int:
    """The start of the line above, where that is a short label without a date of its own."""
    if clause_start == 0 or page.whole[clause_start] != "\n":
        return clause_start
    above = page.clause_start(clause_start)
    dated = index > 0 and moments[index - 1].end > above
    return clause_start if dated or clause_start - above > _SHORT_LINE else above

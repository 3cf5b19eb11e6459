"""What an opportunity is worth: which of a text's sums of money it is, and which bound of it."""

from decimal import Decimal

from tributary_entities.domain.extract.findings import Amount
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.sums import Sum
from tributary_entities.domain.extract.opportunities.vocabulary import money

_LEFT, _RIGHT = 70, 40
_ADJACENT = 6
_BOUNDS = frozenset({money.UP_TO, money.AT_LEAST})
_PURPOSES = frozenset({money.GOOD, money.BAD})


def find_amount(page: Page, start: int, end: int) -> Amount | None:
    """What characters `start` to `end` of the page say the opportunity is worth; no fee, no price."""
    sums = [one for one in page.sums if start <= one.start < end]
    best, most = None, 0
    for index, one in enumerate(sums):
        floor = sums[index - 1].end if index else start
        score, label = _score(page, one, max(floor, page.clause_start(one.start + 1)))
        if score > most:
            best, most = _amount(page, one, label), score
    return best


def _amount(page: Page, one: Sum, label: str) -> Amount:
    least: Decimal | None = one.least
    most: Decimal | None = one.most
    if one.least == one.most:
        least = None if label == money.UP_TO else least
        most = None if label == money.AT_LEAST else most
    return Amount(least, most, one.currency, page.span(one.start, one.end))


def _score(page: Page, one: Sum, floor: int) -> tuple[int, str]:
    """How likely the sum is the amount, and the bound that the words before it set."""
    cues = page.money_cues
    left = page.cues_between(cues, max(floor, one.start - _LEFT), one.start)
    right = page.cues_between(cues, one.end, min(page.clause_end(one.end), one.end + _RIGHT))
    bounds = [cue.label for cue in left if one.start - cue.end <= _ADJACENT and cue.label in _BOUNDS]
    purpose = [cue.label for cue in left if cue.label in _PURPOSES]
    behind = [cue.label for cue in right if cue.label in _PURPOSES]
    label = bounds[-1] if bounds else ""
    if (purpose[-1:] or behind[:1]) == [money.BAD] or behind[:1] == [money.BAD]:
        return 0, label
    around = {cue.label for cue in (*left, *right)}
    score = 1 + 4 * (money.GOOD in purpose) + 3 * (money.GOOD in behind) + 2 * (label == money.UP_TO)
    score += 3 * (money.EACH in around) + (money.TOTAL in around) + 2 * (one.least < one.most)
    return score, label

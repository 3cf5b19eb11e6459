"""Sums of money in plain texts: numbers with a currency, alone or as a range, in six languages."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tributary_entities.domain.extract.opportunities.vocabulary import money
from tributary_entities.domain.extract.opportunities.words import Words


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d{1,12}(?:[.,]\d{1,8})?(?!\d)"
_MULTIPLE = rf"(?:{_any(money.MULTIPLES)})(?![a-z])"
_BEHIND = rf"(?:{_any(money.CURRENCIES)})(?![a-z])"
_LEADING = _any(
    name for name in money.CURRENCIES if name not in money.WORDS_ELSEWHERE or name.startswith("rs")
)
_TO = (
    r"\s?(?:,-)?\s?(?:-|to|and|bis|und|a|et|y|e|al|au|ate|o|through)\s?"
    r"(?:(?:at most|up to|maximum|hochstens|maximal|au plus|au maximum|maximo|como maximo|al massimo"
    r"|massimo|no maximo)\s)?"
)
_TAIL = re.compile(
    rf"(?P<n1>{_NUMBER})(?:\s?(?P<m1>{_MULTIPLE}))?(?:(?:,-)?\s?(?:de\s|di\s|d')?(?P<c1>{_BEHIND}))?"
    rf"(?:{_TO}(?:(?P<c2>{_LEADING})\s?)?(?P<n2>{_NUMBER})(?:\s?(?P<m2>{_MULTIPLE}))?"
    rf"(?:(?:,-)?\s?(?:de\s|di\s|d')?(?P<c3>{_BEHIND}))?)?"
)
_BEFORE = re.compile(rf"(?:(?<![a-z])|(?<=\d))(?P<c>{_LEADING})\s?$")
_SIGNS = tuple("$€£¥₹₽₺₩₪₴₦₿")
_NAMED = frozenset(re.split(r"[ .]", name)[0] for name in money.CURRENCIES)
_THOUSANDS = re.compile(r"[.,' ](?=\d{3}(?:\D|$))")
_LONGEST_CURRENCY = 8


class Sum(NamedTuple):
    """Characters `start` to `end` are a sum of money, or a range of sums."""

    start: int
    end: int
    least: Decimal
    most: Decimal
    currency: str


def find_sums(words: Words) -> list[Sum]:
    """The sums of money of a plain text, in its order."""
    if not any(symbol in words.text for symbol in _SIGNS) and _NAMED.isdisjoint(words.words):
        return []
    found: list[Sum] = []
    after = 0
    for word, start in zip(words.words, words.starts, strict=True):
        if start >= after and word[0].isdecimal() and (one := _sum(words.text, start)) is not None:
            found.append(one)
            after = one.end
    return found


def _sum(text: str, start: int) -> Sum | None:
    match = _TAIL.match(text, start)
    if match is None or text[start - 1 : start] in {".", ",", "/"}:
        return None
    before = _BEFORE.search(text, max(0, start - _LONGEST_CURRENCY), start)
    named = (before["c"] if before else None, match["c1"], match["c2"], match["c3"])
    currency = next((name for name in named if name), "")
    if not currency:
        return None
    begin = before.start() if before else start
    if match["n2"] is None or not (named[2] or named[3] or before):
        return _single(match, begin, currency)
    return _range(match, begin, currency)


def _single(match: re.Match[str], begin: int, currency: str) -> Sum | None:
    groups = ("n1", "m1", "c1")
    value = _value(match["n1"], match["m1"])
    end = max(match.end(group) for group in groups)
    return Sum(begin, end, value, value, money.CURRENCIES[currency])


def _range(match: re.Match[str], begin: int, currency: str) -> Sum | None:
    most = _value(match["n2"], match["m2"])
    least = _value(match["n1"], match["m1"])
    if match["m1"] is None and match["m2"] is not None and least < most:
        widened = _value(match["n1"], match["m2"])
        least = widened if widened <= most else least
    if least > most:
        return _single(match, begin, currency)
    return Sum(begin, match.end(), least, most, money.CURRENCIES[currency])


def _value(number: str, multiple: str | None) -> Decimal:
    """The number of "1.000,50", "1,000.50", "1 000" or "1.5", times its multiple."""
    digits = number
    if multiple is None or len(re.split(r"[.,' ]", number)) > 2:
        digits = _THOUSANDS.sub("", number)
    value = Decimal(digits.replace(",", ".")) * money.MULTIPLES.get(multiple or "", 1)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value

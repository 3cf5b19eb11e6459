"""Items that hold several opportunities: their entries, by headings, paragraphs or lines."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tributary_entities.domain.extract.opportunities.deadlines import Deadlines
from tributary_entities.domain.extract.opportunities.jobs import read_job_title
from tributary_entities.domain.extract.opportunities.links import Target
from tributary_entities.domain.extract.opportunities.page import Page
from tributary_entities.domain.extract.opportunities.phrases import Cue
from tributary_entities.domain.extract.opportunities.ranks import SURE
from tributary_entities.domain.extract.opportunities.vocabulary.deadline_cues import BY, DUE
from tributary_entities.domain.extract.opportunities.vocabulary.kind_cues import CALL, MANY

_MOST = 60
"""Entries of one item."""

_MOST_BLOCKS = 400
_SHORTEST = 12
_HEADING = 90
_NAME_ENDS = re.compile(r"\s[-|·•]\s|: |\s?\(|\n|, |\.\s|;\s|\s-\s?$")
_PARAGRAPH, _LINE = re.compile(r"\n{2,}"), re.compile(r"\n+")
_EDGE = " \t\n-|·•*:,;.()\"'“”"


class Entry(NamedTuple):
    """Characters `start` to `end` of the page offer something that is called what stands at `name`."""

    start: int
    end: int
    name: tuple[int, int]


def find_entries(page: Page, targets: list[Target], deadlines: Deadlines) -> list[Entry]:
    """The entries of a digest; none where the item is about one thing."""
    many = any(cue.label == MANY for cue in page.kind_cues if cue.start < page.text_start)
    if not many and len(page.moments) < 2:
        return []
    best: list[Entry] = []
    for blocks in (_sections(page), _blocks(page, _PARAGRAPH), _blocks(page, _LINE)):
        entries = [
            entry
            for block in blocks
            if (entry := _entry(page, block, targets, deadlines, many=many)) is not None
        ]
        if len(entries) > len(best):
            best = entries
    return best[:_MOST] if len(best) > 1 else []


def _blocks(page: Page, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], page.text_start
    for match in gap.finditer(page.whole, start):
        found.append((start, match.start()))
        start = match.end()
    blocks = (*found, (start, len(page.whole)))
    return [block for block in blocks[:_MOST_BLOCKS] if block[1] - block[0] > _SHORTEST]


def _sections(page: Page) -> list[tuple[int, int]]:
    """Headings with all that follows up to the next one."""
    starts = [start for start, end in _blocks(page, _PARAGRAPH) if _is_heading(page, start, end)]
    return list(pairwise([*starts, len(page.whole)]))


def _is_heading(page: Page, start: int, end: int) -> bool:
    text = page.whole[start:end]
    return (
        len(text) <= _HEADING
        and "\n" not in text
        and text[-1] not in ".!?;,:"
        and not _dated(page, start, end)
    )


def _dated(page: Page, start: int, end: int) -> bool:
    return any(start <= moment.start < end for moment in page.moments)


def _entry(
    page: Page, block: tuple[int, int], targets: list[Target], deadlines: Deadlines, *, many: bool
) -> Entry | None:
    start, end = block
    name = _name(page, start, end, targets)
    if name is None or not (many or any(start <= target.start < end for target in targets)):
        return None
    if deadlines.rank(start, end) >= SURE - 5 or (many and _offers(page, start, end)):
        return Entry(start, end, name)
    return None


def _offers(page: Page, start: int, end: int) -> bool:
    """Whether a block without a deadline is an offer of its own: an occupation, or a call."""
    line = page.whole[start:end].split("\n", 1)[0]
    job = read_job_title(line) if len(line) <= 120 else None
    if job is not None and job.strength >= 1 and line[:1].isupper():
        return True
    return any(cue.label.startswith(CALL) for cue in page.cues_between(page.kind_cues, start, end))


def _name(page: Page, start: int, end: int, targets: list[Target]) -> tuple[int, int] | None:
    """What the block calls the thing: its first words, up to a mark, a date or a word for a deadline."""
    stops = [cue.start for cue in _due(page, start, end)]
    stops += [moment.start for moment in page.moments if start <= moment.start < end][:1]
    match = _NAME_ENDS.search(page.plain, start + 3, end)
    stops += [match.start()] if match else []
    stops += [
        t.end for t in targets if start <= t.start < start + 4 and "//" not in page.whole[t.start : t.end]
    ][:1]
    first, last = _stripped(page.whole, start, min([*stops, end]))
    words = page.whole[first:last].split()
    named = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    return (first, last) if 1 <= len(words) <= 16 and named and last - first >= 3 else None


def _due(page: Page, start: int, end: int) -> Iterator[Cue]:
    return (cue for cue in page.cues_between(page.deadline_cues, start, end) if cue.label in {DUE, BY})


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end

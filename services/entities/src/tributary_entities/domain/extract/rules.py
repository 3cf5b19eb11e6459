"""Extracts by rules: no model, no network; time in proportion to the length of the text."""

from collections.abc import Iterator

from tributary_entities.domain.extract.aliases import merged
from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.findings import Extraction, Found, Span
from tributary_entities.domain.extract.lexicon import CALENDAR, FAMILY, FUNCTION, GIVEN, OPENER, PEOPLE
from tributary_entities.domain.extract.metadata import stated
from tributary_entities.domain.extract.organisations import organisation_at, organisation_by_context
from tributary_entities.domain.extract.people import is_spoken_of, person_at, unknown_person_at
from tributary_entities.domain.extract.places import place_at
from tributary_entities.domain.extract.scan import Run, lowered, runs
from tributary_entities.domain.extract.spots import Reading, Spot

LEAST = 0.5
"""Confidence; what is less sure is not told."""

MOST = 200
"""Names of one document."""

_GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "nicht",
        "ist",
        "ein",
        "eine",
        "mit",
        "für",
        "auf",
        "den",
        "von",
        "dem",
        "sich",
        "auch",
    ]
)


def extract(document: Document) -> Extraction:
    """All that the rules find in the document."""
    lower = lowered(document.text) | lowered(document.title)
    german = document.lang.lower().startswith("de") or len(lower & _GERMAN) >= 4
    found = [*stated(document)]
    for field, text in ((TEXT, document.text), (TITLE, document.title)):
        found += names(field, text, lower, german=german)
    return Extraction(tuple(merged(document, found)[:MOST]))


def names(field: str, text: str, lower: set[str], *, german: bool) -> Iterator[Found]:
    """The people, organisations and places that a field names, in its order, repeated as they are."""
    used = 0
    for run in runs(text):
        reading = Reading(text, run, lower, german)
        at = 0
        while (at := _skipped(run, at, used)) < len(run.tokens):
            spot = _spot_at(reading, at)
            if spot is None:
                at += 1
                continue
            at, used = max(spot.after, at + 1), spot.end
            if spot.confidence >= LEAST:
                name = text[spot.start : spot.end]
                yield Found(spot.kind, name, Span(field, spot.start, spot.end), spot.confidence)


def _skipped(run: Run, at: int, used: int) -> int:
    """The next token that may begin a name."""
    tokens = run.tokens
    while at < len(tokens) and (tokens[at].start < used or _begins_no_name(run, at)):
        at += 1
    return at


def _begins_no_name(run: Run, at: int) -> bool:
    token = run.tokens[at]
    following = run.tokens[at + 1].flags if at + 1 < len(run.tokens) else 0
    if token.flags & (FUNCTION | CALENDAR):
        return not (token.flags & GIVEN and following & FAMILY)
    return False


def _spot_at(reading: Reading, at: int) -> Spot | None:
    """What begins with this token, by the first rule that knows it."""
    for rule in (organisation_at, place_at, person_at):
        if (spot := rule(reading, at)) is not None:
            return spot
    token = reading.run.tokens[at]
    if token.flags & PEOPLE or (at == 0 and reading.run.opens and token.flags & OPENER):
        return None
    return _by_context(reading, at)


def _by_context(reading: Reading, at: int) -> Spot | None:
    person = unknown_person_at(reading, at)
    if person is not None and is_spoken_of(reading.text, person.start, person.end):
        return person._replace(confidence=0.9)
    return organisation_by_context(reading, at) or person

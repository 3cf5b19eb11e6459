"""Extracts by rules: no model, no network; time in proportion to the length of the text."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tributary_entities.domain.entity import ORGANISATION
from tributary_entities.domain.extract.aliases import merged
from tributary_entities.domain.extract.context import organisation_by_context
from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.embedded import embedded
from tributary_entities.domain.extract.findings import JOB, Extraction, Found, Opportunity, Span
from tributary_entities.domain.extract.lexicon import (
    ANY,
    CALENDAR,
    COMMON,
    FAMILY,
    FUNCTION,
    GIVEN,
    HEAD,
    KNOWN,
    OPENER,
    PEOPLE,
    PLACED,
    ROLE,
    lexicon,
)  # fmt: skip
from tributary_entities.domain.extract.metadata import stated
from tributary_entities.domain.extract.opportunities.find import find_opportunities
from tributary_entities.domain.extract.organisations import (
    called_organisation,
    may_be_employer,
    organisation_at,
)
from tributary_entities.domain.extract.people import first_name_at, person_at, unknown_person_at
from tributary_entities.domain.extract.places import is_place_in_capitals, place_at, place_by_context
from tributary_entities.domain.extract.relations import Mention, relations
from tributary_entities.domain.extract.scan import Run, runs
from tributary_entities.domain.extract.spots import Reading, Spot
from tributary_entities.domain.extract.topics import topics

LEAST = 0.5
"""Confidence; what is less sure is not told."""

GERMAN_WORDS = 3
"""Of the commonest ten; a text with so many of them is German."""

MOST = 200
"""Names of one document."""

_GERMAN = (" der ", " und ", " nicht ", " ist ", " ein ", " eine ", " mit ", " für ", " auf ", " dem ")


def extract(document: Document, now: datetime | None = None) -> Extraction:
    """All that the rules find in the document; `now`, aware, tells which opportunities are still open."""
    named = _named(document)
    known = merged(document, [*stated(document), *embedded(document), *named])
    things = known.found[:MOST]
    opportunities = find_opportunities(document, things, now)
    things += _offerers(document, opportunities, things)
    things += topics(document, things)
    mentions = [
        Mention(*each.span, thing, each.confidence)
        for each in named
        if (thing := known.named(each)) is not None
    ]
    related = relations(document.field, mentions, things, opportunities)
    return Extraction(tuple(things), tuple(opportunities), tuple(related))


def _named(document: Document) -> list[Found]:
    text = document.text
    german = document.lang[:2].lower() == "de" or (
        not document.lang and sum(word in text for word in _GERMAN) >= GERMAN_WORDS
    )
    return [*names(TITLE, document.title, german=german), *names(TEXT, text, german=german)]


def _offerers(
    document: Document, opportunities: Iterable[Opportunity], found: Iterable[Found]
) -> list[Found]:
    """Organisations that only structured data or the title of a job names."""
    known = {each.name for each in found}
    sure = (each for each in opportunities if document.structured or each.kind == JOB)
    names = {each.organisation: each for each in sure if each.organisation not in {"", *known}}
    return [
        Found(ORGANISATION, name, each.span, each.confidence)
        for name, each in names.items()
        if document.structured or may_be_employer(name)
    ]


def names(field: str, text: str, *, german: bool) -> Iterator[Found]:
    """The people, organisations and places that a field names, in its order, repeated as they are."""
    used = 0
    last: Spot | None = None
    for run in runs(text, german=german):
        reading = Reading(text, run, german)
        at = 0
        if (spot := called_organisation(reading)) is not None and run.tokens[0].start >= used:
            at, used, last = spot.after, spot.end, spot
            yield _found(field, text, spot)
        while (at := _skipped(run, at, used)) < len(run.tokens):
            spot = _spot_at(reading, at) or _as_before(reading, at, last)
            if spot is None:
                at += 1
                continue
            at, used, last = max(spot.after, at + 1), spot.end, spot
            if spot.confidence >= LEAST:
                yield _found(field, text, spot)


def _as_before(reading: Reading, at: int, last: Spot | None) -> Spot | None:
    """An unheard word that a list joins to an organisation: "Halden Ltd and Mitsuka"."""
    token = reading.run.tokens[at]
    if last is None or last.kind != ORGANISATION or token.flags & ANY or len(reading.run.tokens) > 1:
        return None
    joined = reading.text[last.end : token.start] in _JOINING
    return Spot(ORGANISATION, token.start, token.end, 0.55, at + 1) if joined else None


def _found(field: str, text: str, spot: Spot) -> Found:
    """The finding, without the full stop of a sentence: "Ltd.", but "S.p.A."."""
    name = text[spot.start : spot.end]
    if name.endswith(".") and name.count(".") == 1:
        name = name[:-1]
    return Found(spot.kind, name, Span(field, spot.start, spot.start + len(name)), spot.confidence)


def _skipped(run: Run, at: int, used: int) -> int:
    """The next token that may begin a name."""
    tokens = run.tokens
    while at < len(tokens) and (tokens[at].start < used or _begins_no_name(run, at)):
        at += 1
    return at


def _begins_no_name(run: Run, at: int) -> bool:
    token = run.tokens[at]
    if token.word.islower():
        return True
    if not token.flags & (FUNCTION | CALENDAR) or is_place_in_capitals(token.word):
        return False
    following = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    if following is None:
        return True
    named = token.flags & GIVEN and not following.flags & (HEAD | ROLE)
    person = named and (following.flags & FAMILY or (token.flags & CALENDAR and not following.flags & ANY))
    known = token.flags & KNOWN or lexicon().is_place(f"{token.word} {following.word}")
    return not person and (not known or bool(following.flags & HEAD))


def _spot_at(reading: Reading, at: int) -> Spot | None:
    """What begins with this token, by the first rule that knows it."""
    token = reading.run.tokens[at]
    if (spot := organisation_at(reading, at)) is not None:
        return spot
    if token.flags & PLACED and (spot := place_at(reading, at)) is not None:
        return spot
    if (spot := person_at(reading, at)) is not None:
        return spot
    if token.flags & PEOPLE or (at == 0 and reading.run.opens and token.flags & OPENER):
        return None
    return _by_context(reading, at)


def _by_context(reading: Reading, at: int) -> Spot | None:
    """What stands around an unknown name decides; a person's name may begin further inside the run."""
    tokens = reading.run.tokens
    inside = at + 2 < len(tokens) and tokens[at + 1].flags & GIVEN and not tokens[at + 1].flags & COMMON
    if inside and not tokens[at].flags & (GIVEN | FAMILY):
        return None
    rules = _FOR_ONE_WORD if len(tokens) == at + 1 else _FOR_SEVERAL
    for rule in rules:
        if (spot := rule(reading, at)) is not None:
            return spot
    return None


_JOINING = frozenset([" and ", " & ", " und ", " et ", " y ", " e ", ", ", " or "])
_FOR_ONE_WORD = (place_by_context, organisation_by_context, first_name_at)
_FOR_SEVERAL = (place_by_context, unknown_person_at, organisation_by_context)

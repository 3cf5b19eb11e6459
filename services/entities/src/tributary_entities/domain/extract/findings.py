"""What rules find in a document, each with the characters that say so and a confidence between 0 and 1."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC

PLACE, OPPORTUNITY = "place", "opportunity"
KINDS = (CREATOR, ORGANISATION, PLACE, TOPIC, OPPORTUNITY)

JOB, GRANT, BOUNTY, TENDER = "job", "grant", "bounty", "tender"
CALL_FOR_PAPERS, CALL_FOR_PROPOSALS = "call_for_papers", "call_for_proposals"
COMPETITION, SCHOLARSHIP = "competition", "scholarship"
OPPORTUNITY_KINDS = (
    JOB,
    GRANT,
    CALL_FOR_PAPERS,
    CALL_FOR_PROPOSALS,
    BOUNTY,
    TENDER,
    COMPETITION,
    SCHOLARSHIP,
)

OPEN, CLOSING, CLOSED, UNKNOWN = "open", "closing", "closed", "unknown"
CLOSING_WITHIN = timedelta(days=14)

ANYWHERE_ON_EARTH = "AoE"
"""A deadline's zone: as long as the day lasts anywhere, which is UTC-12."""


class Span(NamedTuple):
    """Characters `start` to `end` of a field of the document.

    `start == end == 0` where structured data says it and no text does.
    """

    field: str
    start: int
    end: int


class Named(NamedTuple):
    """An entity as relations name it."""

    kind: str
    name: str


class Found(NamedTuple):
    """The document names an entity of this kind. `name` is the full one; the span may hold a shorter one."""

    kind: str
    name: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when. A date ends with its day; a datetime is naive and in `zone`.

    `zone` is an IANA name, an offset ("+02:00"), "UTC", "AoE", or "" where the text names none.
    `extended` says that the text calls it an extension of an earlier one.
    """

    at: date | datetime
    zone: str
    span: Span
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount or a range of it; a missing end is None ("up to" has no least). ISO 4217, "" unknown."""

    least: Decimal | None
    most: Decimal | None
    currency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something one can apply for. Empty strings and None are facts the document does not state.

    `organisation` and `place` are names among the document's findings where they are there.
    """

    kind: str
    title: str
    span: Span
    confidence: float
    organisation: str = ""
    deadline: Deadline | None = None
    amount: Amount | None = None
    place: str = ""
    remote: bool | None = None
    eligibility: str = ""
    url: str = ""
    status: str = UNKNOWN


class Relation(NamedTuple):
    """`source` stands in `type` to `target`: both are among the findings, or an opportunity by its title."""

    type: str
    source: Named
    target: Named
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    found: tuple[Found, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    relations: tuple[Relation, ...] = ()

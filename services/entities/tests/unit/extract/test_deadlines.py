"""Of all dates in a text the deadline for handing in is told, never an event's or a decision's."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import CLOSED, CLOSING, OPEN, UNKNOWN, Deadline, Span
from tributary_entities.domain.extract.opportunities.deadlines import Deadlines
from tributary_entities.domain.extract.opportunities.page import read
from tributary_entities.domain.extract.opportunities.status import status_at

PUBLISHED = datetime(2024, 2, 14, tzinfo=UTC)
SPAN = Span("text", 0, 1)


def cases() -> list[list[str]]:
    """Lines of `wanted | language | title | text`: a date, its zone, "ext" where extended; or "none"."""
    lines = (Path(__file__).parent / "cases" / "deadlines.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 3) for line in lines]


def shown(deadline: Deadline | None) -> str:
    if deadline is None:
        return "none"
    return " ".join(filter(None, (deadline.at.isoformat(), deadline.zone, "ext" * deadline.extended)))


@pytest.mark.parametrize(("wanted", "lang", "title", "text"), cases())
def test_the_deadline_of_a_text(wanted: str, lang: str, title: str, text: str):
    document = Document(title=title, text=text.replace("\\n", "\n"), lang=lang, published=PUBLISHED)
    page = read(document)
    deadline, rank = Deadlines(page).find(0, len(page.whole), "")
    assert shown(deadline) == wanted
    assert (rank > 0) == (deadline is not None)


def test_a_deadline_says_where_it_stands():
    document = Document(title="CFP", text="Papers are due on 1 March 2024.", published=PUBLISHED)
    page = read(document)
    deadline, _ = Deadlines(page).find(0, len(page.whole), "")
    assert deadline is not None
    assert (
        document.field(deadline.span.field)[deadline.span.start : deadline.span.end].rstrip(".")
        == "1 March 2024"
    )


def test_one_zone_is_stated_for_all_deadlines():
    text = "Papers due: 1 March 2024. Notification: 1 May 2024. All deadlines are 23:59 AoE."
    page = read(Document(title="CFP", text=text, published=PUBLISHED))
    deadline, _ = Deadlines(page).find(0, len(page.whole), "")
    assert shown(deadline) == "2024-03-01 AoE"


STATUS = [
    (date(2024, 3, 1), "", "2024-03-02T11:00:00+00:00", CLOSING),
    (date(2024, 3, 1), "", "2024-03-02T12:00:01+00:00", CLOSED),
    (date(2024, 3, 1), "UTC", "2024-03-02T00:00:01+00:00", CLOSED),
    (date(2024, 3, 1), "Europe/Berlin", "2024-03-01T22:00:00+00:00", CLOSING),
    (datetime(2024, 3, 1, 17, 0), "+02:00", "2024-03-01T15:00:01+00:00", CLOSED),  # noqa: DTZ001
    (datetime(2024, 3, 1, 17, 0), "Nowhere/At_all", "2024-03-01T16:59:00+00:00", CLOSING),  # noqa: DTZ001
    (date(2024, 3, 1), "AoE", "2024-02-01T00:00:00+00:00", OPEN),
]


@pytest.mark.parametrize(("at", "zone", "now", "status"), STATUS)
def test_the_clock_tells_the_status(at: date, zone: str, now: str, status: str):
    assert status_at(Deadline(at, zone, SPAN), datetime.fromisoformat(now)) == status


def test_without_a_deadline_or_a_clock_the_status_is_unknown():
    assert status_at(None, PUBLISHED) == UNKNOWN
    assert status_at(Deadline(date(2024, 3, 1), "", SPAN), None) == UNKNOWN

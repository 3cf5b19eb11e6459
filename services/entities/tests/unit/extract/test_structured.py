"""What structured data states wins over the text; the text fills in what it leaves out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import CLOSED, Opportunity
from tributary_entities.domain.extract.opportunities.find import find_opportunities

POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Data Protection Officer",
    "hiringOrganization": {"@type": "Organization", "name": "Ashwater Council"},
    "validThrough": "2025-02-07T17:00:00+00:00",
    "jobLocationType": "TELECOMMUTE",
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Norwich", "addressCountry": "GB"}},
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {"@type": "QuantitativeValue", "minValue": 48710, "maxValue": "52,805", "unitText": "YEAR"},
    },
    "url": "https://careers.example/8812",
}
GRANT = {
    "@type": ["MonetaryGrant"],
    "name": "Coral Fund",
    "funder": [{"@type": "Organization", "name": "Blue Reef"}],
    "amount": {"@type": "MonetaryAmount", "currency": "EUR", "value": "5000"},
    "applicationDeadline": "2025-03-01",
}
GOOGLE_BASE = {
    "g:employer": "Google, Inc",
    "g:job_function": "Google Coordinator",
    "g:job_type": "full-time",
    "g:expiration_date": "2005-12-20",
    "g:salary": "40000",
    "g:currency": "USD",
    "g:salary_type": "starting",
    "g:location": "1600 Amphitheatre Parkway, Mountain View, CA, 94043, USA",
}


def found(*structured: object, text: str = "", title: str = "An item") -> list[Opportunity]:
    published = datetime(2025, 1, 9, tzinfo=UTC)
    link = "https://item.example"
    item = Document(title=title, text=text, structured=tuple(structured), published=published, link=link)  # type: ignore[arg-type]
    return find_opportunities(item, now=datetime(2025, 6, 1, tzinfo=UTC))


def test_a_job_posting():
    (one,) = found(POSTING, text="Apply by 1 March 2025. Salary up to €99,000.")
    assert (one.kind, one.title, one.organisation) == ("job", "Data Protection Officer", "Ashwater Council")
    assert one.deadline is not None
    assert (one.deadline.at, one.deadline.zone) == (datetime(2025, 2, 7, 17, 0), "UTC")  # noqa: DTZ001
    assert one.amount is not None
    assert (one.amount.least, one.amount.most, one.amount.currency) == (Decimal(48710), Decimal(52805), "GBP")
    assert (one.place, one.remote, one.url, one.status) == (
        "Norwich",
        True,
        "https://careers.example/8812",
        CLOSED,
    )


def test_a_grant_within_a_graph_with_the_texts_link():
    (one,) = found({"@graph": [{"@type": "WebPage"}, GRANT]}, text="Apply at https://fund.example/apply now.")
    assert (one.kind, one.title, one.organisation) == ("grant", "Coral Fund", "Blue Reef")
    assert one.deadline is not None
    assert one.deadline.at == date(2025, 3, 1)
    assert one.url == "https://fund.example/apply"


def test_google_base():
    (one,) = found(GOOGLE_BASE, title="Google Coordinator - Mountain View")
    assert (one.kind, one.title, one.organisation) == ("job", "Google Coordinator", "Google, Inc")
    assert one.amount is not None
    assert (one.amount.least, one.amount.most, one.amount.currency) == (Decimal(40000), None, "USD")
    assert (one.span.field, one.span.start, one.span.end) == ("title", 0, 18)
    assert one.url == "https://item.example"


def test_several_postings_share_no_facts_of_the_text():
    found_jobs = found(
        POSTING, {**POSTING, "title": "Clerk", "url": ""}, text="Apply at https://a.example/apply"
    )
    assert [one.title for one in found_jobs] == ["Data Protection Officer", "Clerk"]
    assert found_jobs[1].url == "https://item.example"


def test_an_events_place_and_organiser_serve_the_call():
    event = {
        "@type": "Event",
        "location": {"name": "Hall", "address": "Graz"},
        "organizer": {"name": "Devs e.V."},
    }
    (one,) = found(event, title="Call for papers: DevDay", text="Submit by 1 March 2025.")
    assert (one.kind, one.place, one.organisation) == ("call_for_papers", "Graz", "Devs e.V.")
    assert found(event, title="DevDay 2025", text="Get your ticket now.") == []


BROKEN = [
    {"@type": "JobPosting"},
    {"@type": "JobPosting", "title": ["a", 3], "validThrough": "soon", "baseSalary": "negotiable"},
    {
        "@type": "JobPosting",
        "title": {"name": None},
        "validThrough": 12,
        "jobLocation": [],
        "hiringOrganization": [],
    },
    {"@type": "JobPosting", "validThrough": "9999-12-31", "baseSalary": {"value": {"minValue": "1e999"}}},
    {"@type": [], "@graph": "x"},
    {"@type": None, "@graph": [3]},
]


@pytest.mark.parametrize("node", BROKEN)
def test_broken_data_breaks_nothing(node: dict[str, object]):
    for one in found(node):
        assert one.deadline is None

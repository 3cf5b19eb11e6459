"""Opportunities are found in texts of many wordings, with their facts; reports are not mistaken for them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tributary_entities.domain.extract.document import Document, Link
from tributary_entities.domain.extract.findings import CLOSED, OPEN, Found, Opportunity, Span
from tributary_entities.domain.extract.opportunities.find import find_opportunities

CASES = Path(__file__).parent / "cases"


def offers() -> Iterator[tuple[str, str, str, str, str, str]]:
    """Lines of `kind | published | language | title | text || deadline`; "*" where it does not matter."""
    for line in (CASES / "offers.txt").read_text(encoding="utf-8").splitlines():
        told, deadline = line.rsplit(" || ", 1)
        kind, published, lang, rest = told.split(" | ", 3)
        title, text = rest.rsplit(" | ", 1)
        yield kind, published, lang, title, text, deadline


def reports() -> list[list[str]]:
    """Lines of `language | title | text`."""
    lines = (CASES / "reports.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 2) for line in lines]


def document(title: str, text: str = "", lang: str = "en", published: str = "2024-02-20", **more) -> Document:
    moment = datetime.fromisoformat(f"{published}T08:00:00+00:00")
    return Document(title=title, text=text.replace("\\n", "\n"), lang=lang, published=moment, **more)


def only(found: list[Opportunity]) -> Opportunity:
    (one,) = found
    return one


def day(one: Opportunity) -> str:
    return one.deadline.at.isoformat()[:16] if one.deadline else "none"


@pytest.mark.parametrize(("kind", "published", "lang", "title", "text", "deadline"), list(offers()))
def test_an_offer_is_found(kind: str, published: str, lang: str, title: str, text: str, deadline: str):
    item = document(title, text, lang, published)
    one = only(find_opportunities(item))
    assert one.kind == kind
    assert deadline in {"*", day(one)}
    assert item.field(one.span.field)[one.span.start : one.span.end] == one.title
    assert 0.5 <= one.confidence <= 1


@pytest.mark.parametrize(("lang", "title", "text"), reports())
def test_a_report_offers_nothing(lang: str, title: str, text: str):
    assert find_opportunities(document(title, text, lang, feed_title="News")) == []


JOBS = [
    ("Senior Engineer (m/w/d) – Acme GmbH, Berlin", "Senior Engineer", "Acme GmbH"),
    ("Acme is hiring a Senior Rust Developer", "Senior Rust Developer", "Acme"),
    ("Hiring: Product Designer at Foobar", "Product Designer", "Foobar"),
    ("Data Scientist at Zalando in Berlin", "Data Scientist", "Zalando"),
    ("Professor of Mathematics, University of Vienna", "Professor of Mathematics", "University of Vienna"),
    ("Softwareentwickler Java (m/w/d) bei Siemens in München", "Softwareentwickler Java", "Siemens"),
    ("Acme sucht eine Pflegefachkraft (m/w/d) in Hamburg", "Pflegefachkraft", "Acme"),
    ("Acme recrute un développeur Python", "développeur Python", "Acme"),
    ("PhD position in Machine Learning at ETH Zurich", "PhD position in Machine Learning", "ETH Zurich"),
    ("Vaga: Desenvolvedor Front-end na Empresa Horizonte", "Desenvolvedor Front-end", "Horizonte"),
]


@pytest.mark.parametrize(("title", "occupation", "organisation"), JOBS)
def test_the_title_of_a_job_says_what_and_where(title: str, occupation: str, organisation: str):
    one = only(find_opportunities(document(title)))
    assert (one.kind, one.title, one.organisation) == ("job", occupation, organisation)


def named(kind: str, name: str, text: str, field: str) -> Found:
    start = text.index(name)
    return Found(kind, name, Span(field, start, start + len(name)), 0.9)


def test_a_place_is_one_that_was_found():
    title, text = "Cook wanted – The Old Mill, Whitby", "Full time, £12 per hour. Apply before 1 June."
    found = [named("place", "Whitby", title, "title")]
    one = only(find_opportunities(document(title, text), found))
    assert (one.place, one.remote) == ("Whitby", None)


def test_a_job_without_a_place_is_remote_where_it_says_so():
    title = "Backend Engineer at Lumen (remote)"
    assert only(find_opportunities(document(title, "Salary €70k. Apply now."))).remote is True
    hybrid = "Backend Engineer at Lumen", "Hybrid, two days remote. Salary €70k. Apply now."
    assert only(find_opportunities(document(*hybrid))).remote is None
    office = "Backend Engineer at Lumen", "On-site only. Salary €70k. Apply now."
    assert only(find_opportunities(document(*office))).remote is False


def test_who_may_apply():
    text = "The fund gives grants of up to €5,000. Open to residents of Leeds under 26. Apply by 1 May."
    one = only(find_opportunities(document("Youth grants: apply now", text)))
    assert one.eligibility == "Open to residents of Leeds under 26"
    assert one.amount is not None
    assert (one.amount.least, one.amount.most, one.amount.currency) == (None, Decimal(5000), "EUR")


LINKS = [
    (
        "Read about us on [our site](https://a.example). [Apply now](https://jobs.example/7)",
        "https://jobs.example/7",
    ),
    ("[More](https://a.example/more) and the [submission form](https://f.example/x)", "https://f.example/x"),
    (
        "Follow [us](https://twitter.com/us). [Submit](https://pretalx.com/conf/cfp)",
        "https://pretalx.com/conf/cfp",
    ),
    (
        "Zum [Einreichungsformular](https://f.example/e). [Impressum](https://a.example/i)",
        "https://f.example/e",
    ),
    ("Send it in at https://cfp.example/2024.", "https://cfp.example/2024"),
    ("Submit your talk to talks@conf.example by then.", "mailto:talks@conf.example"),
    ("See [the website](https://a.example).", "https://item.example/1"),
    ("Nothing here.", "https://item.example/1"),
]


@pytest.mark.parametrize(("text", "url"), LINKS)
def test_the_link_to_apply_is_the_one_marked_so(text: str, url: str):
    plain, links = linked("The call for papers closes on 1 May 2024. " + text)
    item = document("CFP: DevDay", plain, links=links, link="https://item.example/1")
    assert only(find_opportunities(item)).url == url


def linked(text: str) -> tuple[str, tuple[Link, ...]]:
    """A text with its [words](address) as links."""
    plain, links = "", []
    for part in text.replace("](", "[").replace(")", "[").split("["):
        if part.startswith("http") and links and links[-1].url == "":
            links[-1] = links[-1]._replace(url=part)
            continue
        links.append(Link(len(plain), len(plain) + len(part), ""))
        plain += part
    return plain, tuple(link for link in links if link.url)


DIGEST = """Calls closing soon:

PyCon Utopia, Graz, 5-7 June 2024. CFP closes 1 March 2024.
RustDay, Lyon, 3 May 2024. CFP closes 8 March 2024.
GoFest (online), 9 May 2024. CFP closes 15 March 2024."""


def test_a_digest_holds_one_opportunity_for_each_entry():
    found = find_opportunities(document("Calls for papers this week", DIGEST))
    assert [(one.title, day(one)) for one in found] == [
        ("PyCon Utopia", "2024-03-01"),
        ("RustDay", "2024-03-08"),
        ("GoFest", "2024-03-15"),
    ]
    assert {one.kind for one in found} == {"call_for_papers"}


def test_a_list_of_openings():
    text = "Senior Engineer, Berlin\nProduct Designer, remote\nOffice Manager, Lisbon"
    found = find_opportunities(document("Open positions at Acme", text))
    assert [one.title for one in found] == ["Senior Engineer", "Product Designer", "Office Manager"]


def test_important_dates_are_one_call():
    text = "Important dates\n\nAbstracts: 1 March 2024\nPapers: 8 March 2024\nNotification: 1 May 2024"
    assert day(only(find_opportunities(document("Call for papers: WebDays 2024", text)))) == "2024-03-08"


def test_status_of_what_has_no_deadline():
    rolling = document("Micro-grants for makers", "Apply anytime: grants are given on a rolling basis.")
    assert only(find_opportunities(rolling)).status == OPEN
    closed = document("Vacancy closed: stage carpenter", "Applications closed on 12 February 2024.")
    assert only(find_opportunities(closed, now=datetime(2024, 2, 1, tzinfo=UTC))).status == CLOSED

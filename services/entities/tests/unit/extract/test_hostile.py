"""Hostile texts cost no more than their length, and break nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_entities.domain.extract.document import Document, Link
from tributary_entities.domain.extract.opportunities.find import find_opportunities

SIZE = 100_000
SEEDS = [
    "a",
    " ",
    "\n",
    "1",
    "1.",
    "1/",
    "1-",
    "12 ",
    "€1 ",
    "1 000 ",
    "1.000,",
    "$1k-",
    "A ",
    "A b ",
    "Aa, ",
    "Apply by ",
    "deadline: ",
    "1 March to ",
    "1 March 2024 (",
    "Deadline extended from 1 March 2024 to 15 March 2024. ",
    "a@",
    "a@b.",
    "http://",
    "https://a.example/ ",
    "(m/w/d) ",
    "call for _ papers ",
    "submit a a a talk ",
    "Engineer at ",
    "is hiring a ",
    "Acme is hiring. ",
    "in 3 days ",
    "12:00 ",
    "noon ",
    "no. 1. ",
    "• ",
    "İ",
    "ß",
    "\u0300",
    "漢字",
    "Call for papers, deadline 1 May 2024\n",
    "PyCon Utopia: CFP closes 1 March 2024\n\n",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("seed", SEEDS)
def test_long_texts_of_one_kind(seed: str):
    text = "Call for papers. Apply by 1 May 2024 for grants of €5. " + seed * (SIZE // len(seed))
    links = tuple(Link(n, n + 5, "https://a.example/apply") for n in range(0, 50_000, 10))
    title = "Calls for papers this week " + seed * SIZE
    find_opportunities(
        Document(title=title, text=text, links=links, published=datetime(2024, 2, 1, tzinfo=UTC))
    )


WORDS = st.sampled_from(
    [
        "call",
        "for",
        "papers",
        "deadline",
        "1",
        "March",
        "2024",
        "-",
        "to",
        "apply",
        "by",
        "€5,000",
        "up",
        "grant",
        "Engineer",
        "at",
        "Acme",
        "(m/w/d)",
        "\n",
        ".",
        ";",
        ":",
        "(",
        ")",
        "next",
        "Friday",
        "hiring",
        "is",
        "a",
    ]
)


@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=12))
def test_any_text_gives_opportunities_with_true_spans(words: list[str], title: list[str]):
    document = Document(
        title=" ".join(title), text=" ".join(words), published=datetime(2024, 2, 1, tzinfo=UTC)
    )
    for one in find_opportunities(document):
        assert document.field(one.span.field)[one.span.start : one.span.end] == one.title


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_characters_break_nothing(text: str, title: str):
    find_opportunities(Document(title=title, text=f"Call for papers: apply by 1 May 2024. {text}"))

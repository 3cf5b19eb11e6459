"""Whatever the text holds, the rules end soon, raise nothing, and point into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tributary_entities.adapters.extractors.page import read
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.rules import MOST, extract

PIECES = [
    *("A ", "Aa ", "Dr. ", "A.", "University of ", "Ministry of A and ", "Smith Jones ", "Inc. ", "Google "),
    *(
        "Aa & ",
        "Aa (AA) ",
        "Aa's ",
        "Aa von der ",
        "Paris, ",
        "said John Smith ",
        "Keywords: a, ",
        "#a ",
        "A\n",
    ),
    *('<a href="', "<div>", "<!--", "<a b='", "<p><a href=x>", "<b itemprop=x itemscope>", "&", "[[", "- \n"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_of_one_piece_ends(piece):
    text = (piece * (100_000 // len(piece)))[:100_000]
    assert len(extract(Document(text=text)).found) <= MOST + 10
    read(text, base="https://a.example/")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "the ", ", ", ". ", "Ähre ", "de ", "in Rome ", "CEO "]), max_size=40),
    st.text(max_size=40),
)
def test_every_span_lies_in_its_field(pieces, rest):
    document = read("".join(pieces) + rest, title=rest, author=rest, categories=(rest,))
    extraction = extract(document)
    for each in (*extraction.found, *extraction.relations):
        field = document.field(each.span.field)
        assert 0 <= each.span.start <= each.span.end <= len(field)
    assert all(0 < each.confidence <= 1 for each in extraction.found)

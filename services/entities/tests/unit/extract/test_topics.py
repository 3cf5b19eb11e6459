"""What an item is about."""

from tributary_entities.domain.entity import TOPIC
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.rules import extract


def topics(**facts):
    return [each.name for each in extract(Document(**facts)).found if each.kind == TOPIC]


def test_categories_are_topics_unless_they_keep_the_books():
    assert topics(categories=("Rust", "Uncategorized", "")) == ["Rust"]


def test_listed_keywords_are_topics():
    assert topics(categories=("x",), text="Intro.\nKeywords: deep learning, graphs") == [
        "x",
        "deep learning",
        "graphs",
    ]


def test_the_subject_of_a_call_is_one():
    assert topics(title="Two postdoctoral researchers in glaciology", text="Apply soon.") == ["glaciology"]


def test_a_title_alone_gives_none():
    assert topics(title="Some thoughts", text="It rained.") == []

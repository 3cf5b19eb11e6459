"""What is found in an item, and what is left alone."""

from typing import Any

import pytest
from tributary_entities.domain.extract import feed_facts as extract
from tributary_entities.domain.extract.bylines import MAX_TEXT, people
from tributary_entities.domain.extract.feed_facts import feed_facts
from tributary_entities.domain.item import Author


def named(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in people(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("By Jane Doe", ["Jane Doe"]),
        ("by: Jane Doe", ["Jane Doe"]),
        ("Byron Doe", ["Byron Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe and Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]),
        ("Jane Doe, John Roe, & Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]),
        ("Jane Doe, John Roe, Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]),
        ("Ludwig van Beethoven & Ann Lee", ["Ludwig van Beethoven", "Ann Lee"]),
        ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("Smith, John", ["Smith, John"]),
        ("Jane Doe, The Guardian", ["Jane Doe, The Guardian"]),
        ("Jane Doe, PhD", ["Jane Doe, PhD"]),
        ("Jane Doe and The Team", ["Jane Doe and The Team"]),
        ("Ben & Jerry", ["Ben & Jerry"]),
        ("research and development", ["research and development"]),
        ("jane@paper.example (Jane Doe)", ["Jane Doe"]),
        ("Jane Doe <jane@paper.example>", ["Jane Doe"]),
        ("jane@paper.example", ["jane@paper.example"]),
        ("", []),
        ("by ", []),
        (" ; , ", []),
        ("x" * (MAX_TEXT + 1), []),
    ],
)
def test_bylines(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_an_email_stays_with_its_name(item: Any) -> None:
    authors = [
        Author("Jane Doe <jane@paper.example>"),
        Author("John Roe", "john@paper.example", "https://roe.example"),
        Author("Ann Lee and Bob Ray", "desk@paper.example", "https://paper.example"),
        Author("", "only@paper.example"),
        Author("", "", "https://nobody.example"),
    ]
    found = [mention.alias for mention in feed_facts(item(authors=authors)).mentions[1:]]
    assert [tuple(alias) for alias in found] == [
        ("Jane Doe", "jane@paper.example", ""),
        ("John Roe", "john@paper.example", "https://roe.example"),
        ("Ann Lee", "", ""),
        ("Bob Ray", "", ""),
        ("only@paper.example", "only@paper.example", ""),
    ]


def test_spans_are_characters_of_the_field(item: Any) -> None:
    facts = feed_facts(item(authors=["By  Jane\tDoe"], categories=[" C++ "]))
    organisation, creator, topic = facts.mentions
    assert creator.span == ("author", 4, 12, "Jane Doe")
    assert creator.alias.name == "Jane Doe"
    assert topic.span == ("category", 1, 4, "C++")
    assert organisation.span == ("source", 0, 9, "The Paper")


def test_every_pair_is_connected_once(item: Any) -> None:
    facts = feed_facts(item(authors=["Jane Doe", "JANE DOE"], categories=["AI", "ai", "Law"]))
    said = [(c.type, c.source.key, c.target.key) for c in facts.connections]
    assert sorted(said) == [
        ("about", "src_1", "ai"),
        ("about", "src_1", "law"),
        ("published", "src_1", "jane doe"),
        ("wrote", "jane doe", "ai"),
        ("wrote", "jane doe", "law"),
    ]


def test_crowds_stay_bounded(item: Any) -> None:
    crowd = feed_facts(
        item(authors=[f"Author {n}" for n in range(999)], categories=[f"Topic {n}" for n in range(999)])
    )
    assert len(crowd.mentions) == 1 + 2 * extract.MAX_MENTIONS
    assert len(crowd.connections) == 2 * extract.MAX_MENTIONS + extract.MAX_CROSSED**2


def test_a_source_without_a_name_goes_by_its_id(item: Any) -> None:
    assert feed_facts(item(source_name=" ")).mentions[0].alias.name == "src_1"
    assert len(feed_facts(item(source_name="x" * 999)).mentions[0].alias.name) == 200


@pytest.mark.parametrize(
    "text", [" " * MAX_TEXT, "a@" * 5000, "A B," * 2500, "a@" + "a." * 4999, "<" * MAX_TEXT]
)
def test_hostile_texts_are_read_in_no_time(item: Any, text: str) -> None:
    facts = feed_facts(item(authors=[text], categories=[text]))
    assert len(facts.mentions) <= 1 + 2 * extract.MAX_MENTIONS

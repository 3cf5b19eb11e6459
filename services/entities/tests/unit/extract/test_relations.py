"""Relations between what a text names, each with the words that say so."""

import pytest
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.relations import MOST_MENTIONED
from tributary_entities.domain.extract.rules import extract


def said(text, **facts):
    return {(r.type, r.source.name, r.target.name) for r in extract(Document(text=text, **facts)).relations}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Orla Finnegan, chief executive of Brandt Ltd, resigned.",
            ("works_for", "Orla Finnegan", "Brandt Ltd"),
        ),
        ("Google engineer Maria Lopez gave the talk.", ("works_for", "Maria Lopez", "Google")),
        ("Maria Lopez joined Siemens AG last year.", ("works_for", "Maria Lopez", "Siemens AG")),
        ("Belmora Ltd was founded by Kiran Patel in 1990.", ("founded", "Kiran Patel", "Belmora Ltd")),
        ("Belmora Ltd acquired Korvath Inc on Monday.", ("acquired", "Belmora Ltd", "Korvath Inc")),
        ("Korvath Inc was bought by Belmora Ltd.", ("acquired", "Belmora Ltd", "Korvath Inc")),
        ("Belmora Ltd, based in Leeds, grows.", ("located_in", "Belmora Ltd", "Leeds")),
        ("It rains in Paris, Texas, all year.", ("located_in", "Paris", "Texas")),
        ("Korvath Inc, a subsidiary of Belmora Ltd, grows.", ("part_of", "Korvath Inc", "Belmora Ltd")),
    ],
)
def test_what_the_words_between_say(text, relation):
    assert relation in said(text)


def test_what_the_metadata_say():
    relations = said("", author="Jane Doe", categories=("music",), feed_title="BBC News")
    assert {("wrote", "Jane Doe", "music"), ("published", "BBC News", "Jane Doe")} <= relations
    assert ("about", "BBC News", "music") in relations


def test_mentions_stay_few_however_much_is_named():
    text = ". ".join(
        f"The firm {name} Ltd closed" for name in map("Quor{}".format, "abcdefghijklmnopqrstuvwxyz")
    )
    mentioned = [r for r in said(text, author="Jane Doe") if r[0] == "mentions"]
    assert len(mentioned) == MOST_MENTIONED


def test_no_relation_runs_across_sentences():
    assert not said("Maria Lopez left. Siemens AG grows.")

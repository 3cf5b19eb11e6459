"""One suite for search: memory, SQLite, PostgreSQL. All find the same in the same order."""

from typing import Any

import pytest
from tributary_entities.domain import ranking
from tributary_entities.usecases.search import Search

TENANT = "ours"

TOPICS = [
    "Machine Learning",
    "machine translation",
    "Learning",
    "Deep Learning Machines",
    "Café culture",
    "CAFE",
    "Straße",
    "C++",
    "C#",
    "Node.js",
    "日本語",
    "Αθήνα",
    "naïve Bayes",
    "R&D",
    "1984",
    "a b c",
]


def find(backend: Any, text: str, tenant: str = TENANT, **wanted: Any) -> list[str]:
    page = Search(backend.index, backend.store)(
        tenant, text, **{"kind": "", "item_id": "", "size": 100, "token": "", **wanted}
    )
    return [entity.name for entity in page.rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("learning", ["Learning", "Deep Learning Machines", "Machine Learning"]),
        ("LEARN", ["Learning", "Deep Learning Machines", "Machine Learning"]),
        ("machine learning", ["Machine Learning"]),
        ("machine l", ["Machine Learning"]),
        ("learning machine", ["Deep Learning Machines", "Machine Learning"]),
        ("machine", ["Machine Learning", "machine translation", "Deep Learning Machines"]),
        ("mach learning", []),
        ("cafe", ["CAFE", "Café culture"]),
        ("CAFÉ", ["CAFE", "Café culture"]),
        ("café culture", ["Café culture"]),
        ("strasse", ["Straße"]),
        ("c++", ["C++", "C#", "CAFE", "Café culture", "a b c"]),
        ("node js", ["Node.js"]),
        ("日本", ["日本語"]),
        ("αθηνα", ["Αθήνα"]),
        ("bayes", ["naïve Bayes"]),
        ("r&d", ["R&D"]),
        ("19", ["1984"]),
        ("learning \"machine\" AND NOT (x*) OR 'y' & | ! : <->", []),
        ('"machine"', ["Machine Learning", "machine translation", "Deep Learning Machines"]),
        ("!?", []),
        ("   ", []),
        ("no\0thing", []),
        ("paper", ["The Paper"]),
    ],
)
def test_what_is_found(backend: Any, item: Any, text: str, found: list[str]) -> None:
    backend.observe(item(categories=TOPICS))
    assert find(backend, text) == found


def test_more_items_come_first_among_equals(backend: Any, item: Any) -> None:
    backend.observe(
        item("item_1", categories=["deep sea", "deep space", "the deep"]),
        item("item_2", categories=["deep space", "the deep"]),
        item("item_3", categories=["the deep"]),
    )
    assert find(backend, "deep") == ["deep space", "deep sea", "the deep"]
    assert find(backend, "deep s") == ["deep space", "deep sea"]


def test_filters_and_pages(backend: Any, item: Any) -> None:
    backend.observe(
        item("item_1", authors=["Ann Lee"], categories=["ann one", "ann two", "ann three"]),
        item("item_2", categories=["ann two"]),
    )
    everything = ["ann two", "Ann Lee", "ann one", "ann three"]
    assert find(backend, "ann") == everything
    assert find(backend, "ann", kind="creator") == ["Ann Lee"]
    assert find(backend, "ann", item_id="item_2") == ["ann two"]
    seen, after = [], None
    while hits := backend.index.search(
        TENANT, ranking.parse("ann"), kind="", item_id="", after=after, limit=1
    ):
        seen += hits
        after = hits[-1]
    found = backend.store.get_entities(TENANT, [hit.id for hit in seen])
    assert [entity.name for entity in found] == everything


def test_any_alias_is_found_and_shows_the_entity_once(backend: Any, item: Any) -> None:
    backend.observe(item("item_1", hour=1), item("item_2", hour=2, source_name="Paper of Record"))
    assert find(backend, "paper") == ["Paper of Record"]
    assert find(backend, "the paper") == ["Paper of Record"]


def test_what_lost_its_evidence_is_not_found(backend: Any, item: Any) -> None:
    backend.observe(item(categories=["ghost"]), item("item_2", source_name="Gazette"))
    backend.observe(item(revision=2), item("item_2", 2))
    assert find(backend, "ghost") == []
    assert find(backend, "gazette") == []
    backend.observe(item(revision=3, categories=["ghost"]))
    assert find(backend, "ghost") == ["ghost"]


def test_two_tenants_never_meet(backend: Any, item: Any) -> None:
    backend.observe(item(categories=["shared word", "mine alone"]))
    backend.observe(item(tenant="theirs", categories=["shared word", "their own"]))
    assert find(backend, "shared") == ["shared word"]
    assert find(backend, "own") == []
    assert find(backend, "own", "theirs") == ["their own"]
    assert find(backend, "alone", "theirs") == []

"""One suite for the stores of entities: memory, SQLite, PostgreSQL."""

from typing import Any

import pytest
from tributary_entities.domain.facts import Alias, Span
from tributary_entities.domain.item import Author
from tributary_entities.ports.entity_store import EvidenceKey, NameKey, StrengthKey

TENANT = "ours"


def names(backend: Any, tenant: str = TENANT, **wanted: Any) -> list[str]:
    query = {"kind": "", "item_id": "", "after": None, "limit": 100, **wanted}
    return [entity.name for entity in backend.store.list_entities(tenant, **query)]


def entity(backend: Any, name: str, tenant: str = TENANT) -> Any:
    found = backend.store.list_entities(tenant, kind="", item_id="", after=None, limit=100)
    return next(e for e in found if e.name == name)


def neighbours(backend: Any, name: str, type_: str = "", tenant: str = TENANT) -> list[tuple[str, str, int]]:
    found = backend.store.list_neighbours(
        tenant, entity(backend, name, tenant).id, type_=type_, after=None, limit=100
    )
    return [(n.relationship.type, n.entity.name, n.relationship.item_count) for n in found]


def relationships(backend: Any, **wanted: Any) -> list[Any]:
    query = {"type_": "", "source_id": "", "target_id": "", "after": None, "limit": 100, **wanted}
    return list(backend.store.list_relationships(TENANT, **query))


def test_an_item_gives_entities_relationships_and_evidence(backend: Any, item: Any) -> None:
    observed = item(authors=[Author("By Jane Doe", "jane@paper.example", "https://jane.example")])
    assert backend.observe(item("item_0", categories=["Old"]), observed) == {"item_0", "item_1"}
    assert names(backend) == ["Jane Doe", "Old", "The Paper"]
    jane = entity(backend, "Jane Doe")
    assert jane.kind == "creator"
    assert jane.item_count == 1
    assert jane.first_seen_at == jane.last_seen_at == observed.first_seen_at
    assert jane.aliases == (Alias("Jane Doe", "jane@paper.example", "https://jane.example"),)
    assert entity(backend, "The Paper").item_count == 2
    assert neighbours(backend, "Jane Doe") == [("published", "The Paper", 1)]
    (row,) = backend.store.list_evidence(TENANT, jane.id, after=None, limit=10)
    assert row.span == Span("author", 3, 11, "Jane Doe")
    assert (row.item_id, row.item_revision, row.item_title) == ("item_1", 1, "Title of item_1")
    assert (row.item_link, row.feed_id, row.source_id) == (observed.link, "feed_1", "src_1")
    assert (row.extractor, row.extractor_version, row.confidence) == ("feed", "1", 1.0)
    assert (row.item_published_at, row.observed_at) == (None, observed.seen_at)


def test_relationships_have_types_directions_and_evidence(backend: Any, item: Any) -> None:
    backend.observe(item(authors=["Jane Doe"], categories=["AI"]))
    jane, topic, paper = (entity(backend, name) for name in ("Jane Doe", "AI", "The Paper"))
    found = {(r.type, r.source_id, r.target_id): r for r in relationships(backend)}
    assert set(found) == {
        ("wrote", jane.id, topic.id),
        ("published", paper.id, jane.id),
        ("about", paper.id, topic.id),
    }
    for relationship in found.values():
        assert relationship.confidence == 1.0
        assert relationship.item_count == 1
        (row,) = backend.store.list_evidence(TENANT, relationship.id, after=None, limit=10)
        assert row.item_id == "item_1"
        assert backend.store.get_relationship(TENANT, relationship.id) == relationship


def test_a_repeated_or_older_revision_changes_nothing(backend: Any, item: Any, graph: Any) -> None:
    old, new = item(revision=1, categories=["Old"]), item(revision=2, categories=["New"])
    backend.observe(new)
    before = graph(backend.store)
    assert backend.observe(new) == set()
    assert backend.observe(old) == set()
    assert graph(backend.store) == before


def test_a_new_revision_replaces_what_the_old_one_said(backend: Any, item: Any) -> None:
    backend.observe(item(authors=["Jane Doe"], categories=["AI", "Law"]), item("item_2", categories=["AI"]))
    lost = entity(backend, "Law").id
    gone = {r.id for r in relationships(backend, target_id=lost)}
    backend.observe(item(revision=2, authors=["John Roe"], categories=["AI", "Art"]))
    assert names(backend) == ["AI", "Art", "John Roe", "The Paper"]
    assert entity(backend, "AI").item_count == 2
    assert neighbours(backend, "AI") == [("about", "The Paper", 2), ("wrote", "John Roe", 1)]
    assert backend.store.get_entities(TENANT, [lost]) == []
    assert gone
    assert all(backend.store.get_relationship(TENANT, id_) is None for id_ in gone)
    assert backend.store.list_evidence(TENANT, lost, after=None, limit=10) == []
    rows = backend.store.list_evidence(TENANT, entity(backend, "AI").id, after=None, limit=10)
    assert {(row.item_id, row.item_revision) for row in rows} == {("item_1", 2), ("item_2", 1)}


def test_what_returns_has_its_id_again(backend: Any, item: Any) -> None:
    backend.observe(item(categories=["AI"]))
    before = entity(backend, "AI").id
    backend.observe(item(revision=2))
    assert names(backend) == ["The Paper"]
    backend.observe(item("item_2", categories=["ai"]))
    assert entity(backend, "ai").id == before


def test_spellings_of_one_name_are_aliases_of_one_entity(backend: Any, item: Any) -> None:
    backend.observe(
        item("item_1", categories=["machine learning"]),
        item("item_2", categories=["Machine  Learning", "#machine learning"]),
        item("item_3", categories=["Machine Learning"]),
    )
    found = entity(backend, "Machine Learning")
    assert found.item_count == 3
    assert [alias.name for alias in found.aliases] == [
        "Machine Learning",
        "#machine learning",
        "machine learning",
    ]


def test_an_organisation_takes_the_newest_name(backend: Any, item: Any) -> None:
    backend.observe(
        item("item_1", hour=1), item("item_2", hour=2), item("item_3", hour=3, source_name="The New")
    )
    found = entity(backend, "The New")
    assert found.item_count == 3
    assert [alias.name for alias in found.aliases] == ["The Paper", "The New"]
    backend.observe(item("item_3", 2, hour=3))
    assert names(backend) == ["The Paper"]


def test_times_follow_the_items_that_are_left(backend: Any, item: Any) -> None:
    items = [item(f"item_{hour}", hour=hour, categories=["AI"]) for hour in (5, 1, 9)]
    backend.observe(*items)
    first, last = items[1].first_seen_at, items[2].first_seen_at
    assert (entity(backend, "AI").first_seen_at, entity(backend, "AI").last_seen_at) == (first, last)
    backend.observe(item("item_1", 2, hour=1), item("item_9", 2, hour=9))
    found = entity(backend, "AI")
    assert found.first_seen_at == found.last_seen_at == items[0].first_seen_at
    (about,) = relationships(backend, type_="about")
    assert (about.first_seen_at, about.last_seen_at) == (found.first_seen_at, found.last_seen_at)


def test_lists_are_sorted_by_name_whatever_its_case_and_accents(backend: Any, item: Any) -> None:
    topics = [
        "zebra",
        "Éclair",
        "eclair two",
        "Apple",
        "apple pie",
        "Übung",
        "C++",
        "C#",
        "c",
        "日本",
        "1984",
    ]
    backend.observe(item(categories=topics))
    expected = [
        "1984",
        "Apple",
        "apple pie",
        "c",
        "C#",
        "C++",
        "Éclair",
        "eclair two",
        "Übung",
        "zebra",
        "日本",
    ]
    assert names(backend, kind="topic") == expected
    assert names(backend, kind="creator") == []


def test_pages_of_names_give_each_entity_once(backend: Any, item: Any) -> None:
    backend.observe(item(authors=["Same"], categories=["Same", "Other", "Third", "Fourth"]))
    seen, after = [], None
    while page := backend.store.list_entities(TENANT, kind="", item_id="", after=after, limit=2):
        seen += page
        after = NameKey(page[-1].sort_key, page[-1].id)
    assert sorted(e.name for e in seen) == ["Fourth", "Other", "Same", "Same", "The Paper", "Third"]
    assert len({e.id for e in seen}) == 6


def test_entities_of_an_item(backend: Any, item: Any) -> None:
    backend.observe(item(categories=["AI"]), item("item_2", categories=["Law"]))
    assert names(backend, item_id="item_2") == ["Law", "The Paper"]
    assert names(backend, item_id="item_2", kind="topic") == ["Law"]
    assert names(backend, item_id="item_9") == []


def test_neighbours_come_strongest_first_in_pages(backend: Any, item: Any) -> None:
    backend.observe(
        item("item_1", authors=["Jane Doe"], categories=["AI", "Law"]),
        item("item_2", authors=["Jane Doe"], categories=["AI"]),
        item("item_3", authors=["Jane Doe"], categories=["AI", "Art"]),
    )
    everything = neighbours(backend, "Jane Doe")
    assert sorted(everything[:2]) == [("published", "The Paper", 3), ("wrote", "AI", 3)]
    assert sorted(everything[2:]) == [("wrote", "Art", 1), ("wrote", "Law", 1)]
    assert len(neighbours(backend, "Jane Doe", "wrote")) == 3
    seen, after, jane = [], None, entity(backend, "Jane Doe").id
    while page := backend.store.list_neighbours(TENANT, jane, type_="", after=after, limit=1):
        seen += [(n.relationship.type, n.entity.name, n.relationship.item_count) for n in page]
        after = StrengthKey(page[-1].relationship.item_count, page[-1].relationship.id)
    assert seen == everything


def test_relationships_by_type_and_ends_in_pages(backend: Any, item: Any) -> None:
    backend.observe(item(authors=["Jane Doe"], categories=["AI", "Law"]))
    jane, topic = entity(backend, "Jane Doe").id, entity(backend, "AI").id
    assert len(relationships(backend)) == 5
    assert len(relationships(backend, type_="wrote")) == 2
    assert len(relationships(backend, source_id=jane)) == 2
    assert [r.type for r in relationships(backend, source_id=jane, target_id=topic)] == ["wrote"]
    assert relationships(backend, source_id="ent_unknown") == []
    seen, after = [], None
    while page := relationships(backend, after=after, limit=2):
        seen += page
        after = page[-1].id
    assert seen == relationships(backend)


def test_evidence_comes_newest_first_in_pages(backend: Any, item: Any) -> None:
    hours = [3, 1, 4, 1, 5, 9, 2, 6]
    backend.observe(*(item(f"item_{n}", hour=hour, categories=["AI"]) for n, hour in enumerate(hours)))
    topic = entity(backend, "AI").id
    everything = backend.store.list_evidence(TENANT, topic, after=None, limit=100)
    moments = [row.item_first_seen_at for row in everything]
    assert len(everything) == len(hours)
    assert moments == sorted(moments, reverse=True)
    seen, after = [], None
    while page := backend.store.list_evidence(TENANT, topic, after=after, limit=3):
        seen += page
        after = EvidenceKey(page[-1].item_first_seen_at, page[-1].item_id, page[-1].number)
    assert seen == everything


def test_entities_come_in_the_order_asked_for(backend: Any, item: Any) -> None:
    backend.observe(item(categories=["A", "B"]))
    a, b = entity(backend, "A"), entity(backend, "B")
    assert backend.store.get_entities(TENANT, [b.id, "ent_unknown", a.id]) == [b, a]


def test_two_tenants_never_meet(backend: Any, item: Any, graph: Any) -> None:
    backend.observe(item(authors=["Jane Doe"], categories=["AI"]))
    before = graph(backend.store)
    backend.observe(item(revision=7, tenant="theirs", authors=["Jane Doe"], categories=["Secret"]))
    assert graph(backend.store) == before
    assert names(backend, "theirs") == ["Jane Doe", "Secret", "The Paper"]
    mine, theirs = entity(backend, "Jane Doe"), entity(backend, "Jane Doe", "theirs")
    assert mine.id != theirs.id
    assert backend.store.get_entities(TENANT, [theirs.id]) == []
    assert backend.store.list_evidence(TENANT, theirs.id, after=None, limit=10) == []
    assert backend.store.list_neighbours(TENANT, theirs.id, type_="", after=None, limit=10) == []
    assert relationships(backend, source_id=theirs.id) == []
    (other,) = backend.store.list_relationships(
        "theirs", type_="wrote", source_id="", target_id="", after=None, limit=9
    )
    assert backend.store.get_relationship(TENANT, other.id) is None
    assert names(backend, "nobody") == []


@pytest.mark.parametrize("count", [1, 1100])
def test_batches_of_any_size(backend: Any, item: Any, count: int) -> None:
    items = [item(f"item_{n}", categories=[f"Topic {n}"]) for n in range(count)]
    assert len(backend.observe(*items)) == count
    assert entity(backend, "The Paper").item_count == count
    again = [item(f"item_{n}", 2, categories=[f"Topic {n}"]) for n in range(count)]
    assert len(backend.observe(*again)) == count
    assert entity(backend, "Topic 0").item_count == 1

"""However deliveries are ordered, repeated and cut, the graph is that of the newest revisions."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tributary_entities.adapters.memory import MemoryStore
from tributary_entities.adapters.sql import writer
from tributary_entities.domain.item import Item, newest
from tributary_entities.usecases.observe_items import ObserveItems
from tributary_kit.errors import Conflict, Unavailable
from tributary_kit.ids import new_id

PEOPLE = ["Jane Doe", "JANE DOE", "jane doe", "John Roe", "Ann Lee and Bob Ray", "by Jane Doe"]
TOPICS = ["AI", "ai", "#AI", "Law", "law", "Art"]
SOURCES = [("src_1", "The Paper"), ("src_1", "The New Paper"), ("src_2", "Gazette"), ("src_2", "The Paper")]


@st.composite
def revisions(draw: Any) -> list[dict[str, Any]]:
    """What up to five items say in up to three revisions."""
    said = []
    for number in range(draw(st.integers(1, 5))):
        hour = draw(st.integers(0, 3))
        for revision in range(1, draw(st.integers(1, 3)) + 1):
            source_id, source_name = draw(st.sampled_from(SOURCES))
            said.append(
                {
                    "id_": f"item_{number}",
                    "revision": revision,
                    "hour": hour,
                    "source_id": source_id,
                    "source_name": source_name,
                    "authors": draw(st.lists(st.sampled_from(PEOPLE), max_size=3)),
                    "categories": draw(st.lists(st.sampled_from(TOPICS), max_size=4)),
                }
            )
    return said


@st.composite
def deliveries(draw: Any) -> tuple[list[dict[str, Any]], list[list[int]]]:
    """Revisions, and batches of their numbers in which each occurs at least once."""
    said = draw(revisions())
    every = list(range(len(said)))
    order = draw(st.permutations(every + draw(st.lists(st.sampled_from(every), max_size=6))))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=4)))
    borders = [0, *cuts, len(order)]
    return said, [list(order[a:b]) for a, b in pairwise(borders)]


@given(case=deliveries())
@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_order_gives_the_graph_of_the_newest_revisions(
    sql_backend: Any, item: Any, graph: Any, case: tuple[list[dict[str, Any]], list[list[int]]]
) -> None:
    said, batches = case
    tenant = new_id("t")
    items = [item(**dict(values), tenant=tenant) for values in said]
    observe = ObserveItems(sql_backend.store)
    for batch in batches:
        assert not observe([items[number] for number in batch]).refused
    expected = MemoryStore()
    ObserveItems(expected)(newest(items))
    assert graph(sql_backend.store, tenant) == graph(expected, tenant)


def test_workers_at_once_make_the_graph_of_one(sql_backend: Any, item: Any, graph: Any) -> None:
    items: list[Item] = [
        item(
            f"item_{number}",
            revision,
            hour=number % 7,
            authors=[f"Author {number % 11}", f"author {number % 3}"],
            categories=[f"Topic {(number * revision) % 13}", f"topic {number % 5}", "News"],
        )
        for number in range(60)
        for revision in (1, 2)
    ]
    shuffled = [*items[::2], *items[1::2], *items[::3]]
    batches = [shuffled[start : start + 20] for start in range(0, len(shuffled), 20)]
    observe = ObserveItems(sql_backend.store)
    with ThreadPoolExecutor(4) as workers:
        for outcome in workers.map(observe, batches):
            assert not outcome.refused
    expected = MemoryStore()
    ObserveItems(expected)(newest(items))
    assert graph(sql_backend.store) == graph(expected)


def test_workers_in_each_others_way_do_not_blame_the_items(
    sql_backend: Any, item: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def conflict(*_: object) -> None:
        tries.append(1)
        raise Conflict("Another worker takes in the same items.")

    monkeypatch.setattr(writer, "_take_into_inbox", conflict)
    with pytest.raises(Unavailable):
        sql_backend.observe(item())
    assert len(tries) == 3

"""Messages from the bus: bad ones are rejected alone, good ones are stored."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tributary.ingest.v1 import events_pb2, ingest_pb2
from tributary_entities.adapters.memory import MemoryStore
from tributary_entities.api.inbox import Inbox
from tributary_entities.api.item_messages import ITEM_INGESTED, item_of
from tributary_entities.domain.facts import Observation
from tributary_entities.usecases.observe_items import ObserveItems
from tributary_kit.bus.port import Envelope
from tributary_kit.bus.wire import timestamp
from tributary_kit.errors import Invalid, Unavailable
from tributary_testkit.clock import ManualClock

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def message(**values: Any) -> events_pb2.ItemIngested:
    given: dict[str, Any] = {
        "id": "item_1",
        "feed_id": "feed_1",
        "source_id": "src_1",
        "revision": 1,
        "title": "A  title",
        "link": "https://paper.example/1",
        "first_seen_at": timestamp(NOW),
        "seen_at": timestamp(NOW),
        **values,
    }
    return events_pb2.ItemIngested(
        item=ingest_pb2.Item(**given), source=ingest_pb2.Source(id="src_1", name="The Paper")
    )


def envelope(id_: str = "evt_1", **values: Any) -> Envelope:
    payload = message(**values).SerializeToString()
    return Envelope(id_, ITEM_INGESTED, "ours", "item_1", NOW, payload)


def inbox(store: Any) -> Inbox:
    return Inbox(ObserveItems(store), ManualClock(NOW))


class Picky(MemoryStore):
    """Refuses items by a title."""

    def observe(self, tenant: str, observations: Any) -> set[str]:
        if any(o.item.title == "bad" for o in observations):
            raise Invalid("The item breaks a rule of the store.")
        return super().observe(tenant, observations)


class Away(MemoryStore):
    """Cannot be reached."""

    def observe(self, tenant: str, observations: list[Observation]) -> set[str]:  # type: ignore[override]
        raise Unavailable("The database cannot be reached.")


def test_a_message_becomes_an_item() -> None:
    item = item_of(envelope(authors=[ingest_pb2.Person(name="Jane Doe")], categories=["AI"]))
    assert (item.tenant, item.id, item.revision, item.title) == ("ours", "item_1", 1, "A title")
    assert (item.source_name, item.authors[0].name, item.categories) == ("The Paper", "Jane Doe", ("AI",))
    assert item.published_at is None


@pytest.mark.parametrize(
    "values",
    [
        {"id": ""},
        {"id": "x" * 101},
        {"id": "a\0b"},
        {"feed_id": ""},
        {"source_id": ""},
        {"revision": 0},
        {"seen_at": {"seconds": 10**12}},
    ],
)
def test_a_broken_message_is_rejected_alone(values: dict[str, Any]) -> None:
    store = MemoryStore()
    rejections = inbox(store)([envelope("evt_bad", **values), envelope("evt_good")])
    assert [rejection.id for rejection in rejections] == ["evt_bad"]
    assert len(store.list_entities("ours", kind="", item_id="", after=None, limit=9)) == 1


def test_foreign_and_damaged_messages_are_rejected() -> None:
    foreign = Envelope("evt_1", "tributary.other.v1.Thing", "ours", "k", NOW, b"")
    damaged = Envelope("evt_2", ITEM_INGESTED, "ours", "k", NOW, b"\xff\xff\xff")
    nobodys = Envelope("evt_3", ITEM_INGESTED, "", "k", NOW, message().SerializeToString())
    rejections = inbox(MemoryStore())([foreign, damaged, nobodys])
    assert [rejection.id for rejection in rejections] == ["evt_1", "evt_2", "evt_3"]


def test_what_the_store_refuses_is_rejected_and_the_others_are_stored() -> None:
    store = Picky()
    batch = [envelope(f"evt_{n}", id=f"item_{n}", title="bad" if n == 2 else "good") for n in range(5)]
    assert [rejection.id for rejection in inbox(store)(batch)] == ["evt_2"]
    assert len(store.list_evidence("ours", _paper(store), after=None, limit=9)) == 4


def test_a_store_that_is_away_is_no_message_s_fault() -> None:
    with pytest.raises(Unavailable):
        inbox(Away())([envelope()])


def _paper(store: MemoryStore) -> str:
    return store.list_entities("ours", kind="organisation", item_id="", after=None, limit=1)[0].id

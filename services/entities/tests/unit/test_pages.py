"""Page tokens that this service did not give out are refused in words, not by the database."""

import pytest
from tributary_entities.adapters.memory import MemoryStore
from tributary_entities.usecases.look_up import LookUp
from tributary_entities.usecases.search import Search
from tributary_kit import paging
from tributary_kit.errors import Invalid, InvalidPageToken

TENANT = "ours"


@pytest.mark.parametrize(
    "key", [[], ["a"], ["a", 1], ["a\0", "b"], [None, "b"], ["a", "b", "c"], [True, "b"], [1.5, "b"]]
)
def test_forged_keys_are_refused(key: list[str | int | float | None]) -> None:
    token = paging.encode(f"entities/{TENANT}//", key)
    with pytest.raises(InvalidPageToken):
        LookUp(MemoryStore()).entities(TENANT, kind="", item_id="", size=0, token=token)


@pytest.mark.parametrize("moment", [2**63, 2**62, -(2**62)])
def test_impossible_times_are_refused(moment: int) -> None:
    token = paging.encode(f"evidence/{TENANT}/ent_1", [moment, "item_1", 0])
    with pytest.raises(InvalidPageToken):
        LookUp(MemoryStore()).evidence(TENANT, "ent_1", size=0, token=token)


def test_a_token_belongs_to_its_list_and_filters() -> None:
    store = MemoryStore()
    token = paging.encode(f"entities/{TENANT}/topic/", ["a", "b"])
    assert LookUp(store).entities(TENANT, kind="topic", item_id="", size=0, token=token).rows == []
    with pytest.raises(InvalidPageToken):
        LookUp(store).entities(TENANT, kind="creator", item_id="", size=0, token=token)
    with pytest.raises(InvalidPageToken):
        Search(store, store)(TENANT, "a", kind="topic", item_id="", size=0, token=token)


def test_sizes_are_checked_even_where_there_is_nothing_to_find() -> None:
    store = MemoryStore()
    with pytest.raises(Invalid):
        Search(store, store)(TENANT, "!", kind="", item_id="", size=-1, token="")

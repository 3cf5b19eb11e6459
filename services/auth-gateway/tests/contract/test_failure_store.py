"""What every store of failed logins must do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from tributary_gateway.domain.throttle import FORGOTTEN_AFTER, Failures

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def store(stores):
    return stores.failures


def test_failures_are_counted_for_each_key(store):
    store.add(["a", "b"], NOW)
    store.add(["b", "c"], NOW + timedelta(seconds=1))
    later = NOW + timedelta(seconds=1)
    assert store.get(["a", "b", "x"]) == {"a": Failures(1, NOW), "b": Failures(2, later)}


def test_success_clears_one_key(store):
    store.add(["a", "b"], NOW)
    store.clear("a")
    store.clear("x")
    assert store.get(["a", "b"]) == {"b": Failures(1, NOW)}


def test_forgotten_failures_are_dropped_and_begin_anew(store):
    store.add(["a", "b"], NOW)
    later = NOW + FORGOTTEN_AFTER
    store.add(["a"], later)
    assert store.get(["a", "b"]) == {"a": Failures(1, later)}


def test_none_is_lost_when_many_fail_at_once_in_different_orders(store):
    orders = [["a", "b"], ["b", "a"]] * 10
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda keys: store.add(keys, NOW), orders))
    assert store.get(["a", "b"]) == {"a": Failures(20, NOW), "b": Failures(20, NOW)}

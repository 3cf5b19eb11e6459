"""The pump's thread outlives every fault, and tells how things stand."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from tributary_kit import metrics
from tributary_kit.bus import pump as pump_module
from tributary_kit.bus.port import BusUnavailable, Envelope
from tributary_kit.bus.pump import Pump
from tributary_kit.bus.queue import metadata, queue_in
from tributary_kit.errors import DeadlineExceeded
from tributary_kit.sql.engine import Database
from tributary_testkit.clock import ManualClock


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def messages(sqlite_url, clock):
    database = Database(sqlite_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield queue_in(database, clock)
    database.close()


def envelope(clock):
    return Envelope("e1", "T", "default", "k", clock.now() - timedelta(seconds=7), b"")


def test_faults_of_the_store_and_the_consumer_are_survived(messages, clock, monkeypatch):
    monkeypatch.setattr(pump_module, "_FIRST_PAUSE", 0.001)
    arrived, faults = threading.Event(), [OSError("store"), BusUnavailable("consumer")]
    claim = messages.claim

    def flaky_claim(*args):
        if isinstance(faults[0], OSError):
            raise faults.pop(0)
        return claim(*args)

    def deliver(_envelopes):
        if faults[:1]:
            raise faults.pop(0)
        arrived.set()
        return []

    monkeypatch.setattr(messages, "claim", lambda *args: flaky_claim(*args) if faults else claim(*args))
    messages.put([envelope(clock)])
    pump = Pump(messages, deliver, name="relay")
    pump.start()
    assert arrived.wait(10)
    pump.stop()
    assert messages.depth()[0] == 0


def test_an_idle_pump_wakes_at_once(messages, clock):
    arrived = threading.Event()
    pump = Pump(messages, lambda _: arrived.set() or [], name="relay", idle_seconds=60)
    pump.start()
    messages.put([envelope(clock)])
    pump.wake()
    assert arrived.wait(10)
    pump.stop()


def test_depth_and_outcomes_are_measured(messages, clock):
    messages.put([envelope(clock)])
    pump = Pump(messages, lambda _: [], name="relay")
    pump._report()
    text = metrics.render().decode()
    assert 'tributary_bus_depth{queue="bus_message"} 1.0' in text
    assert 'tributary_bus_oldest_seconds{queue="bus_message"} 7.0' in text
    assert pump.drain_once() == 1
    assert 'tributary_bus_delivered_total{queue="bus_message",result="done"}' in metrics.render().decode()


def test_a_slow_consumer_gets_fewer_at_once_and_loses_none(messages, clock):
    sizes = []

    def deliver(envelopes):
        sizes.append(len(envelopes))
        if len(envelopes) > 5:
            raise DeadlineExceeded("Too many at once.")
        return []

    messages.put([Envelope(f"e{n}", "T", "default", f"k{n}", clock.now(), b"") for n in range(60)])
    pump = Pump(messages, deliver, name="relay", batch=50)
    while messages.depth()[0]:
        with suppress(DeadlineExceeded):
            pump.drain_once()
    assert sizes[:3] == [50, 12, 3]
    assert len(sizes) < 40
    assert messages.quarantined("default", 10) == []

"""Messages in a table, on each engine."""

import threading

import pytest
import sqlalchemy as sa
from tributary_kit.bus.port import Envelope, Rejection
from tributary_kit.bus.queue import metadata, queue_in
from tributary_kit.sql.engine import Database
from tributary_testkit.clock import ManualClock


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield database
    database.close()


@pytest.fixture
def messages(database, clock):
    return queue_in(database, clock)


@pytest.fixture
def envelope(clock):
    def make(number, key="k", tenant="default"):
        return Envelope(f"evt_{number}", "test.Thing", tenant, key, clock.now(), b"\0\xff", f"req_{number}")

    return make


def ids(lease):
    return [envelope.id for envelope in lease.envelopes]


def test_they_come_back_whole_and_in_order(messages, envelope):
    sent = [envelope(i, key=f"k{i % 3}", tenant=f"t{i}") for i in range(5)]
    assert messages.put(sent) == 5
    lease = messages.claim(10, 30)
    assert lease.envelopes == sent
    messages.done(lease, ids(lease))
    assert not messages.claim(10, 30)
    assert messages.depth() == (0, 0.0)


def test_a_repeated_id_changes_nothing(messages, envelope):
    messages.put([envelope(1)])
    assert messages.put([envelope(1, key="other"), envelope(2)]) == 1
    assert [e.key for e in messages.claim(10, 30).envelopes] == ["k", "k"]


def test_they_vanish_with_the_transaction_that_added_them(database, messages, envelope):
    with pytest.raises(ZeroDivisionError), database.write() as connection:  # noqa: PT012
        messages.add(connection, [envelope(1)])
        raise ZeroDivisionError
    assert not messages.claim(10, 30)


def test_a_lease_that_is_not_settled_falls_back(messages, envelope, clock):
    messages.put([envelope(1), envelope(2)])
    lost = messages.claim(10, 30)
    assert not messages.claim(10, 30)
    clock.advance(31)
    again = messages.claim(10, 30)
    assert ids(again) == ids(lost)
    messages.done(lost, ids(lost))
    messages.fail(lost, [Rejection("evt_1", "late")])
    assert messages.depth()[0] == 2, "who lost the lease has no say any more"
    messages.done(again, ids(again))
    assert messages.depth()[0] == 0


def test_released_ones_are_due_at_once_and_untried(messages, envelope):
    messages.put([envelope(1)])
    for _ in range(10):
        lease = messages.claim(1, 30)
        assert lease.tries == {"evt_1": 0}
        messages.release(lease, ids(lease))


def test_failures_pause_longer_and_longer_and_end_in_quarantine(messages, envelope, clock):
    messages.put([envelope(1)])
    for tries in range(5):
        lease = messages.claim(1, 30)
        assert lease.tries == {"evt_1": tries}
        assert messages.fail(lease, [Rejection("evt_1", f"bad\0 {tries}" + "x" * 2000)]) == (tries == 4)
        assert not messages.claim(1, 30)
        clock.advance(2**tries * 1.5)
    assert messages.depth()[0] == 0
    [given_up] = messages.quarantined("default", 10)
    assert (given_up.id, given_up.tries, given_up.detail[:6]) == ("evt_1", 5, "bad  4")


def test_quarantined_ones_are_listed_in_pages_and_replayed_once(messages, envelope, clock):
    messages.put([envelope(i, key=f"k{i}") for i in range(3)])
    quarantine_all(messages, clock)
    first = messages.quarantined("default", 2)
    rest = messages.quarantined("default", 2, after=first[-1].seq)
    assert [m.id for m in first + rest] == ["evt_0", "evt_1", "evt_2"]
    assert messages.replay("default", ["evt_1"]) == 1
    assert messages.replay("default", ["evt_1"]) == 0
    assert messages.replay("default") == 2
    assert ids(messages.claim(10, 30)) == ["evt_0", "evt_1", "evt_2"]


def test_tenants_see_and_replay_their_own(messages, envelope, clock):
    messages.put([envelope(1, tenant="a"), envelope(2, tenant="b")])
    quarantine_all(messages, clock)
    assert [m.id for m in messages.quarantined("a", 10)] == ["evt_1"]
    assert messages.replay("b", ["evt_1"]) == 0
    assert messages.replay("b") == 1
    assert ids(messages.claim(10, 30)) == ["evt_2"]


def test_later_ones_of_a_key_wait_for_the_earlier(messages, envelope, clock):
    messages.put([envelope(1, "a"), envelope(2, "a"), envelope(3, "b"), envelope(4, "a", tenant="other")])
    first = messages.claim(1, 30)
    assert ids(messages.claim(10, 30)) == ["evt_3", "evt_4"], "a leased one holds up its key"
    messages.fail(first, [Rejection("evt_1", "no")])
    assert not messages.claim(10, 30), "a pausing one, too"
    clock.advance(1.5)
    assert ids(messages.claim(10, 30)) == ["evt_1", "evt_2"]


def test_a_quarantined_one_holds_up_nobody(messages, envelope, clock):
    messages.put([envelope(1, "a")])
    quarantine_all(messages, clock)
    messages.put([envelope(2, "a")])
    assert ids(messages.claim(10, 30)) == ["evt_2"]


def test_claims_at_once_never_share_a_message_nor_split_a_key(messages, envelope):
    messages.put([envelope(i, key=f"k{i % 7}") for i in range(140)])
    taken, gate = [], threading.Barrier(4)

    def claim():
        gate.wait()
        while lease := messages.claim(10, 30):
            taken.append(lease)

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = [id_ for lease in taken for id_ in ids(lease)]
    assert len(seen) == len(set(seen))
    owners = {}
    for lease in taken:
        for taken_envelope in lease.envelopes:
            assert owners.setdefault(taken_envelope.key, lease.owner) == lease.owner


def test_depth_tells_number_and_age(messages, envelope, clock):
    messages.put([envelope(1)])
    clock.advance(12)
    messages.put([envelope(2)])
    assert messages.depth() == (2, 12.0)


def test_what_cannot_be_stored_is_an_error(messages, envelope):
    with pytest.raises(sa.exc.IntegrityError):
        messages.put([envelope(1, key="")])


def quarantine_all(messages, clock):
    for _ in range(5):
        lease = messages.claim(10, 30)
        messages.fail(lease, [Rejection(id_, "bad") for id_ in ids(lease)])
        clock.advance(60)

"""One bad message must not hold up the others, and an absent consumer blames none."""

import time

import pytest
from tributary_kit import deadline
from tributary_kit.bus.handover import hand_over
from tributary_kit.bus.port import BusUnavailable, Envelope, Rejection
from tributary_kit.errors import DeadlineExceeded, Invalid
from tributary_testkit.clock import ManualClock

BATCH = [Envelope(f"e{i}", "T", "default", f"k{i}", ManualClock().now(), b"") for i in range(4)]


def handler(faults):
    """Handles, except that a message may raise when it is alone or in a batch."""

    def handle(envelopes):
        for envelope in envelopes:
            if envelope.id in faults:
                raise faults[envelope.id]
        return []

    return handle


def test_all_are_done():
    assert hand_over(handler({}), BATCH).done == ["e0", "e1", "e2", "e3"]


def test_rejections_of_others_are_ignored():
    outcome = hand_over(lambda _: [Rejection("e1", "bad"), Rejection("unknown", "bad")], BATCH)
    assert outcome.rejected == [Rejection("e1", "bad")]
    assert outcome.done == ["e0", "e2", "e3"]


def test_our_own_errors_are_told_and_foreign_ones_only_named():
    outcome = hand_over(handler({"e1": Invalid("No title."), "e2": KeyError("secret")}), BATCH)
    assert outcome.done == ["e0", "e3"]
    assert outcome.rejected[0] == Rejection("e1", "No title.")
    assert "KeyError" in outcome.rejected[1].detail
    assert "secret" not in outcome.rejected[1].detail


def test_an_absent_consumer_holds_all():
    outcome = hand_over(handler({"e0": BusUnavailable("away")}), BATCH)
    assert (outcome.done, outcome.rejected) == ([], [])
    assert outcome.held == ["e0", "e1", "e2", "e3"]
    assert isinstance(outcome.stopped_by, BusUnavailable)


def test_a_consumer_that_leaves_halfway_holds_the_rest():
    def handle(envelopes):
        if len(envelopes) > 1:
            raise ValueError
        if envelopes[0].id == "e2":
            raise BusUnavailable("away")
        return []

    outcome = hand_over(handle, BATCH)
    assert (outcome.done, outcome.held) == (["e0", "e1"], ["e2", "e3"])


def test_time_over_blames_no_message_of_several():
    outcome = hand_over(handler({"e1": DeadlineExceeded("slow")}), BATCH)
    assert (outcome.done, outcome.rejected) == ([], [])
    assert outcome.held == ["e0", "e1", "e2", "e3"]
    assert isinstance(outcome.stopped_by, DeadlineExceeded)


def test_time_over_is_blamed_on_a_message_alone():
    outcome = hand_over(handler({"e1": DeadlineExceeded("slow")}), BATCH[1:2])
    assert [rejection.id for rejection in outcome.rejected] == ["e1"]


def test_with_too_little_time_left_none_is_blamed():
    def handle(envelopes):
        if len(envelopes) > 1:
            time.sleep(0.08)
            raise ValueError
        return []

    with deadline.limit(0.1):
        outcome = hand_over(handle, BATCH)
    assert outcome.rejected == []
    assert outcome.held == ["e0", "e1", "e2", "e3"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_call_gets_half_of_the_time(count):
    seen = []

    def handle(envelopes):
        seen.append(deadline.remaining())
        return []

    with deadline.limit(10):
        hand_over(handle, BATCH[:count])
    assert 4 < seen[0] <= 5

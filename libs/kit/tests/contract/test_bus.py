"""What every bus promises: from the outbox of one service to the handler of another.

`inline` crosses a real gRPC server on a socket, `db` a queue on each engine.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from tributary.common.v1 import bus_pb2_grpc
from tributary_kit import failpoints
from tributary_kit.bus.dbqueue import DbQueueBus
from tributary_kit.bus.inbox import POLICY, SERVICE, InboxServicer
from tributary_kit.bus.inline import InlineBus
from tributary_kit.bus.port import BusUnavailable, Envelope, Rejection
from tributary_kit.bus.pump import Pump
from tributary_kit.bus.queue import metadata, queue_in
from tributary_kit.clock import SystemClock
from tributary_kit.errors import Unavailable
from tributary_kit.serving.server import GrpcServer
from tributary_kit.sql.engine import Database
from tributary_kit.tokens import InternalIssuer, TokenVerifier
from tributary_testkit import engines
from tributary_testkit.clock import ManualClock

SECRET = "0123456789abcdef0123456789abcdef"


class Consumer:
    """Idempotent, as every consumer must be: an id has one effect."""

    def __init__(self):
        self.effects = {}
        self.calls = []
        self.bad = {}
        self.away = False

    def handle(self, envelopes):
        if self.away:
            raise Unavailable("The store is away.")
        self.calls.append([envelope.id for envelope in envelopes])
        rejections = []
        for envelope in envelopes:
            fault = self.bad.get(envelope.id)
            if isinstance(fault, Exception):
                raise fault
            if fault:
                rejections.append(Rejection(envelope.id, fault))
            else:
                self.effects.setdefault(envelope.id, envelope)
        return rejections


class Line:
    """An outbox, a bus and a consumer."""

    def __init__(self, database, clock):
        self.clock, self.consumer = clock, Consumer()
        self.outbox = queue_in(database, clock)
        self.pumps = []
        self.quarantine = self.outbox

    def send(self, *envelopes):
        self.outbox.put(envelopes)

    def once(self):
        """Each pump takes one batch; True if anything moved."""
        moved = 0
        for pump in self.pumps:
            try:
                moved += pump.drain_once()
            except Unavailable:
                moved += 0
        return moved > 0

    def settle(self):
        """Runs until nothing waits, over all pauses."""
        for _ in range(100):
            if not self.once() and not self.waiting():
                return
            self.clock.advance(30)
        raise AssertionError("messages keep waiting")

    def waiting(self):
        return sum(messages.depth()[0] for messages in {self.outbox, self.quarantine})


def new_database(engine, folder):
    database = Database(engines.fresh_database(engine, folder))
    with database.write() as connection:
        metadata.create_all(connection)
    return database


def drop(database):
    database.close()
    engines.drop_database(database.url.render_as_string(hide_password=False))


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture(params=["inline", "db-sqlite", "db-postgresql"])
def line(request, tmp_path, clock):
    database = new_database("sqlite", tmp_path)
    line = Line(database, clock)
    make = inline_line if request.param == "inline" else db_line
    with_bus = make(line, request.param.removeprefix("db-"), tmp_path)
    next(with_bus)
    yield line
    next(with_bus, None)
    database.close()


def inline_line(line, _engine, _folder):
    socket = Path(tempfile.mkdtemp(prefix="bus-")) / "s"
    server = GrpcServer(
        f"unix:{socket}",
        register=lambda s: bus_pb2_grpc.add_InboxServiceServicer_to_server(
            InboxServicer(line.consumer.handle), s
        ),
        service_names=[SERVICE],
        policy=POLICY,
        verifier=TokenVerifier([InternalIssuer(SECRET)], "tributary", SystemClock()),
        threads=2,
        ready=lambda: None,
    )
    server.start()
    bus = InlineBus(f"unix:{socket}", SECRET)
    line.pumps = [Pump(line.outbox, bus.publish, name="relay")]
    yield
    bus.close()
    asyncio.run(server.drain(0))
    shutil.rmtree(socket.parent)


def db_line(line, engine, folder):
    database = new_database(engine, folder)
    line.quarantine = queue_in(database, line.clock)
    bus = DbQueueBus(line.quarantine)
    line.pumps = [
        Pump(line.outbox, bus.publish, name="relay"),
        Pump(line.quarantine, line.consumer.handle, name="consumer"),
    ]
    yield
    drop(database)


@pytest.fixture
def envelope(clock):
    def make(number, key=None, tenant="default", payload=b"\x00\xff"):
        return Envelope(
            f"evt_{number}", "test.Thing", tenant, key or f"k{number}", clock.now(), payload, f"req_{number}"
        )

    return make


def test_messages_arrive_whole_once_and_in_order_of_their_key(line, envelope):
    sent = [envelope(i, key=f"k{i % 3}") for i in range(20)]
    line.send(*sent)
    line.settle()
    assert list(line.consumer.effects.values()) == sent
    assert line.consumer.calls == [[e.id for e in sent]]


def test_a_repeated_message_has_one_effect(line, envelope):
    for _ in range(2):
        line.send(envelope(1))
        line.settle()
    assert list(line.consumer.effects) == ["evt_1"]


def test_a_death_between_hand_over_and_mark_repeats_but_loses_nothing(line, envelope, monkeypatch, clock):
    class Killed(BaseException):
        pass

    def die(name):
        raise Killed(name)

    line.send(*[envelope(i) for i in range(3)])
    with monkeypatch.context() as patch:
        patch.setattr(failpoints, "hit", die)
        with pytest.raises(Killed, match=r"relay\.after-handover"):
            line.pumps[0].drain_once()
    clock.advance(60)
    line.settle()
    assert list(line.consumer.effects) == ["evt_0", "evt_1", "evt_2"]


@pytest.mark.parametrize("fault", ["not a thing", ValueError("a driver's secret text")])
def test_poison_is_quarantined_after_five_tries_while_the_rest_flows(line, envelope, fault):
    line.consumer.bad = {"evt_1": fault}
    line.send(*[envelope(i) for i in range(4)])
    line.once()
    assert set(line.consumer.effects) == {"evt_0", "evt_2", "evt_3"}, "the rest flows at once"
    line.settle()
    [given_up] = line.quarantine.quarantined("default", 10)
    assert (given_up.id, given_up.tries) == ("evt_1", 5)
    assert given_up.detail == fault if isinstance(fault, str) else "ValueError" in given_up.detail
    assert "secret" not in given_up.detail


def test_replay_delivers_when_the_cause_is_gone(line, envelope):
    line.consumer.bad = {"evt_1": "not yet"}
    line.send(envelope(1))
    line.settle()
    line.consumer.bad = {}
    assert line.quarantine.replay("default") == 1
    assert line.quarantine.replay("default") == 0
    line.settle()
    assert list(line.consumer.effects) == ["evt_1"]


def test_a_consumer_that_is_away_costs_no_try_and_no_message(line, envelope):
    line.consumer.away = True
    line.send(envelope(1), envelope(2))
    for _ in range(10):
        assert line.once() in (True, False)
        line.clock.advance(60)
    assert line.consumer.effects == {}
    line.consumer.away = False
    line.settle()
    assert list(line.consumer.effects) == ["evt_1", "evt_2"]
    assert line.quarantine.quarantined("default", 10) == []


def test_two_tenants_are_kept_apart(line, envelope):
    line.consumer.bad = {"evt_1": "no", "evt_2": "no"}
    line.send(envelope(1, tenant="a"), envelope(2, tenant="b"), envelope(3, tenant="b"))
    line.settle()
    assert line.consumer.effects["evt_3"].tenant == "b"
    assert [m.id for m in line.quarantine.quarantined("a", 10)] == ["evt_1"]
    assert [m.id for m in line.quarantine.quarantined("b", 10)] == ["evt_2"]
    assert line.quarantine.replay("a", ["evt_2"]) == 0


def test_large_batches_arrive(line, envelope):
    line.send(*[envelope(i, payload=bytes(700_000)) for i in range(8)])
    line.settle()
    assert len(line.consumer.effects) == 8


def test_pumps_in_threads_deliver_and_stop(line, envelope):
    line.send(*[envelope(i) for i in range(5)])
    for pump in line.pumps:
        pump.start()
        pump.wake()
    try:
        for _ in range(500):
            if len(line.consumer.effects) == 5:
                break
            line.pumps[0]._stopping.wait(0.02)
    finally:
        for pump in line.pumps:
            pump.stop()
    assert len(line.consumer.effects) == 5


def test_inline_rejects_what_no_call_can_carry(envelope):
    bus = InlineBus("unix:/nowhere", SECRET)
    [rejection] = bus.publish([envelope(1, payload=bytes(4 * 1024 * 1024))])
    assert rejection.id == "evt_1"
    bus.close()


@pytest.mark.parametrize("make", ["inline", "db"])
def test_a_bus_that_is_away_says_so(make, envelope, clock):
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    bus = InlineBus("127.0.0.1:1", SECRET) if make == "inline" else DbQueueBus(queue_in(database, clock))
    with pytest.raises(BusUnavailable):
        bus.publish([envelope(1)])

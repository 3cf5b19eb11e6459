"""Moves messages out of their table: the relay of an outbox, and the consumer of a queue."""

import random
import threading
import time

from tributary_kit import deadline, failpoints, logs
from tributary_kit.bus.handover import Outcome, hand_over
from tributary_kit.bus.metrics import DELIVERED, DEPTH, OLDEST
from tributary_kit.bus.port import Handler
from tributary_kit.errors import DeadlineExceeded
from tributary_kit.sql.messages import Lease, Messages

_SHARE_OF_LEASE = 0.8
_SHRINK = 4
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 5.0
_REPORT_SECONDS = 5.0

_log = logs.get(__name__)


class Pump:
    """Leases batches of messages and hands them to `deliver`, in a thread of its own.

    A relay is `Pump(outbox, bus.publish, name="relay")`, a consumer `Pump(queue, handler, name="consumer")`.
    At least once: a message is deleted after it was handed over. While the consumer is away, nothing counts
    as a try, and the pauses grow to 5 s. Failpoint `<name>.after-handover`: handed over, not yet deleted.
    """

    def __init__(
        self,
        messages: Messages,
        deliver: Handler,
        *,
        name: str,
        batch: int = 200,
        lease_seconds: float = 30.0,
        idle_seconds: float = 0.5,
    ) -> None:
        self._messages = messages
        self._deliver = deliver
        self._name = name
        self._batch = self._size = batch
        self._lease_seconds = lease_seconds
        self._idle_seconds = idle_seconds
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._reported = 0.0

    def start(self) -> None:
        """Starts the thread."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread after the batch under way."""
        self._stopping.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Says that there are new messages, so that they need not wait for the next look."""
        self._awake.set()

    def drain_once(self) -> int:
        """Takes one batch; gives back how many of it were settled: handed over, failed or quarantined.

        Raises what stopped it, e.g. BusUnavailable, after the messages were given back untried.
        """
        began = time.monotonic()
        lease = self._messages.claim(self._size, self._lease_seconds)
        if not lease:
            return 0
        with deadline.limit(self._lease_seconds * _SHARE_OF_LEASE):
            outcome = hand_over(self._deliver, lease.envelopes)
        failpoints.hit(f"{self._name}.after-handover")
        self._settle(lease, outcome)
        self._resize(outcome, len(lease.envelopes))
        if time.monotonic() - began > self._lease_seconds:
            _log.warning("lease overrun", queue=self._messages.name, batch=len(lease.envelopes))
        if outcome.stopped_by is not None:
            raise outcome.stopped_by
        return len(outcome.done) + len(outcome.rejected)

    def _settle(self, lease: Lease, outcome: Outcome) -> None:
        self._messages.done(lease, outcome.done)
        quarantined = self._messages.fail(lease, outcome.rejected) if outcome.rejected else 0
        self._messages.release(lease, outcome.held)
        queue = self._messages.name
        DELIVERED.labels(queue, "done").inc(len(outcome.done))
        DELIVERED.labels(queue, "retried").inc(len(outcome.rejected) - quarantined)
        DELIVERED.labels(queue, "quarantined").inc(quarantined)
        for rejection in outcome.rejected:
            _log.warning("message rejected", queue=queue, message_id=rejection.id, detail=rejection.detail)

    def _resize(self, outcome: Outcome, tried: int) -> None:
        # A slow consumer gets on by fewer messages at once, and a quick one soon gets full batches again.
        if isinstance(outcome.stopped_by, DeadlineExceeded):
            self._size = max(1, tried // _SHRINK)
        elif outcome.stopped_by is None:
            self._size = min(self._batch, self._size * 2)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                settled = self.drain_once()
                self._report()
            except Exception as error:  # noqa: BLE001 - the thread outlives every fault
                failures += 1
                self._complain(error, failures)
                self._stopping.wait(_pause(failures))
                continue
            failures = 0
            if not settled:
                self._awake.wait(self._idle_seconds)

    def _complain(self, error: Exception, failures: int) -> None:
        # The first one and then ever fewer, so that an hour's outage does not fill the log.
        if failures & (failures - 1) == 0:
            _log.warning("hand-over waits", queue=self._messages.name, failures=failures, error=repr(error))

    def _report(self) -> None:
        if time.monotonic() - self._reported < _REPORT_SECONDS:
            return
        self._reported = time.monotonic()
        depth, oldest = self._messages.depth()
        DEPTH.labels(self._messages.name).set(depth)
        OLDEST.labels(self._messages.name).set(oldest)


def _pause(failures: int) -> float:
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(failures, 10))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311

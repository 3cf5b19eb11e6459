"""Hands a batch over so that one bad message cannot hold up the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tributary_kit import deadline, logs
from tributary_kit.bus.port import Envelope, Handler, Rejection
from tributary_kit.errors import DeadlineExceeded, TributaryError, Unavailable

_log = logs.get(__name__)


@dataclass(slots=True)
class Outcome:
    """What became of a batch.

    `held` were not tried, or not so that it counts; `stopped_by` is the reason when the consumer is away or
    the time was over.
    """

    done: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    stopped_by: TributaryError | None = None


def hand_over(handler: Handler, envelopes: Sequence[Envelope]) -> Outcome:
    """Calls the handler with all messages, and with each alone if that fails as a whole.

    Never raises. A call gets half of the time, so that some is left for the single ones. When several
    take too long together, all are held: `stopped_by` is DeadlineExceeded, and fewer at once may do.
    """
    left = deadline.remaining()
    allowed = None if left is None else left / 2
    if len(envelopes) == 1:
        return _hand_over_one(handler, envelopes[0], allowed)
    try:
        rejected = _call(handler, envelopes, allowed)
    except (Unavailable, DeadlineExceeded) as error:
        return Outcome(held=[envelope.id for envelope in envelopes], stopped_by=error)
    except Exception:  # noqa: BLE001 - whatever a message may cause
        return _one_by_one(handler, envelopes, allowed)
    bad = {rejection.id for rejection in rejected}
    return Outcome(rejected=rejected, done=[envelope.id for envelope in envelopes if envelope.id not in bad])


def _one_by_one(handler: Handler, envelopes: Sequence[Envelope], allowed: float | None) -> Outcome:
    outcome = Outcome()
    for envelope in envelopes:
        if outcome.stopped_by is None:
            _try_one(handler, envelope, allowed, outcome)
        else:
            outcome.held.append(envelope.id)
    return outcome


def _try_one(handler: Handler, envelope: Envelope, allowed: float | None, outcome: Outcome) -> None:
    left = deadline.remaining()
    if left is not None and allowed is not None and left < allowed / 2:
        # Too little time to tell a slow message from a late start.
        outcome.stopped_by = DeadlineExceeded("The time for this batch is over.")
        outcome.held.append(envelope.id)
        return
    alone = _hand_over_one(handler, envelope, allowed)
    outcome.done += alone.done
    outcome.rejected += alone.rejected
    outcome.held += alone.held
    outcome.stopped_by = alone.stopped_by


def _hand_over_one(handler: Handler, envelope: Envelope, allowed: float | None) -> Outcome:
    try:
        rejected = _call(handler, [envelope], allowed)
    except Unavailable as error:
        return Outcome(held=[envelope.id], stopped_by=error)
    except DeadlineExceeded as error:
        # This one is to blame, but whether the next would fare better is for the next batch to see.
        return Outcome(rejected=[_blame(envelope, error)], stopped_by=error)
    except Exception as error:  # noqa: BLE001 - whatever a message may cause
        return Outcome(rejected=[_blame(envelope, error)])
    return Outcome(rejected=rejected, done=[] if rejected else [envelope.id])


def _call(handler: Handler, envelopes: Sequence[Envelope], allowed: float | None) -> list[Rejection]:
    known = {envelope.id for envelope in envelopes}
    with deadline.limit(allowed):
        return [rejection for rejection in handler(envelopes) if rejection.id in known]


def _blame(envelope: Envelope, error: Exception) -> Rejection:
    if isinstance(error, TributaryError):
        return Rejection(envelope.id, error.message)
    _log.exception("message failed", message_id=envelope.id, message_type=envelope.type)
    return Rejection(envelope.id, f"The consumer failed with {type(error).__name__}; its log says more.")

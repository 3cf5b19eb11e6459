"""Takes messages from the bus, whichever way they come."""

from collections.abc import Sequence

from tributary_kit.bus.port import Envelope, Rejection
from tributary_kit.clock import Clock
from tributary_kit.errors import Invalid

from tributary_entities import metrics
from tributary_entities.api.item_messages import item_of
from tributary_entities.domain.item import Item
from tributary_entities.usecases.observe_items import ObserveItems, Outcome


class Inbox:
    """Fulfils the bus's Handler: what is not rejected is durable on return."""

    def __init__(self, observe: ObserveItems, clock: Clock) -> None:
        self._observe = observe
        self._clock = clock

    def __call__(self, envelopes: Sequence[Envelope]) -> list[Rejection]:
        """Raises Unavailable and DeadlineExceeded."""
        rejections: list[Rejection] = []
        read: list[tuple[Envelope, Item]] = []
        for envelope in envelopes:
            try:
                read.append((envelope, item_of(envelope)))
            except Invalid as error:
                rejections.append(Rejection(envelope.id, error.message))
        with metrics.OBSERVE_SECONDS.time():
            outcome = self._observe([item for _, item in read])
        rejections += _refusals(read, outcome)
        self._measure(envelopes, rejections, outcome)
        return rejections

    def _measure(
        self, envelopes: Sequence[Envelope], rejections: Sequence[Rejection], outcome: Outcome
    ) -> None:
        metrics.ITEMS.labels("news").inc(outcome.items)
        metrics.ITEMS.labels("known").inc(len(envelopes) - outcome.items - len(rejections))
        metrics.ITEMS.labels("refused").inc(len(rejections))
        metrics.FACTS.inc(outcome.facts)
        now, refused = self._clock.now(), {rejection.id for rejection in rejections}
        for envelope in envelopes:
            if envelope.id not in refused:
                metrics.LAG_SECONDS.observe(max(0.0, (now - envelope.occurred_at).total_seconds()))


def _refusals(read: Sequence[tuple[Envelope, Item]], outcome: Outcome) -> list[Rejection]:
    """Rejects all messages about an item that was refused, older revisions too: they come again in order."""
    return [
        Rejection(envelope.id, detail)
        for envelope, item in read
        if (detail := outcome.refused.get((item.tenant, item.id)))
    ]

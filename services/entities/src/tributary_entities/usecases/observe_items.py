"""Takes in items: finds their facts and stores them with the evidence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tributary_kit.errors import Invalid

from tributary_entities.domain.extract.feed_facts import feed_facts
from tributary_entities.domain.facts import Observation
from tributary_entities.domain.item import Item, newest
from tributary_entities.ports.entity_store import EntityWriter


@dataclass(slots=True)
class Outcome:
    """What became of a batch: items that were news, facts in them, and why some were refused."""

    items: int = 0
    facts: int = 0
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    """By tenant and item id."""


class ObserveItems:
    """Safe to repeat, in any order: the highest revision of each item wins.

    items → newest revision of each → facts → one transaction for each tenant
    """

    def __init__(self, store: EntityWriter) -> None:
        self._store = store

    def __call__(self, items: Sequence[Item]) -> Outcome:
        """Durable on return, save for those refused. Raises Unavailable and DeadlineExceeded."""
        outcome = Outcome()
        by_tenant: dict[str, list[Observation]] = defaultdict(list)
        for item in newest(items):
            by_tenant[item.tenant].append(feed_facts(item))
        for tenant, observations in by_tenant.items():
            self._store_all(tenant, observations, outcome)
        return outcome

    def _store_all(self, tenant: str, observations: list[Observation], outcome: Outcome) -> None:
        """Stores them together; when the store refuses, one by one, so that only the bad ones stay out."""
        try:
            news = self._store.observe(tenant, observations)
        except Invalid as error:
            if len(observations) == 1:
                outcome.refused[tenant, observations[0].item.id] = error.message
                return
            for observation in observations:
                self._store_all(tenant, [observation], outcome)
        else:
            outcome.items += len(news)
            outcome.facts += sum(_facts(o) for o in observations if o.item.id in news)


def _facts(observation: Observation) -> int:
    return len(observation.mentions) + len(observation.connections)

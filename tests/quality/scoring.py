"""Score the extractor over the corpus: outcomes item by item, and their sums."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.quality.commands import extract
from tests.quality.conferences import conferences
from tests.quality.entities import PHRASE, Outcome, score_entities
from tests.quality.examples import KINDS, Example, own
from tests.quality.feeds import feeds, folder
from tests.quality.opportunities import DETECTION, FIELDS, score_opportunities
from tests.quality.tally import Tally

OPPORTUNITY = "opportunity "
METRICS = (*KINDS, PHRASE, *(OPPORTUNITY + name for name in (DETECTION, *FIELDS)))


@dataclass(frozen=True)
class Scored:
    """An item and what every metric says about it."""

    example: Example
    outcomes: dict[str, Outcome]


def owned() -> list[Example]:
    """The corpus as far as the repository owns it."""
    return [*own(), *conferences()]


def whole() -> list[Example]:
    """All of the corpus, as far as the real items are there."""
    where = folder()
    return owned() + (list(feeds(where)) if where else [])


def score(examples: list[Example]) -> list[Scored]:
    """Run the extractor over the examples and compare."""
    answers = zip(examples, extract(examples), strict=True)
    return [Scored(example, _outcomes(example, answer)) for example, answer in answers]


def _outcomes(example: Example, answer: dict[str, object]) -> dict[str, Outcome]:
    facts = score_opportunities(example, answer)
    named = {OPPORTUNITY + name: outcome for name, outcome in facts.items()}
    return score_entities(example, answer) | named


def sums(scored: Iterable[Scored], group: Callable[[Example], str]) -> dict[str, dict[str, Tally]]:
    """The tally of every metric in each group of items."""
    total: dict[str, dict[str, Tally]] = defaultdict(lambda: {metric: Tally() for metric in METRICS})
    for one in scored:
        tallies = total[group(one.example)]
        for metric, outcome in one.outcomes.items():
            tallies[metric] += outcome.tally
    return dict(sorted(total.items()))


def entities(tallies: dict[str, Tally]) -> Tally:
    """All kinds of entities together."""
    return _together(tallies[kind] for kind in KINDS)


def _together(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total += tally
    return total


def group_of(example: Example) -> str:
    """Part and half of the corpus: what the ratchet tells apart."""
    return f"{example.part} {example.split}"

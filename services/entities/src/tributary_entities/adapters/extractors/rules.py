"""The built-in extractor: rules and gazetteers, no model and no network."""

from tributary_kit.clock import Clock

from tributary_entities.domain.extract import rules
from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import Extraction


class RulesExtractor:
    """An `Extractor`."""

    name = "rules"
    version = "1"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, document: Document) -> Extraction:
        """All that the rules find, with the clock's word on what is still open."""
        return rules.extract(document, self._clock.now())

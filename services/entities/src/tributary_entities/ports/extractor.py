"""The port to whatever finds entities, opportunities and relationships in a document."""

from typing import Protocol

from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import Extraction


class Extractor(Protocol):
    """Finds things in documents. Results of one name and version are the same for the same document."""

    name: str
    version: str

    def __call__(self, document: Document) -> Extraction:
        """All that is found; nothing where the document says nothing. Raises only errors of the tree."""
        ...

"""Names that structured data of a page state: authors, publishers, employers, places, keywords."""

from collections.abc import Iterator, Mapping
from typing import Any

from tributary_entities.domain.entity import CREATOR, ORGANISATION, TOPIC
from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.findings import PLACE, Found, Span

MOST = 20
"""Names of one document."""

_KINDS = {
    "author": CREATOR,
    "creator": CREATOR,
    "performer": CREATOR,
    "publisher": ORGANISATION,
    "hiringorganization": ORGANISATION,
    "organizer": ORGANISATION,
    "funder": ORGANISATION,
    "addresslocality": PLACE,
    "addresscountry": PLACE,
    "keywords": TOPIC,
    "article:tag": TOPIC,
}
_ORGANISATIONS = frozenset(
    ["Organization", "Corporation", "NewsMediaOrganization", "EducationalOrganization"]
)
_LONGEST = 80
_DEEPEST = 5


def embedded(document: Document) -> list[Found]:
    """The names, each where the title or the text says it, too, else at no characters of the text."""
    names = dict.fromkeys(name for node in document.structured for name in _names(node, 0))
    return [Found(kind, name, _span(document, name), 0.9) for kind, name in list(names)[:MOST]]


def _names(node: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        kind = _KINDS.get(key.lower())
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Mapping):
                yield from _of_node(kind, each)
                if depth < _DEEPEST:
                    yield from _names(each, depth + 1)
            elif kind and isinstance(each, str):
                yield from ((kind, name) for name in _split(kind, each))


def _of_node(kind: str | None, node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = node.get("name")
    if kind and isinstance(name, str):
        actual = ORGANISATION if node.get("@type") in _ORGANISATIONS else kind
        yield from ((actual, each) for each in _split(actual, name))


def _split(kind: str, text: str) -> Iterator[str]:
    """The names of a value; keywords are a list. Addresses and codes of countries are none."""
    for piece in text.split(",") if kind == TOPIC else [text]:
        name = " ".join(piece.split())
        if 2 < len(name) <= _LONGEST and "://" not in name and "@" not in name:
            yield name


def _span(document: Document, name: str) -> Span:
    for field, text in ((TITLE, document.title), (TEXT, document.text)):
        if (start := text.find(name)) >= 0:
            return Span(field, start, start + len(name))
    return Span(TEXT, 0, 0)

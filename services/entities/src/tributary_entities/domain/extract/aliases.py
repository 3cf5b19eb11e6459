"""Merges what was found: one name once, shorter names as aliases of the full ones."""

from tributary_entities.domain.extract.document import Document
from tributary_entities.domain.extract.findings import Found


def merged(document: Document, found: list[Found]) -> list[Found]:
    best: dict[tuple[str, str], Found] = {}
    for each in found:
        key = each.kind, each.name.casefold()
        if key not in best or best[key].confidence < each.confidence:
            best[key] = each
    return list(best.values())

"""Finds entities by the words of their names."""

from tributary_entities.domain import ranking
from tributary_entities.domain.entity import Entity
from tributary_entities.ports.entity_store import EntityReader
from tributary_entities.ports.text_index import Hit, TextIndex
from tributary_entities.usecases.look_up import check_kind
from tributary_entities.usecases.pages import Ask, Page


class Search:
    """The index finds ids, the store gives the entities."""

    def __init__(self, index: TextIndex, store: EntityReader) -> None:
        self._index = index
        self._store = store

    def __call__(
        self, tenant: str, text: str, *, kind: str, item_id: str, size: int, token: str
    ) -> Page[Entity]:
        """Best match first; a text without letters and digits finds nothing.

        Raises Invalid, InvalidPageToken, Unavailable and DeadlineExceeded.
        """
        check_kind(kind)
        query = ranking.parse(text)
        ask = Ask(f"search/{tenant}/{kind}/{item_id}/{query.text}/{query.key}", size, token)
        parts = ask.after(int, int, str, str)
        after = Hit(int(parts[0]), int(parts[1]), str(parts[2]), str(parts[3])) if parts else None
        hits = ask.page(
            lambda limit: (
                self._index.search(tenant, query, kind=kind, item_id=item_id, after=after, limit=limit)
                if query.words
                else []
            ),
            lambda hit: hit,
        )
        entities = self._store.get_entities(tenant, [hit.id for hit in hits.rows])
        return Page(entities, hits.next_page_token)

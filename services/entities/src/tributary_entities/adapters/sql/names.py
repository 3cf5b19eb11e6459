"""Keeps the shown name of entities in step with their aliases."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from tributary_entities.adapters.sql.identities import chunks
from tributary_entities.adapters.sql.models import AliasRow, EntityRow, table_of
from tributary_entities.domain.entity import KnownAlias, display_name
from tributary_entities.domain.names import sort_key

_ENTITY = table_of(EntityRow)
_ALIAS = table_of(AliasRow)


def rename(connection: sa.Connection, tenant: str, ids: Sequence[str]) -> None:
    """Gives each of the entities the name that its aliases call for now."""
    rows = []
    for chunk in chunks(ids):
        rows += _misnamed(connection, tenant, chunk)
    if rows:
        this = (_ENTITY.c.tenant == tenant, _ENTITY.c.id == sa.bindparam("of_id"))
        new = {"name": sa.bindparam("new_name"), "sort_key": sa.bindparam("new_sort_key")}
        connection.execute(_ENTITY.update().where(*this).values(new), rows)


def _misnamed(connection: sa.Connection, tenant: str, ids: Sequence[str]) -> list[dict[str, str]]:
    query = (
        sa.select(_ENTITY.c.id, _ENTITY.c.kind, _ENTITY.c.name)
        .add_columns(_ALIAS.c.name, _ALIAS.c.item_count, _ALIAS.c.last_seen_at)
        .join(_ALIAS, sa.and_(_ALIAS.c.tenant == _ENTITY.c.tenant, _ALIAS.c.entity_id == _ENTITY.c.id))
        .where(_ENTITY.c.tenant == tenant, _ENTITY.c.id.in_(ids), _ALIAS.c.item_count > 0)
    )
    known: dict[tuple[str, str, str], list[KnownAlias]] = defaultdict(list)
    for id_, kind, name, *alias in connection.execute(query):
        known[id_, kind, name].append(KnownAlias(*alias))
    right = {(id_, name): display_name(kind, aliases) for (id_, kind, name), aliases in known.items()}
    return [
        {"of_id": id_, "new_name": new, "new_sort_key": sort_key(new)}
        for (id_, name), new in right.items()
        if new != name
    ]

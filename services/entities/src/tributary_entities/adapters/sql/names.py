"""Keeps the shown name of entities in step with their aliases."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from tributary_entities.adapters.sql.identities import chunks
from tributary_entities.adapters.sql.models import AliasRow, EntityRow, table_of
from tributary_entities.adapters.sql.queries import checked
from tributary_entities.domain.entity import KnownAlias, display_name
from tributary_entities.domain.names import sort_key

_ENTITY = table_of(EntityRow)
_ALIAS = table_of(AliasRow)


def rename(connection: sa.Connection, tenant: str, pks: Sequence[int]) -> None:
    """Gives each of the entities the name that its aliases call for now."""
    rows: list[dict[str, str | int]] = []
    for chunk in chunks(pks):
        rows += _misnamed(connection, tenant, chunk)
    if rows:
        this = (_ENTITY.c.tenant == tenant, _ENTITY.c.pk == sa.bindparam("of_pk"))
        new_name: sa.BindParameter[str] = sa.bindparam("new_name")
        new_sort_key: sa.BindParameter[str] = sa.bindparam("new_sort_key")
        change = _ENTITY.update().where(*this).values(name=new_name, sort_key=new_sort_key)
        connection.execute(change, rows)


def _misnamed(connection: sa.Connection, tenant: str, pks: Sequence[int]) -> list[dict[str, str | int]]:
    query = (
        sa.select(_ENTITY.c.pk, _ENTITY.c.kind, _ENTITY.c.name)
        .add_columns(_ALIAS.c.name, _ALIAS.c.item_count, _ALIAS.c.last_seen_at)
        .join(_ALIAS, _ALIAS.c.entity_pk == _ENTITY.c.pk)
        .where(checked(_ENTITY.c.tenant, tenant), _ENTITY.c.pk.in_(pks), _ALIAS.c.item_count > 0)
    )
    known: dict[tuple[int, str, str], list[KnownAlias]] = defaultdict(list)
    for pk, kind, name, *alias in connection.execute(query):
        known[pk, kind, name].append(KnownAlias(*alias))
    right = {(pk, name): display_name(kind, aliases) for (pk, kind, name), aliases in known.items()}
    return [
        {"of_pk": pk, "new_name": new, "new_sort_key": sort_key(new)}
        for (pk, name), new in right.items()
        if new != name
    ]

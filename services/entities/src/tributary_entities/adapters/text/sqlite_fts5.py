"""SQLite finds words by FTS5: the table `alias_words`, kept in step with `alias` by triggers.

Its tokenizer is `ascii`, which splits at ASCII blanks and nowhere else in our words, so that the words are
the same as on every engine.
"""

import sqlalchemy as sa

from tributary_entities.adapters.sql.models import AliasRow
from tributary_entities.domain.ranking import Query

_WORDS = sa.table("alias_words", sa.column("rowid", sa.Integer), sa.column("alias_words", sa.Text))


def matches(query: Query) -> sa.ColumnElement[bool]:
    """Whether an alias has all words of the query, the last one as a prefix."""
    *whole, last = (f'"{word}"' for word in query.words)
    expression = " AND ".join([*whole, f"{last}*"])
    return AliasRow.pk.in_(sa.select(_WORDS.c.rowid).where(_WORDS.c.alias_words.op("MATCH")(expression)))

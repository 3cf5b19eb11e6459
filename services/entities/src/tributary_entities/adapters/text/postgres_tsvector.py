"""PostgreSQL finds words by a GIN index over a tsvector that is made of the words as they are.

Neither a parser nor a dictionary of PostgreSQL has a part in it, so that the words are the same as on every
engine.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from tributary_entities.domain.ranking import Query


def matches(query: Query) -> sa.ColumnElement[bool]:
    """Whether an alias has all words of the query, the last one as a prefix."""
    *whole, last = (f"'{word}'" for word in query.words)
    expression = " & ".join([*whole, f"{last}:*"])
    # As literals, not parameters, so that the expression is the index's own.
    words: sa.ColumnElement[str] = sa.literal_column("array_to_tsvector(string_to_array(alias.words, ' '))")
    found: sa.ColumnElement[bool] = words.op("@@", is_comparison=True)(sa.cast(expression, TSQUERY))
    return found

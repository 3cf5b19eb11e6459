"""Which keys the chart's values may have, by its schema."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .chart import CHART

Schema = dict[str, Any]


@cache
def root() -> Schema:
    schema: Schema = json.loads((CHART / "values.schema.json").read_text())
    return schema


def alternatives(schema: Schema) -> Iterator[Schema]:
    """The schema itself, what it refers to, and the parts it is made of."""
    yield schema
    if "$ref" in schema:
        found: Any = root()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        yield from alternatives(found)
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, []):
            yield from alternatives(part)


def below(schema: Schema, key: str) -> Iterator[Schema]:
    """The schemas of a key, or of an item where the key is a number. `{}` is that of a free key."""
    for part in alternatives(schema):
        if key.isdigit() and "items" in part:
            yield part["items"]
        elif key in part.get("properties", {}):
            yield part["properties"][key]
        else:
            matching = [
                sub for pattern, sub in part.get("patternProperties", {}).items() if re.search(pattern, key)
            ]
            yield from matching
            free = part.get("additionalProperties", "properties" not in part and part.get("type") == "object")
            if not matching and free:
                yield free if isinstance(free, dict) else {}


def knows(path: str) -> bool:
    """Whether a dotted path, as in `--set`, is a key of the values."""
    level = [root()]
    for key in re.split(r"(?<!\\)\.|\[|\]\.?", path.rstrip("]")):
        level = [
            sub for schema in level for sub in (below(schema, key.replace("\\.", ".")) if schema else [{}])
        ]
    return bool(level)


def listed(schema: Schema | None = None, prefix: str = "") -> Iterator[str]:
    """Dotted paths of every key that the schema names."""
    for part in alternatives(root() if schema is None else schema):
        for key, sub in part.get("properties", {}).items():
            yield prefix + key
            yield from listed(sub, f"{prefix}{key}.")


def paths(values: Any, prefix: str = "") -> Iterator[str]:
    """Dotted paths of every key of some values."""
    for key, value in values.items() if isinstance(values, dict) else ():
        yield prefix + key.replace(".", "\\.")
        yield from paths(value, f"{prefix}{key}.")

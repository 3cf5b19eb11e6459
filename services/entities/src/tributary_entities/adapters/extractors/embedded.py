"""Data embedded in pages: JSON-LD, microdata and meta tags, all as dicts keyed as in JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tributary_entities.adapters.extractors.plain import Writer

MAX_JSON = 200_000
"""Characters of one script."""

MAX_NODES = 50
MAX_PROPERTIES = 500
MAX_VALUE = 2000
"""Characters of a value; nodes of a page, and properties of all its microdata."""

_MAX_DEPTH = 8
_BY_ATTRIBUTE = {"meta": "content", "time": "datetime", "data": "value", "a": "href", "link": "href"}
_BY_ATTRIBUTE |= {"img": "src"}

Node = dict[str, Any]


def json_ld(text: str) -> list[Node]:
    """The nodes of one script, those of a list or `@graph` one by one; none when it is no JSON."""
    if len(text) > MAX_JSON:
        return []
    try:
        return list(_nodes(json.loads(text, strict=False)))[:MAX_NODES]
    except (ValueError, RecursionError):
        return []


def _nodes(data: Any, depth: int = 0) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for each in data[:MAX_NODES]:
            yield from _nodes(each, depth + 1)
    elif isinstance(data, dict):
        if "@type" in data:
            yield data
        yield from _nodes(data.get("@graph"), depth + 1)


def meta(attributes: Mapping[str, str]) -> Node:
    """What one meta tag says: `{name or property, in lower case: content}`; empty when it says nothing."""
    name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
    content = " ".join((attributes.get("content") or "").split())[:MAX_VALUE]
    return {name: content} if name and content else {}


class Microdata:
    """Collects items as the elements of a page come by.

    `items` are those that are no property of another one. Repeated properties become lists.
    """

    def __init__(self) -> None:
        self.items: list[Node] = []
        self._scopes: list[tuple[Any, Node]] = []
        self._values: list[tuple[Any, str, int]] = []
        self._count = 0

    def start(self, element: Any, position: int) -> None:
        """An element with attributes begins where the text is at `position`."""
        names = element.get("itemprop")
        scope = element.get("itemscope")
        if (names is None and scope is None) or self._count >= MAX_PROPERTIES:
            return
        self._count += 1
        if scope is not None:
            self._open(element, names)
        elif names and self._scopes:
            self._value(element, names, position)

    def end(self, element: Any, writer: Writer) -> None:
        """The element ends."""
        if self._values and self._values[-1][0] is element:
            _, name, start = self._values.pop()
            self._add(name, writer.since(start).strip()[:MAX_VALUE])
        if self._scopes and self._scopes[-1][0] is element:
            self._scopes.pop()

    def _open(self, element: Any, name: str | None) -> None:
        node: Node = {"@type": (element.get("itemtype") or "").rpartition("/")[2]}
        if name and self._scopes:
            self._add(name, node)
        else:
            self.items.append(node)
        self._scopes.append((element, node))

    def _value(self, element: Any, name: str, position: int) -> None:
        attribute = _BY_ATTRIBUTE.get(element.tag, "content")
        if (stated := element.get("content") or element.get(attribute)) is not None:
            self._add(name, stated.strip()[:MAX_VALUE])
        else:
            self._values.append((element, name, position))

    def _add(self, name: str, value: Any) -> None:
        if not self._scopes or not value:
            return
        node = self._scopes[-1][1]
        if name not in node:
            node[name] = value
        elif isinstance(node[name], list):
            node[name].append(value)
        else:
            node[name] = [node[name], value]

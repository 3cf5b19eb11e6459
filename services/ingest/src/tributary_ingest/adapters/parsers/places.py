"""Read the places that an entry states by itself: GeoRSS (simple and GML), W3C geo, Podcast namespace."""

from tributary_ingest.adapters.parsers.xml_tree import Element, Tree, all_text
from tributary_ingest.domain.document import Place

Groups = dict[str, list[Element]]

_POINTS = ("georss:point", "gml:pos", "georss:pos")
_SHAPES = ("georss:box", "georss:line", "georss:polygon", "gml:poslist", "gml:coordinates")
_LONGEST = 100_000
PLACES = frozenset(
    (*_POINTS, *_SHAPES, "georss:where", "georss:featurename", "geo:lat", "geo:long", "geo:lon", "geo:point",
     "podcast:location", "media:location", "where", "gml:point")
)  # fmt: skip
"""The names of all elements that may state a place."""


def places_of(groups: Groups, tree: Tree) -> list[Place]:
    """Return the places stated by the grouped children of an entry or a feed."""
    found = _flattened(groups, tree)
    places = [_from_location(element) for element in groups.get("podcast:location", ())]
    stated = _stated(found)
    if stated is not None:
        places.append(stated)
    return [place for place in places if place.name or place.latitude is not None]


def _flattened(groups: Groups, tree: Tree) -> Groups:
    """Bring the elements inside containers such as georss:where up to their siblings."""
    flat: Groups = {}
    for key in PLACES & groups.keys():
        for element in groups[key]:
            for inner in element.iter():
                flat.setdefault(tree.name(inner), []).append(inner)
    return flat


def _stated(found: Groups) -> Place | None:
    name = next((_text(element) for element in found.get("georss:featurename", ())), "")
    point = _w3c_point(found) or _first_point(found)
    if point is None:
        return Place(name=name) if name else None
    return Place(name, *point)


def _w3c_point(found: Groups) -> tuple[float, float] | None:
    latitudes, longitudes = found.get("geo:lat"), found.get("geo:long") or found.get("geo:lon")
    if not latitudes or not longitudes:
        return None
    return _checked(_numbers(f"{_text(latitudes[0])} {_text(longitudes[0])}"))


def _first_point(found: Groups) -> tuple[float, float] | None:
    for key in _POINTS:
        for element in found.get(key, ()):
            if point := _checked(_numbers(_text(element))):
                return point
    for key in _SHAPES:
        for element in found.get(key, ()):
            if point := _middle(_numbers(_text(element))):
                return point
    return None


def _middle(numbers: list[float]) -> tuple[float, float] | None:
    latitudes, longitudes = numbers[::2], numbers[1::2]
    if not longitudes:
        return None
    return _checked([(min(part) + max(part)) / 2 for part in (latitudes, longitudes)])


def _checked(numbers: list[float]) -> tuple[float, float] | None:
    if len(numbers) < 2 or not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
        return None
    return numbers[0], numbers[1]


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text[:_LONGEST].replace(",", " ").split()]
    except ValueError:
        return []


def _from_location(element: Element) -> Place:
    """`<podcast:location geo="geo:30.2,-97.7">Austin, TX</podcast:location>`"""
    geo = element.get("geo", "").removeprefix("geo:").partition(";")[0]
    point = _checked(_numbers(geo)) or (None, None)
    return Place(_text(element), *point)


def _text(element: Element) -> str:
    return " ".join(all_text(element).split())

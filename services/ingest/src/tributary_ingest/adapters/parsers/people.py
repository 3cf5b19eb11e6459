"""Read who wrote something from the ways in which feeds write it: `me@example.com (Name)` and its kin."""

import re

from tributary_ingest.domain.document import Person

_EMAIL = re.compile(
    r"(?:mailto:)?([A-Za-z0-9_.+'=~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8})(\?\S{0,200})?"
)
_LONGEST = 1000
_MOST = 200


def person_from_text(text: str) -> Person | None:
    """Split `text` into name and e-mail address; None when it says nothing."""
    text = " ".join(text[:_LONGEST].split())
    if "@" not in text:
        return Person(name=text) if text else None
    match = _EMAIL.search(text)
    if match is None:
        return Person(name=text)
    name = text[: match.start()] + text[match.end() :]
    for empty in ("()", "<>", "&lt;&gt;", "[]", '""'):
        name = name.replace(empty, "")
    return Person(name=_unwrapped(name.strip()), email=match[1])


def _unwrapped(name: str) -> str:
    """Take a name out of its parentheses or quotes, whole or half."""
    name = name.removeprefix("(").removeprefix("- ").strip()
    if name.endswith(")") and "(" not in name:
        name = name[:-1].strip()
    return name.strip('", ')


def merged(people: list[Person | None]) -> list[Person]:
    """Drop the empty ones, and join those that share a name or an address; the first keeps its place."""
    if len(people) == 1:
        return [person for person in people if person and (person.name or person.email or person.uri)]
    kept: list[Person] = []
    for person in people:
        if person is None or not (person.name or person.email or person.uri):
            continue
        known = next((other for other in kept if _same(person, other)), None)
        if known is None and len(kept) < _MOST:
            kept.append(person)
        elif known is not None:
            known.name = known.name or person.name
            known.email = known.email or person.email
            known.uri = known.uri or person.uri
    return kept


def _same(one: Person, other: Person) -> bool:
    if one.name and other.name:
        return one.name == other.name and (not one.email or not other.email or one.email == other.email)
    return bool(one.email) and one.email == other.email

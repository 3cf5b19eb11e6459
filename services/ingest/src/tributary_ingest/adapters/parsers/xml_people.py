"""Find the authors that an entry or a feed names in XML."""

from tributary_ingest.adapters.parsers.people import merged, person_from_text
from tributary_ingest.adapters.parsers.reading import Groups, Reading
from tributary_ingest.adapters.parsers.xml_tree import Element, all_text
from tributary_ingest.domain.document import Person

_AUTHORS = ("author", "managingeditor", "dc:creator", "dc:author", "dcterms:creator", "foaf:maker")
# Asked in this order, and only when nothing before them named anybody.
_FALLBACKS = (
    "itunes:author",
    "googleplay:author",
    "podcast:person",
    "media:credit",
    "itunes:owner",
    "webmaster",
)
AUTHORS = frozenset((*_AUTHORS, *_FALLBACKS))
"""The names of all elements that may name an author."""

_NAME = frozenset({"name", "itunes:name", "foaf:name", "title"})
_EMAIL = frozenset({"email", "itunes:email", "foaf:mbox", "e-mail"})
_URI = frozenset({"uri", "url", "homepage", "href", "foaf:homepage"})
_WRITING_ROLES = frozenset({"", "author", "host", "co-host", "guest host", "writer", "editor", "reporter"})


def authors_of(groups: Groups, reading: Reading) -> list[Person]:
    """The authors by their kinds; fallbacks such as itunes:author only when there are none."""
    named = [_person(element, reading) for key in _AUTHORS if key in groups for element in groups[key]]
    authors = merged(named)
    for key in _FALLBACKS:
        if authors:
            break
        if key in groups:
            authors = merged([_person(element, reading) for element in groups[key] if _writes(element, key)])
    return authors


def _writes(element: Element, key: str) -> bool:
    """Credits and persons have roles; only those who write or host count as authors."""
    if key not in {"media:credit", "podcast:person"}:
        return True
    role = (element.get("role") or "").strip().lower()
    return role in _WRITING_ROLES and (key == "podcast:person" or role == "author")


def _person(element: Element, reading: Reading) -> Person | None:
    if len(element):
        return _person_from_parts(element, reading)
    person = person_from_text(reading.plain(element))
    if person is not None and (address := element.get("href") or ""):
        person.uri = reading.link(element, address)
    return person


def _person_from_parts(element: Element, reading: Reading) -> Person | None:
    person = Person()
    for part in element.iter():
        key = reading.tree.name(part)
        if key in _NAME and not person.name:
            person.name = reading.plain(part)
        elif key in _EMAIL and not person.email:
            person.email = _address(part, reading)
        elif key in _URI and not person.uri:
            person.uri = reading.link(part, reading.raw(part) or part.get(f"{_RDF}resource") or "")
    if person.name or person.email or person.uri:
        return _with_email_out_of_name(person)
    return person_from_text(" ".join(all_text(element).split()))


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def _address(part: Element, reading: Reading) -> str:
    return (reading.raw(part) or part.get(f"{_RDF}resource") or "").removeprefix("mailto:")


def _with_email_out_of_name(person: Person) -> Person:
    """Some write `me@example.com (Name)` into the name."""
    if "@" not in person.name or person.email:
        return person
    split = person_from_text(person.name)
    if split is None or not split.name:
        return person
    return Person(name=split.name, email=split.email, uri=person.uri)

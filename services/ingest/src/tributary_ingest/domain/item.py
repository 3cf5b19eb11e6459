"""Items: identity keys, content hashes, and the sizes that are kept."""

import hashlib
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from tributary_ingest.domain.document import Entry, FeedDocument

# All together: an item of nothing but characters of four bytes stays well below one message of 4 MiB.
MAX_GUID = 4096
MAX_LINK = 8192
MAX_TITLE = 4000
MAX_SUMMARY = 200_000
MAX_CONTENT = 500_000
MAX_LANGUAGE = 100
MAX_LIST = 500
MAX_LIST_TEXT = 50_000
MAX_WORD = 2000
KEY_BYTES = 16

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed in one of its revisions; the first revision is 1.

    `first_seen_at` is when the item was first stored, `seen_at` when this revision was.
    """

    id: str
    tenant: str
    feed_id: str
    source_id: str
    revision: int
    entry: Entry
    first_seen_at: datetime
    seen_at: datetime


@dataclass(slots=True)
class Stamped:
    """An entry with its identity keys; `guid_key` and `link_key` are empty when the entry has none.

    `telling` says whether its content suffices to know it again: it has a text, a link or a date.
    """

    entry: Entry
    guid_key: bytes
    link_key: bytes
    content_hash: bytes
    telling: bool


def key(text: str) -> bytes:
    """The 16-byte digest that a guid or a link is looked up by; empty for an empty text."""
    return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest() if text else b""


def stamp(entry: Entry) -> Stamped:
    """The entry, cut to the sizes that are kept, with its keys."""
    entry = fit(entry)
    telling = bool(entry.link or entry.published or entry.summary or entry.content or entry.enclosures)
    return Stamped(entry, key(entry.guid), key(entry.link), content_hash(entry), telling)


def content_hash(entry: Entry) -> bytes:
    """A digest of what the entry says, without white space, `updated` and the order of categories.

    Lengths of enclosures are left out: podcast hosts change them with every download.
    """
    parts = [entry.title, entry.link, entry.summary, entry.content]
    parts.append(entry.published.isoformat() if entry.published else "")
    if entry.authors:
        parts.extend(f"a{p.name}\0{p.email}\0{p.uri}" for p in entry.authors)
    if entry.categories:
        parts.extend(f"c{category}" for category in sorted(entry.categories))
    if entry.enclosures:
        parts.extend(f"e{e.url}\0{e.media_type}" for e in entry.enclosures)
    if entry.places:
        parts.extend(f"p{p.name}\0{p.latitude}\0{p.longitude}" for p in entry.places)
    text = "".join("\0".join(parts).split())
    return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest()


def fit(entry: Entry) -> Entry:
    """The entry cut to the sizes that are kept; the same object when it fits, as nearly all do."""
    if _fits(entry):
        return entry
    return replace(
        entry,
        guid=entry.guid[:MAX_GUID],
        link=entry.link if len(entry.link) <= MAX_LINK else "",
        title=entry.title[:MAX_TITLE],
        summary=cut_html(entry.summary, MAX_SUMMARY),
        content=cut_html(entry.content, MAX_CONTENT),
        language=entry.language[:MAX_LANGUAGE],
        authors=_kept(entry.authors, lambda person: (person.name, person.email, person.uri)),
        categories=_kept(entry.categories, lambda category: (category,)),
        enclosures=_kept(entry.enclosures, lambda file: (file.url, file.media_type), longest=MAX_LINK),
        places=_kept(entry.places, lambda place: (place.name,)),
    )


def _fits(entry: Entry) -> bool:
    return (
        len(entry.guid) <= MAX_GUID
        and len(entry.link) <= MAX_LINK
        and len(entry.title) <= MAX_TITLE
        and len(entry.summary) <= MAX_SUMMARY
        and len(entry.content) <= MAX_CONTENT
        and len(entry.language) <= MAX_LANGUAGE
        and _lists_fit(entry)
    )


def _lists_fit(entry: Entry) -> bool:
    lists: tuple[Sized, ...] = (entry.authors, entry.categories, entry.enclosures, entry.places)
    if not any(lists):
        return True
    sizes = list(map(len, words(entry)))
    return max(map(len, lists)) <= MAX_LIST and max(sizes) <= MAX_WORD and sum(sizes) <= MAX_LIST_TEXT


def words(entry: Entry) -> Iterable[str]:
    """Every text in the lists of an entry."""
    yield from entry.categories
    for person in entry.authors:
        yield from (person.name, person.email, person.uri)
    for enclosure in entry.enclosures:
        yield from (enclosure.url, enclosure.media_type)
    for place in entry.places:
        yield place.name


def _kept(rows: Sequence[T], texts: Callable[[T], tuple[str, ...]], *, longest: int = MAX_WORD) -> list[T]:
    """The first of a list, so many that their texts fit in all, without those that have too long a text."""
    kept: list[T] = []
    room = MAX_LIST_TEXT
    for row in rows[:MAX_LIST]:
        sizes = [len(text) for text in texts(row)]
        if max(sizes) <= longest and sum(sizes) <= room:
            kept.append(row)
            room -= sum(sizes)
    return kept


def cut_html(html: str, limit: int) -> str:
    """At most `limit` characters of clean HTML, never ending inside a tag or a character reference."""
    if len(html) <= limit:
        return html
    head = html[:limit]
    if head.rfind("<") > head.rfind(">"):
        head = head[: head.rfind("<")]
    if head.rfind("&") > max(head.rfind(";"), len(head) - 12):
        head = head[: head.rfind("&")]
    return head


def dates(document: FeedDocument) -> list[datetime]:
    """When the document's entries were published, or else updated."""
    moments = (entry.published or entry.updated for entry in document.entries)
    return [moment for moment in moments if moment]

"""Read JSON Feed 1.0 and 1.1, however loosely it was written."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from tributary_kit.errors import UnreadableFeed

from tributary_ingest.adapters.parsers.cleaning import html_cleaner, text_to_html
from tributary_ingest.adapters.parsers.dates import parse_date, parse_timestamp
from tributary_ingest.adapters.parsers.people import merged
from tributary_ingest.adapters.parsers.text import storable, unique
from tributary_ingest.adapters.parsers.trackers import without_trackers
from tributary_ingest.adapters.parsers.urls import absolute
from tributary_ingest.domain.document import Enclosure, Entry, FeedDocument, Person

Object = dict[str, Any]


def read_json_feed(text: str, url: str, *, clean: bool = True) -> FeedDocument:
    """Parse the text of a JSON feed. Raises `UnreadableFeed` when it is broken, or JSON of another kind."""
    document = _decoded(text)
    version = _string(document, "version")
    if "jsonfeed" not in version and not isinstance(document.get("items"), list):
        raise UnreadableFeed("This is JSON, but not a JSON Feed.")
    reader = _JsonReader(url, clean)
    feed = FeedDocument(
        format="json10" if version.rstrip("/").endswith("/1") else "json11",
        title=_plain(document, "title"),
        link=reader.address(document, "home_page_url"),
        description=text_to_html(_string(document, "description").strip()),
        language=_string(document, "language").strip().replace("_", "-"),
        image=reader.address(document, "icon") or reader.address(document, "favicon"),
        authors=reader.authors(document),
        hub=next((hub for entry in _objects(document, "hubs") if (hub := reader.address(entry, "url"))), ""),
        self_url=reader.address(document, "feed_url"),
    )
    feed.entries = [reader.entry(item) for item in _objects(document, "items")]
    return feed


def _decoded(text: str) -> Object:
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        document = _decoded_loosely(text)
    if isinstance(document, list):
        document = {"items": document}
    if not isinstance(document, dict):
        raise UnreadableFeed("This is JSON, but not a JSON Feed.")
    return document


def _decoded_loosely(text: str) -> Any:
    """The standard library forgives control characters and lone surrogates."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        raise UnreadableFeed("The document is broken JSON.") from None


class _JsonReader:
    def __init__(self, url: str, clean: bool) -> None:
        self.url = url
        self.clean = clean
        self._cleaner = html_cleaner()

    def address(self, source: Object, key: str) -> str:
        return without_trackers(absolute(self.url, _string(source, key)))

    def authors(self, source: Object) -> list[Person]:
        """Both the list of 1.1 and the single author of 1.0."""
        single = source.get("author")
        written: list[Any] = [*_list(source, "authors"), *([single] if single else [])]
        return merged([self._person(author) for author in written])

    def _person(self, author: Any) -> Person | None:
        if isinstance(author, str):
            return Person(name=" ".join(storable(author).split()))
        if not isinstance(author, dict):
            return None
        uri = self.address(author, "url")
        if uri.startswith("mailto:"):
            return Person(name=_plain(author, "name"), email=uri.removeprefix("mailto:"))
        return Person(name=_plain(author, "name"), email=_string(author, "email").strip(), uri=uri)

    def entry(self, item: Object) -> Entry:
        link = self.address(item, "url") or self.address(item, "external_url")
        updated = _date(item, "date_modified")
        return Entry(
            guid=_string(item, "id").strip() or link,
            link=link,
            title=_plain(item, "title"),
            summary=text_to_html(_string(item, "summary").strip()),
            content=self._content(item, link),
            published=_date(item, "date_published") or updated,
            updated=updated,
            language=_string(item, "language").strip().replace("_", "-"),
            authors=self.authors(item),
            categories=unique(
                [" ".join(storable(tag).split()) for tag in _list(item, "tags") if isinstance(tag, str)]
            ),
            enclosures=self._enclosures(item),
        )

    def _content(self, item: Object, link: str) -> str:
        html = _string(item, "content_html").strip()
        if not html:
            return text_to_html(_string(item, "content_text").strip())
        return self._cleaner.clean(html, link or self.url).strip() if self.clean else html

    def _enclosures(self, item: Object) -> list[Enclosure]:
        found: dict[str, Enclosure] = {}
        for attachment in _objects(item, "attachments"):
            if url := self.address(attachment, "url"):
                size = attachment.get("size_in_bytes")
                length = int(size) if isinstance(size, int | float) and 0 < size < 1e15 else 0
                found.setdefault(
                    url, Enclosure(url, _string(attachment, "mime_type").strip().lower(), length)
                )
        return list(found.values())


def _string(source: Object, key: str) -> str:
    """A string, or the number that someone wrote instead of one (ids, mostly)."""
    value = source.get(key)
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)[:100]


def _plain(source: Object, key: str) -> str:
    return " ".join(_string(source, key).split())


def _list(source: Object, key: str) -> list[Any]:
    value = source.get(key)
    return value if isinstance(value, list) else []


def _objects(source: Object, key: str) -> Iterable[Object]:
    return (value for value in _list(source, key) if isinstance(value, dict))


def _date(item: Object, key: str) -> datetime | None:
    value = item.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return parse_timestamp(value)
    return parse_date(value) if isinstance(value, str) else None

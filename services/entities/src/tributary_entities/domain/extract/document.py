"""A document: an item as plain text with its metadata, which is all that the rules read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

TITLE, TEXT, AUTHOR, FEED, CATEGORY = "title", "text", "author", "feed", "category:"
"""Fields that spans point into; the category numbered N, from 0, is the field `category:N`."""


class Link(NamedTuple):
    """Characters `start` to `end` of the text lead to `url`, which is absolute where its base was known."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Document:
    """One item to read.

    `title` and `text` are plain; paragraphs of the text are parted by a blank line, list entries and
    table rows by a line break. `author` is as the feed states it. `published` is aware or None. `lang` is
    the feed's or page's word for it ("de", "pt-BR"), "" unknown. `structured` holds JSON-LD nodes,
    microdata items (keys as in JSON-LD: "@type", "name", …), `{"@type": "meta", …}` for a page's meta
    tags, and the feed's own elements where it states facts (`{"g:salary": …}`).
    """

    title: str = ""
    text: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()
    published: datetime | None = None
    lang: str = ""
    link: str = ""
    feed_title: str = ""
    feed_link: str = ""
    links: tuple[Link, ...] = ()
    structured: tuple[Mapping[str, Any], ...] = ()

    def field(self, name: str) -> str:
        """The characters that spans with this field point into. Raises KeyError for another name."""
        if name.startswith(CATEGORY):
            return self.categories[int(name.removeprefix(CATEGORY))]
        return {TITLE: self.title, TEXT: self.text, AUTHOR: self.author, FEED: self.feed_title}[name]

    def fields(self) -> Iterator[tuple[str, str]]:
        """Every field that has characters, with its name."""
        names = (TITLE, TEXT, AUTHOR, FEED, *(f"{CATEGORY}{n}" for n in range(len(self.categories))))
        return ((name, text) for name in names if (text := self.field(name)))

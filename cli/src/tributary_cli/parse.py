"""`tributary parse`: run foreign feeds through the parser, one line of JSON for each."""

import asyncio
import base64
import binascii
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from tributary_ingest.adapters.fetching.decoding import unpacker
from tributary_ingest.adapters.parsers.pool import ParserPool
from tributary_ingest.adapters.parsers.unpack import LIMIT
from tributary_ingest.adapters.parsers.urls import absolute
from tributary_ingest.adapters.unpacking import Body
from tributary_ingest.domain.document import Entry, FeedDocument, Outline, Person
from tributary_kit.errors import Invalid, TributaryError

from tributary_cli.lines import next_line

Line = dict[str, Any]


def run() -> None:
    """Parse documents from stdin; one line of JSON each, in order, whatever the documents hold.

    A line in: {"id", "kind": "feed|opml|discovery", "bytes_b64", "content_type", "headers", "base_url"}.
    A line out: {"id", "ok", "error", "feed", "entries", "opml", "feeds"}; `error` is a reason from the error
    tree, and a line that failed also has a `message`.
    """
    asyncio.run(_run())


async def _run() -> None:
    pool = ParserPool(1)
    try:
        while line := await asyncio.to_thread(next_line):
            if line.strip():
                sys.stdout.write(json.dumps(await _answer(line, pool)) + "\n")
                sys.stdout.flush()
    finally:
        await pool.close()


async def _answer(line: bytes, pool: ParserPool) -> Line:
    answer: Line = {"id": None, "ok": True, "error": "", "feed": None, "entries": [], "opml": [], "feeds": []}
    try:
        request = _request(line)
        answer["id"] = request.get("id")
        answer |= await _read(request, pool)
    except TributaryError as error:
        answer |= {"ok": False, "error": error.reason, "message": error.message}
    return answer


def _request(line: bytes) -> Line:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise Invalid("The line is not JSON.") from None
    if not isinstance(request, dict):
        raise Invalid("The line is not a JSON object.")
    return request


async def _read(request: Line, pool: ParserPool) -> Line:
    kind = request.get("kind") or "feed"
    headers = _headers(request)
    content_type = _text(request, "content_type") or headers.get("content-type", "")
    url = _base(_text(request, "base_url"), headers)
    body = _unpacked(_body(request), headers.get("content-encoding", ""))
    if kind == "feed":
        document = await pool.parse(body, url=url, content_type=content_type)
        document.language = document.language or headers.get("content-language", "")
        return {"feed": _feed(document), "entries": [_entry(entry) for entry in document.entries]}
    if kind == "opml":
        return {"opml": _outlines(await pool.parse_opml(body))}
    if kind == "discovery":
        found = await pool.discover(body, url=url, content_type=content_type)
        return {"feeds": [feed.url for feed in found]}
    raise Invalid("The kind is none of feed, opml and discovery.", field="kind")


def _text(request: Line, key: str) -> str:
    value = request.get(key)
    return value if isinstance(value, str) else ""


def _headers(request: Line) -> dict[str, str]:
    """The headers by their names in lower case; a list of pairs is as good as an object."""
    headers = request.get("headers") or {}
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    try:
        return {str(name).lower(): str(value) for name, value in pairs}
    except (TypeError, ValueError):
        raise Invalid("The headers are neither an object nor a list of pairs.", field="headers") from None


def _base(url: str, headers: Mapping[str, str]) -> str:
    try:
        return urljoin(url, headers.get("content-location", ""))
    except ValueError:
        return url


def _body(request: Line) -> bytes:
    try:
        return base64.b64decode(_text(request, "bytes_b64"), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("bytes_b64 is not valid base64.", field="bytes_b64") from None


def _unpacked(body: bytes, content_encoding: str) -> bytes:
    """The body as the fetcher would have unpacked it."""
    packed = Body(unpacker(content_encoding), LIMIT)
    packed.add_all(body)
    return packed.whole()


def _feed(feed: FeedDocument) -> Line:
    return {
        "title": feed.title,
        "link": feed.link,
        "description": feed.description,
        "language": feed.language,
        "rights": feed.rights,
        "image": feed.image,
        "date": _time(feed.date),
        "authors": _people(feed.authors),
        "categories": feed.categories,
    }


def _entry(entry: Entry) -> Line:
    return {
        "id": entry.guid,
        "title": entry.title,
        "link": entry.link,
        "published": _time(entry.published),
        "updated": _time(entry.updated),
        "authors": _people(entry.authors),
        "summary": entry.summary,
        "content": entry.content,
        "categories": entry.categories,
        "enclosures": [{"url": enclosure.url} for enclosure in entry.enclosures],
    }


def _outlines(outlines: list[Outline]) -> list[Line]:
    """Those whose address may stand in a link; a list may hold any text in its place."""
    return [{"url": each.url, "title": each.title} for each in outlines if absolute("", each.url)]


def _people(people: list[Person]) -> list[Line]:
    return [{"name": person.name, "email": person.email, "uri": person.uri} for person in people]


def _time(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, or nothing."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None

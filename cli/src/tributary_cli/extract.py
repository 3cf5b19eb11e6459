"""`tributary extract`: run foreign items through the extraction rules, one line of JSON for each."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tributary_entities.adapters.extractors.page import plain, read
from tributary_entities.adapters.extractors.rules import RulesExtractor
from tributary_entities.domain.extract.document import TEXT, TITLE, Document
from tributary_entities.domain.extract.findings import Extraction, Found, Opportunity, Relation, Span
from tributary_kit.clock import SystemClock

from tributary_cli.lines import next_line

Line = dict[str, Any]


def run() -> None:
    """Reads an item a line from stdin and writes what was found in each, in order, whatever the lines hold.

    A line that cannot be read or extracted is answered by {"id", "error"}.
    """
    extractor = RulesExtractor(SystemClock())
    while line := next_line():
        if line.strip():
            sys.stdout.write(json.dumps(_answer(line, extractor), ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _answer(line: bytes, extractor: RulesExtractor) -> Line:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON."}
    if not isinstance(item, dict):
        return {"id": None, "error": "The line is not a JSON object."}
    try:
        document = document_of(item)
        return {"id": item.get("id"), **_rendered(extractor(document), document)}
    except Exception as error:  # noqa: BLE001 - one bad item must not end the stream
        return {"id": item.get("id"), "error": f"The item broke the rules ({type(error).__name__})."}


def document_of(item: Mapping[str, Any]) -> Document:
    """The document of a line; a part of the wrong type counts as absent."""
    feed = item.get("feed")
    feed = feed if isinstance(feed, Mapping) else {}
    link = _text(item, "link") or _text(item, "url")
    return read(
        _text(item, "html") or _text(item, "text"),
        base=link or _text(feed, "link"),
        title=plain(_text(item, "title")),
        author=plain(_author(item.get("author"))),
        categories=_categories(item.get("categories")),
        published=_moment(_text(item, "published")),
        lang=_text(item, "lang"),
        link=link,
        feed_title=plain(_text(feed, "title")),
        feed_link=_text(feed, "link"),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _author(value: Any) -> str:
    """The authors of a line: a text, an object with a name, or a list of these."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_author, value)))
    if isinstance(value, Mapping):
        return _text(value, "name") or _text(value, "email")
    return value if isinstance(value, str) else ""


def _categories(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for each in values if isinstance(each, str) and (name := plain(each)))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rendered(extraction: Extraction, document: Document) -> Line:
    return {
        "entities": [_entity(found, document) for found in extraction.found],
        "opportunities": [_opportunity(each, document) for each in extraction.opportunities],
        "relationships": [_relationship(each, document) for each in extraction.relations],
    }


def _entity(found: Found, document: Document) -> Line:
    where = _where(_shown(found, document), document)
    return {"kind": found.kind, "name": found.name, **where, "confidence": round(found.confidence, 3)}


def _opportunity(each: Opportunity, document: Document) -> Line:
    deadline, amount = each.deadline, each.amount
    return {
        "kind": each.kind,
        "title": each.title,
        "organisation": each.organisation,
        "deadline": _day(deadline.at) if deadline else None,
        "deadline_tz": deadline.zone if deadline else "",
        "deadline_extended": deadline.extended if deadline else False,
        "amount_min": _number(amount.least) if amount else None,
        "amount_max": _number(amount.most) if amount else None,
        "currency": amount.currency if amount else "",
        "place": each.place,
        "remote": each.remote,
        "eligibility": each.eligibility,
        "url": each.url,
        "status": each.status,
        **_where(each.span, document),
        "confidence": round(each.confidence, 3),
    }


def _relationship(each: Relation, document: Document) -> Line:
    return {
        "type": each.type,
        "source": each.source.name,
        "target": each.target.name,
        "source_kind": each.source.kind,
        "target_kind": each.target.kind,
        **_where(each.span, document),
        "confidence": round(each.confidence, 3),
    }


def _shown(found: Found, document: Document) -> Span:
    """Where the title or the text says a name of the metadata, too; else its own place."""
    if found.span.field in (TITLE, TEXT):
        return found.span
    for field, text in ((TITLE, document.title), (TEXT, document.text)):
        start, end = text.find(found.name), text.find(found.name) + len(found.name)
        if start >= 0 and not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum():
            return Span(field, start, end)
    return found.span


def _where(span: Span, document: Document) -> Line:
    """The span in title + line break + text; null where it lies in another field, which `field` names."""
    offset = {TITLE: 0, TEXT: len(document.title) + 1}.get(span.field)
    if offset is None or span.start == span.end:
        return {"start": None, "end": None, "field": span.field}
    return {"start": span.start + offset, "end": span.end + offset, "field": span.field}


def _day(moment: date | datetime) -> str:
    """ISO 8601; the seconds only where they are any."""
    return moment.isoformat()


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)

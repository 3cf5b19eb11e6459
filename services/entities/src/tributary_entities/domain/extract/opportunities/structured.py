"""Opportunities that structured data states: JSON-LD, microdata, Google Base and job modules of feeds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tributary_entities.domain.extract.document import TEXT, Document
from tributary_entities.domain.extract.findings import (
    GRANT,
    JOB,
    SCHOLARSHIP,
    Amount,
    Deadline,
    Opportunity,
    Span,
)

_Node = Mapping[str, Any]

_KINDS = {
    "jobposting": JOB,
    "monetarygrant": GRANT,
    "grant": GRANT,
    "educationaloccupationalprogram": SCHOLARSHIP,
    "scholarship": SCHOLARSHIP,
}
_JOB_KEYS = (
    "employer",
    "jobfunction",
    "jobtype",
    "jobindustry",
    "salary",
    "company",
    "hiringorganization",
    "joblocation",
)
_NAMES = {
    "title": ("title", "name", "jobtitle", "jobfunction"),
    "organisation": (
        "hiringorganization",
        "employer",
        "company",
        "funder",
        "sponsor",
        "provider",
        "organization",
        "organizer",
    ),
    "deadline": (
        "validthrough",
        "applicationdeadline",
        "deadline",
        "closingdate",
        "expirationdate",
        "expires",
        "expiry",
        "enddate",
    ),
    "amount": ("basesalary", "salary", "estimatedsalary", "amount", "salaryrange", "pay", "compensation"),
    "place": ("joblocation", "location", "city", "region"),
    "url": ("applyurl", "applicationurl", "url", "applylink", "link"),
    "eligibility": (
        "eligibility",
        "eligibilityrequirements",
        "qualifications",
        "programprerequisites",
        "education",
    ),
}
_NOWHERE = Span(TEXT, 0, 0)
_SURE = 0.98
_KEY = re.compile(r"^(?:\{[^}]*\}|[\w-]+:)|[_\s-]")
_NUMBER = re.compile(r"\d[\d.,' ]*")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_YEARS = range(1970, 2200)


def structured_opportunities(document: Document) -> list[Opportunity]:
    """What the document's structured data offers, without what only its text says."""
    found = []
    for node in _nodes(document.structured):
        plain = {_key(key): value for key, value in node.items() if value not in (None, "", [])}
        kind = _kind(node, plain)
        if kind:
            found.append(_opportunity(kind, plain, document))
    return found


def event_facts(document: Document) -> tuple[str, str]:
    """The place and the organiser that structured data states for an event; either may be empty."""
    for node in _nodes(document.structured):
        if _type(node).endswith("event") or _type(node) == "hackathon":
            plain = {_key(key): value for key, value in node.items()}
            return _place(plain.get("location")), _name(plain.get("organizer"))
    return "", ""


def _nodes(nodes: tuple[_Node, ...]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        for inner in _listed(node.get("@graph")):
            if isinstance(inner, Mapping):
                yield inner


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _key(key: str) -> str:
    """ "g:job_type" and "jobType" are both "jobtype"."""
    return _KEY.sub("", _KEY.sub("", str(key), count=1)).lower()


def _type(node: _Node) -> str:
    types = _listed(node.get("@type"))
    return str(types[0]).rstrip("/").rsplit("/", 1)[-1].lower() if types else ""


def _kind(node: _Node, plain: Mapping[str, Any]) -> str:
    kind = _KINDS.get(_type(node), "")
    if kind or node.get("@type"):
        return kind
    return JOB if sum(key in plain for key in _JOB_KEYS) >= 2 else ""


def _opportunity(kind: str, plain: Mapping[str, Any], document: Document) -> Opportunity:
    title = _name(_first(plain, "title")) or document.title
    at = document.title.find(title)
    span = Span("title", at, at + len(title)) if at >= 0 and title else _NOWHERE
    whole = Opportunity(kind, title, span, _SURE)
    remote = "telecommute" in _text(plain.get("joblocationtype")).lower() or None
    return replace(
        whole,
        organisation=_name(_first(plain, "organisation")),
        deadline=_deadline(_text(_first(plain, "deadline"))),
        amount=_amount(_first(plain, "amount"), plain),
        place=_place(_first(plain, "place")),
        remote=remote,
        eligibility=_text(_first(plain, "eligibility"))[:160],
        url=_text(_first(plain, "url")),
    )


def _first(plain: Mapping[str, Any], fact: str) -> Any:
    return next((plain[name] for name in _NAMES[fact] if name in plain), None)


def _text(value: Any) -> str:
    one = _listed(value)[:1]
    return str(one[0]).strip() if one and isinstance(one[0], str | int | float) else ""


def _name(value: Any) -> str:
    one = next(iter(_listed(value)), None)
    if isinstance(one, Mapping):
        return _text(one.get("name") or one.get("legalName"))
    return _text(one)


def _place(value: Any) -> str:
    """The city of an address, else its region or country, else the name."""
    one = next(iter(_listed(value)), None)
    if not isinstance(one, Mapping):
        return _text(one)
    address = next(iter(_listed(one.get("address"))), None) or one
    if isinstance(address, str):
        return address.strip()
    for key in ("addressLocality", "addressRegion", "addressCountry", "name"):
        if text := _name(address.get(key)):
            return text
    return _text(one.get("name"))


def _deadline(text: str) -> Deadline | None:
    """An ISO 8601 date or time; no other spelling."""
    try:
        if len(text) <= 10:
            return Deadline(date.fromisoformat(text), "", _NOWHERE) if _is_year(text) else None
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _is_year(text):
        return None
    match = _ZONE.search(text)
    zone = (
        ""
        if match is None
        else "UTC"
        if match.group() in {"Z", "+00:00", "+0000"}
        else _offset(match.group())
    )
    return Deadline(at.replace(tzinfo=None), zone, _NOWHERE)


def _is_year(text: str) -> bool:
    return text[:4].isdigit() and int(text[:4]) in _YEARS


def _offset(text: str) -> str:
    return text if ":" in text else f"{text[:3]}:{text[3:]}"


def _amount(value: Any, plain: Mapping[str, Any]) -> Amount | None:
    one = next(iter(_listed(value)), None)
    currency = _text(plain.get("currency") or plain.get("salarycurrency"))
    if isinstance(one, Mapping):
        currency = _text(one.get("currency")) or currency
        inner = next(iter(_listed(one.get("value"))), None)
        node = inner if isinstance(inner, Mapping) else one
        least, most = _number(node.get("minValue")), _number(node.get("maxValue"))
        single = _number(node.get("value"))
        least, most = (single, single) if least is None and most is None else (least, most)
    else:
        least, most = _numbers(_text(one))
    if _text(plain.get("salarytype")).lower() == "starting":
        most = None
    return (
        Amount(least, most, currency.upper()[:5], _NOWHERE) if least is not None or most is not None else None
    )


def _numbers(text: str) -> tuple[Decimal | None, Decimal | None]:
    numbers = [n for match in _NUMBER.findall(text) if (n := _number(match)) is not None]
    return (numbers[0], numbers[-1]) if numbers else (None, None)


def _number(value: Any) -> Decimal | None:
    text = _text(value).replace(" ", "").replace("'", "").rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    try:
        return Decimal(text) if text and len(text) < 20 else None
    except InvalidOperation:
        return None

"""Calls for papers as feed items, rendered from the sample of conference data in several wordings.

The facts are known from the data, so nobody labels these. A wording is wholly in one half of the corpus:
what is held back are wordings that rule writers have not seen, not only other conferences.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from tests.quality.dates import written
from tests.quality.examples import CONFERENCES, CORPUS, Example, example, split_of

FOLDER = CORPUS / "conferences"
PER_CONFERENCE = 2
SAME_COUNTRY = {
    "U.S.A.": "U.S.A.|United States|USA|US|United States of America",
    "U.K.": "U.K.|United Kingdom|UK",
    "Czech Republic": "Czech Republic|Czechia",
    "Netherlands": "Netherlands|The Netherlands",
}

Facts = dict[str, Any]


def conferences() -> Iterator[Example]:
    """Each conference in two of the wordings that fit it, always the same ones."""
    wordings = json.loads((FOLDER / "wordings.json").read_text(encoding="utf-8"))
    for facts in json.loads((FOLDER / "conferences.json").read_text(encoding="utf-8")):
        fitting = [wording for wording in wordings if _fits(facts, wording)]
        fitting.sort(key=lambda wording: _number(facts["name"] + wording["id"]))
        for wording in fitting[:PER_CONFERENCE]:
            yield render(facts, wording)


def render(facts: Facts, wording: Facts) -> Example:
    """One conference in one wording, with the labels that follow from the facts."""
    words = _words(facts, wording)
    item = {
        "title": wording["title"].format(**words),
        "html": wording["html"].format(**words),
        "published": datetime.combine(words["published"], time(9), UTC).isoformat(),
        "feed": {"title": "Conference radar", "link": "https://radar.example/"},
        "author": "",
        "categories": [facts["topic"]],
        "lang": wording["lang"],
    }
    row = {
        "lang": wording["lang"],
        "labels": _labels(facts, item),
        "opportunities": _opportunities(facts, wording),
    }
    name = f"{wording['id']}: {facts['name']}"
    return example(row, name, CONFERENCES, split_of(wording["id"]), item)


def _fits(facts: Facts, wording: Facts) -> bool:
    if bool(facts["cfpEndDate"]) != wording.get("call", True):
        return False
    online: bool = wording.get("online", False)
    return bool(facts["city"]) != online


def _words(facts: Facts, wording: Facts) -> Facts:
    start, end = date.fromisoformat(facts["startDate"]), date.fromisoformat(facts["endDate"])
    deadline = date.fromisoformat(facts["cfpEndDate"]) if facts["cfpEndDate"] else start - timedelta(days=60)
    lang = wording["lang"]
    return {
        "name": facts["name"],
        "year": start.year,
        "url": facts["url"],
        "cfp": facts["cfpUrl"],
        "city": facts["city"],
        "place": f"{facts['city']}, {facts['country']}",
        "start": written(start, lang, "day_month_year"),
        "end": written(end, lang, "day_month_year"),
        "start_iso": start.isoformat(),
        "end_iso": end.isoformat(),
        "deadline": written(deadline, lang, wording["date"]),
        "earlier": written(deadline - timedelta(days=14), lang, wording["date"]),
        "later": written(deadline + timedelta(days=21), lang, wording["date"]),
        "published": deadline - timedelta(days=_age(facts["name"], wording)),
    }


def _age(name: str, wording: Facts) -> int:
    """Days from the item to the deadline: few where the wording names a weekday or calls it an extension."""
    most = 6 if wording["date"] == "weekday" else 12 if wording.get("extended") else 70
    return 1 + _number(name) % most


def _labels(facts: Facts, item: Facts) -> dict[str, list[str]]:
    city, _, state = facts["city"].partition(", ")
    country: str = facts["country"]
    text = item["title"] + item["html"]
    places: list[str] = [f"{city}|{facts['city']}"] if city and city in text else []
    places += [f"?{part}" for part in _parts(facts["name"]) if part != city]
    if country and country in text and country != city:
        places.append(SAME_COUNTRY.get(country, country))
    places += [f"?{state}"] if state else []
    return {"organisation": [f"?{facts['name']}"], "place": places, "topic": ["?*", "?general"]}


def _parts(name: str) -> list[str]:
    """Words of a name, and pairs of them: "North America" inside of it is the name's business."""
    words = name.split()
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _opportunities(facts: Facts, wording: Facts) -> list[Facts]:
    if not wording.get("call", True):
        return []
    city = facts["city"].partition(", ")[0]
    call: Facts = {
        "kind": ["call_for_papers", "call_for_proposals"],
        "title": [facts["name"], f"{facts['name']} {facts['startDate'][:4]}"],
        "organisation": "*",
        "url": [facts["cfpUrl"]],
        "place": [city, facts["city"]] if city else "*",
        "remote": True if wording.get("online") else "*",
    }
    if wording["date"] != "none":
        clock = f"T{wording['time']}" if "time" in wording else ""
        call["deadline"] = facts["cfpEndDate"] + clock
        call |= {"tz": [wording["zone"]]} if "zone" in wording else {}
    return [call]


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)

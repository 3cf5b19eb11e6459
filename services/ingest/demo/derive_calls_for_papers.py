"""Makes the JSON Feed of calls for papers from tech-conferences/conference-data (see ATTRIBUTION.md).

    python derive_calls_for_papers.py FOLDER > ../src/tributary_ingest/demo/calls-for-papers.json

Takes the conferences of a few topics that have a call with a deadline, once each, and states what the
data states; nothing is added.
"""

import json
import sys
from pathlib import Path
from typing import Any

TOPICS = ("python", "data", "security", "rust", "golang", "accessibility", "general", "networking", "ux")
PER_TOPIC = 15


def conferences(folder: Path) -> dict[str, dict[str, Any]]:
    """Conferences with an open call by their page's address, with all topics that list them."""
    found: dict[str, dict[str, Any]] = {}
    for topic in TOPICS:
        listed = json.loads((folder / f"{topic}.json").read_text(encoding="utf-8"))
        calls = [c for c in listed if c.get("cfpUrl") and c.get("cfpEndDate")]
        for conference in calls[:PER_TOPIC]:
            found.setdefault(conference["url"], {**conference, "topics": []})["topics"].append(topic)
    return found


def item(conference: dict[str, Any]) -> dict[str, Any]:
    """One call for papers as an item of a JSON Feed."""
    name, year = conference["name"], conference["startDate"][:4]
    title = name if year in name else f"{name} {year}"
    return {
        "id": conference["url"] + "#cfp",
        "url": conference["cfpUrl"],
        "external_url": conference["url"],
        "title": f"Call for papers: {title}",
        "content_text": "\n".join(sentences(conference)),
        "tags": ["call for papers", *conference["topics"]],
    }


def sentences(conference: dict[str, Any]) -> list[str]:
    """What the data says of a call, in words."""
    place = ", ".join(filter(None, (conference.get("city"), conference.get("country"))))
    where = " and ".join(filter(None, (place, "online" if conference.get("online") else "")))
    return [
        f"{conference['name']} takes place from {conference['startDate']} to {conference['endDate']}"
        + (f" in {where}." if place else f" {where}."),
        f"The call for papers closes on {conference['cfpEndDate']}.",
        f"Languages: {conference.get('locales', 'EN')}.",
        *([f"Code of conduct: {conference['cocUrl']}"] if conference.get("cocUrl") else []),
    ]


def main() -> None:
    """Writes the feed to stdout."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Calls for papers 2023",
        "home_page_url": "https://github.com/tech-conferences/conference-data",
        "description": "Conferences of 2023 that asked for papers, with their deadlines.",
        "language": "en",
        "items": [item(c) for c in conferences(Path(sys.argv[1])).values()],
    }
    json.dump(feed, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


main()

"""The real items of the corpus: found in a folder of feeds by file and number, known by their hash."""

import base64
import hashlib
import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.quality.commands import over_lines
from tests.quality.examples import CORPUS, FEEDS, Example, example, lines, split_of

LABELS = CORPUS / "feeds.jsonl"
VARIABLE = "TRIBUTARY_FEEDS"
USUAL = (Path(__file__).parents[3] / "shared/feeds", Path("/work/shared/feeds"))


def folder() -> Path | None:
    """The folder of feeds that TRIBUTARY_FEEDS names, or one where they usually stand."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return next((path for path in USUAL if path.is_dir()), None)


def feeds(where: Path) -> Iterator[Example]:
    """The labelled items of the folder, without those whose text is no longer the one that was labelled."""
    rows = list(lines(LABELS))
    parsed = _parsed(where, sorted({row["file"] for row in rows}))
    for row in rows:
        item = _item(parsed[row["file"]], row["entry"])
        if item and digest(item) == row["sha256"]:
            name = f"{row['file']}#{row['entry']}"
            yield example(row, name, FEEDS, split_of(name), item)


def digest(item: dict[str, Any]) -> str:
    """SHA-256 of the title and the words of the text: markup and white space do not count."""
    words = html.unescape(re.sub(r"(?s)<[^>]+>", " ", item["html"])).split()
    return hashlib.sha256(" ".join([item["title"], *words]).encode()).hexdigest()


def _parsed(where: Path, files: list[str]) -> dict[str, Any]:
    documents = [_document(where, file) for file in files if (where / file).is_file()]
    answers = {answer["id"]: answer for answer in over_lines("parse", documents)}
    return {file: answers.get(file) for file in files}


def _document(where: Path, file: str) -> dict[str, Any]:
    body = base64.b64encode((where / file).read_bytes()).decode()
    return {"id": file, "kind": "feed", "bytes_b64": body, "base_url": "https://feed.test/"}


def _item(document: dict[str, Any] | None, number: int) -> dict[str, Any] | None:
    """The entry as `tributary extract` takes it."""
    if not document or not document["ok"] or number >= len(document["entries"]):
        return None
    entry, feed = document["entries"][number], document["feed"]
    return {
        "title": entry["title"],
        "html": entry["content"] or entry["summary"],
        "published": entry["published"],
        "feed": {"title": feed["title"], "link": feed["link"]},
        "author": ", ".join(author["name"] for author in entry["authors"]),
        "categories": entry["categories"],
        "lang": feed["language"],
    }

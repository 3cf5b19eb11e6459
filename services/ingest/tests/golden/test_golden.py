"""Every document beside its expected reading. ATTRIBUTION.md tells how to renew them."""

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tributary_ingest.adapters.parsers.discovery import discover
from tributary_ingest.adapters.parsers.opml import parse_opml
from tributary_ingest.adapters.parsers.parse import parse_feed

HERE = Path(__file__).parent
URL = "https://golden.example/path/feed.xml"


def documents(folder: str) -> list[Any]:
    paths = [path for path in sorted((HERE / folder).rglob("*")) if path.is_file() and path.name != "LICENSE"]
    return [
        pytest.param(path, id=str(path.relative_to(HERE))) for path in paths if ".expected." not in path.name
    ]


def compare(path: Path, found: Any) -> None:
    expected = path.with_name(f"{path.name}.expected.json")
    text = json.dumps(found, indent=1, ensure_ascii=False, default=datetime.isoformat) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(expected.read_text(encoding="utf-8"))


def without_empty(value: Any) -> Any:
    """Leave out what a document does not say, so that the expected files show what it does."""
    if isinstance(value, dict):
        return {key: without_empty(part) for key, part in value.items() if part not in ("", None, [], 0)}
    return [without_empty(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", [*documents("feeds"), *documents("foreign")])
def test_feed(path: Path) -> None:
    feed = parse_feed(path.read_bytes(), url=URL, content_type="")
    compare(path, without_empty(asdict(feed)))


@pytest.mark.parametrize("path", documents("lists"))
def test_list(path: Path) -> None:
    compare(path, [asdict(outline) for outline in parse_opml(path.read_bytes())])


@pytest.mark.parametrize("path", documents("pages"))
def test_page(path: Path) -> None:
    found = discover(path.read_bytes(), url="https://page.example/x/", content_type="text/html")
    compare(path, [asdict(feed) for feed in found])

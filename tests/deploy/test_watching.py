"""Alerts and dashboards ask for metrics that there are."""

import json
import re
from pathlib import Path

import pytest
import yaml

from .chart import CHART, ROOT

PAGES = [CHART / "files/alerts.yaml", *sorted((CHART / "files/dashboards").glob("*.json"))]


def known() -> set[str]:
    return set(re.findall(r"(?m)^\| (tributary_\w+)", (ROOT / "docs/reference/metrics.md").read_text()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_their_metrics_are_there(page: Path) -> None:
    named = {
        re.sub(r"_(bucket|count|sum)$", "", name) for name in re.findall(r"tributary_\w+", page.read_text())
    }
    assert named
    assert named <= known()


def test_every_alert_says_what_to_do() -> None:
    groups = yaml.safe_load((CHART / "files/alerts.yaml").read_text())["groups"]
    for rule in (rule for group in groups for rule in group["rules"]):
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert set(rule["annotations"]) == {"summary", "description"}


def test_every_panel_says_what_it_shows() -> None:
    for page in PAGES[1:]:
        panels = [panel for panel in json.loads(page.read_text())["panels"] if panel["type"] != "row"]
        assert panels
        assert all(panel["description"] and panel["targets"] for panel in panels)

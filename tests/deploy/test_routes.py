"""What Ingress and HTTPRoute let in is what the gateway answers, and not its metrics."""

from collections.abc import Callable

import pytest
from tributary_gateway.web.application import _PAGES
from tributary_gateway.web.route import PREFIX

from .chart import Document, documents, render

EXPOSED = ("--set", "ingress.enabled=true,httpRoute.enabled=true,httpRoute.parentRefs[0].name=public")


def of_ingress(spec: Document) -> set[tuple[str, str]]:
    return {(row["pathType"], row["path"]) for row in spec["rules"][0]["http"]["paths"]}


def of_route(spec: Document) -> set[tuple[str, str]]:
    paths = [match["path"] for match in spec["rules"][0]["matches"]]
    return {(path["type"].removeprefix("Path"), path["value"]) for path in paths}


def lets_in(rules: set[tuple[str, str]], path: str) -> bool:
    return ("Exact", path) in rules or any(
        kind == "Prefix" and f"{path}/".startswith(f"{prefix}/") for kind, prefix in rules
    )


@pytest.mark.parametrize(("kind", "read"), [("Ingress", of_ingress), ("HTTPRoute", of_route)])
def test_everything_but_metrics_is_let_in(
    kind: str, read: Callable[[Document], set[tuple[str, str]]]
) -> None:
    [spec] = [one["spec"] for one in documents(render(*EXPOSED)) if one["kind"] == kind]
    rules = read(spec)
    assert [path for path in [*_PAGES, f"{PREFIX}/sources"] if not lets_in(rules, path)] == ["/metrics"]

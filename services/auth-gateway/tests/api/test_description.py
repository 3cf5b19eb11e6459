"""The OpenAPI description: complete, self-contained, and true."""

import re

import pytest
from tributary_gateway.web.problem import MEDIA_TYPE
from tributary_gateway.web.routes import ROUTES


@pytest.fixture
async def told(api):
    answer = await api.client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operation(told, row):
    return told["paths"][f"/api/v1{row.path}"][row.method.lower()]


def nodes(node):
    yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from nodes(child)


def test_every_route_is_described_and_nothing_else(told):
    described = {(method.upper(), path) for path, item in told["paths"].items() for method in item}
    assert described == {(row.method, f"/api/v1{row.path}") for row in ROUTES}


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row.method} {row.path}")
def test_each_operation_tells_rights_answers_and_problems(told, row):
    one = operation(told, row)
    assert one["security"] == ([] if row.is_public else [{"bearer": []}])
    assert one["summary"]
    assert one["operationId"] == row.handler.__name__
    problems = {
        status for status, answer in one["responses"].items() if MEDIA_TYPE in answer.get("content", {})
    }
    expected = {"400", "422", "429", "500", "503", "504"}
    expected |= set() if row.is_public else {"401", "403"}
    expected |= {"413", "415"} if row.reads else set()
    expected |= {"404"} if "{" in row.path else set()
    assert expected <= problems
    assert str(row.status) in one["responses"]
    assert ("requestBody" in one) == bool(row.reads)
    named = set(re.findall(r"{(\w+)}", row.path))
    assert named == {p["name"] for p in one.get("parameters", []) if p["in"] == "path"}


def test_bodies_tell_how_large_they_may_be(told):
    for path, most in (("/opml", "3.9 MiB"), ("/sources", "1.0 MiB")):
        assert most in told["paths"][f"/api/v1{path}"]["post"]["requestBody"]["description"]


@pytest.mark.parametrize("path", ["/sources/{source_id}", "/feeds/{feed_id}"])
def test_deleting_tells_what_stays(told, path):
    one = told["paths"][f"/api/v1{path}"]["delete"]
    assert "\n" not in one["summary"]
    assert "stay in the graph" in one["description"]
    assert one["description"].endswith("Needs the role editor.")


def test_operation_ids_are_unique(told):
    ids = [one["operationId"] for item in told["paths"].values() for one in item.values()]
    assert len(ids) == len(set(ids))


def test_every_reference_leads_somewhere(told):
    schemas = told["components"]["schemas"]
    references = {node["$ref"] for node in nodes(told) if isinstance(node, dict) and "$ref" in node}
    assert references
    assert {reference.rpartition("/")[2] for reference in references} <= set(schemas)
    assert all(reference.startswith("#/components/schemas/") for reference in references)


def test_it_is_openapi_3_0_throughout(told):
    assert told["openapi"] == "3.0.3"
    for node in nodes(told):
        if isinstance(node, dict):
            assert node.get("type") != "null"
            assert not isinstance(node.get("type"), list)
            assert not isinstance(node.get("examples"), list)
            assert not {"const", "$defs", "exclusiveMinimum"} & set(node) or "properties" in node


def test_names_of_schemas_are_allowed(told):
    assert all(re.fullmatch(r"[a-zA-Z0-9._-]+", name) for name in told["components"]["schemas"])


def test_it_names_no_other_host(told):
    text = str(told)
    assert set(re.findall(r"https?://([^/'\"\s]+)", text)) <= {"example.org"}


def test_problems_and_bodies_have_examples(told):
    assert told["components"]["schemas"]["Problem"]["example"]["reason"] == "not_found"
    assert "example" in told["components"]["schemas"]["LoginBody"]["properties"]["email"]


async def test_an_answer_has_the_members_that_its_schema_names(api, told):
    answer = (await api.get("/feeds/feed_1", token=api.world.token())).json()
    assert set(answer) == set(told["components"]["schemas"]["Feed"]["properties"])
    health = told["components"]["schemas"]["FeedHealth"]["properties"]
    assert set(answer["health"]) == set(health)

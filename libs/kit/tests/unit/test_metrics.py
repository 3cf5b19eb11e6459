"""Metrics: declared once, rendered, served."""

import http.client

import pytest
from tributary_kit import metrics
from tributary_kit.errors import Conflict

HITS = metrics.counter("tributary_test_hits_total", "Hits by kind.", labels=("kind",), remedy="Aim better.")
SIZE = metrics.gauge("tributary_test_size", "Size.", remedy="Shrink.")
TIME = metrics.histogram("tributary_test_seconds", "Time.", remedy="Hurry.")


def test_metrics_are_rendered():
    HITS.labels("near").inc()
    SIZE.set(7)
    TIME.observe(0.15)
    text = metrics.render().decode()
    assert 'tributary_test_hits_total{kind="near"} 1.0' in text
    assert "tributary_test_size 7.0" in text
    assert 'tributary_test_seconds_bucket{le="0.1"} 0.0' in text
    assert 'tributary_test_seconds_bucket{le="0.2"} 1.0' in text
    assert "process_resident_memory_bytes" in text
    assert "_created" not in text


def test_metrics_are_listed_for_the_documentation():
    row = next(row for row in metrics.declared() if row.name == "tributary_test_hits_total")
    assert row == metrics.Metric(
        "tributary_test_hits_total", "counter", "Hits by kind.", "Aim better.", ("kind",)
    )


def test_a_name_is_declared_once():
    with pytest.raises(ValueError, match="Duplicated"):
        metrics.gauge("tributary_test_size", "Size again.", remedy="")
    assert [row.help for row in metrics.declared() if row.name == "tributary_test_size"] == ["Size."]


def test_the_small_server_has_metrics_and_nothing_else():
    server = metrics.serve_http("127.0.0.1:0")
    try:
        connection = http.client.HTTPConnection(server.address, timeout=5)
        for path, status in (("/metrics", 200), ("/metrics?x=1", 200), ("/", 404), ("/metrics/..", 404)):
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            assert response.status == status
            assert (b"tributary_test_size" in body) == (status == 200)
            connection.close()
    finally:
        server.close()


@pytest.mark.parametrize("listen", ["127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999", "192.0.2.1:9100"])
def test_an_address_that_cannot_be_served_is_told(listen):
    with pytest.raises(Conflict, match=f"Metrics cannot be served at {listen}"):
        metrics.serve_http(listen)

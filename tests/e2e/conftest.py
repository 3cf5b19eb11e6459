"""The whole product as real processes, and a feed server beside it."""

from pathlib import Path

import pytest
from tributary_testkit.engines import drop_database, fresh_database
from tributary_testkit.feeds import FeedServer
from tributary_testkit.product import Product

# The feeds of the tests come from loopback; what does not answer is given up soon.
ENVIRONMENT = {"TRIBUTARY_FETCH_ALLOW": "127.0.0.0/8", "TRIBUTARY_FETCH_CONNECT_SECONDS": "1"}


@pytest.fixture(scope="module")
def feeds():
    with FeedServer() as server:
        yield server


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """One embedded product for a module's tests."""
    with Product(tmp_path_factory.mktemp("home"), environment=ENVIRONMENT) as product:
        yield product


def embedded(home: Path):
    return Product(home, environment=ENVIRONMENT), []


def split(home: Path):
    return Product(home, options=("--no-demo", "--split"), environment=ENVIRONMENT), []


def queue(home: Path):
    home.mkdir()
    environment = {**ENVIRONMENT, "TRIBUTARY_BUS_URL": f"sqlite:///{home}/bus.db"}
    return Product(home, environment=environment), []


def postgres(home: Path):
    names = ("INGEST", "ENTITIES", "GATEWAY")
    urls = {f"TRIBUTARY_{name}_DATABASE_URL": fresh_database("postgresql", home) for name in names}
    # `up` sets this for the other two by itself.
    migrating = {"TRIBUTARY_GATEWAY_MIGRATE_ON_START": "true"}
    return Product(home, environment={**ENVIRONMENT, **urls, **migrating}), list(urls.values())


@pytest.fixture(params=[embedded, split, queue, postgres], ids=lambda way: way.__name__)
def any_product(request, tmp_path):
    """The product in each way that it can be run on one machine."""
    product, databases = request.param(tmp_path / "home")
    with product:
        yield product
    for url in databases:
        drop_database(url)

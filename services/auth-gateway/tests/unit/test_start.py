"""What the start does not do, because it would make it slow."""

import subprocess
import sys

from tributary_gateway.web.application import create_application
from tributary_gateway.web.route import LateRoute

LATE = """
import sys
import tributary_gateway.app
from fastapi.openapi.models import OpenAPI
from pydantic import BaseModel
assert not OpenAPI.__pydantic_complete__
assert not BaseModel.model_config
late = {"alembic", "psycopg", "swagger_ui_bundle"} & set(sys.modules)
assert not late, late
"""


def test_models_of_openapi_and_rare_packages_wait():
    subprocess.run([sys.executable, "-c", LATE], check=True, timeout=60)


async def test_a_route_is_made_when_it_is_first_called(world):
    app = create_application(world.gateway())
    late = [route for route in app.router.routes if isinstance(route, LateRoute)]
    assert late
    assert not [route for route in late if "made" in vars(route)]

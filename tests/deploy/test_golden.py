"""The chart renders what was agreed, with both helms."""

import pytest

from .chart import HELMS, VALUES
from .golden import GOLDEN, golden, path_of


@pytest.mark.parametrize("helm", HELMS)
@pytest.mark.parametrize("name", VALUES)
def test_the_render_is_the_agreed_one(name: str, helm: str) -> None:
    assert path_of(name).exists(), "run make golden, and commit what it wrote"
    assert golden(name, helm) == path_of(name).read_text(), "if that is meant: make golden, and commit it"


def test_there_is_no_render_of_values_that_are_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.yaml")} == set(VALUES)

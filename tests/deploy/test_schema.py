"""The values and their schema are the same keys, and wrong values are refused with what is wrong."""

import pytest
import yaml

from .chart import CHART, Refused, render
from .schema import knows, listed, paths, root

DEFAULTS = yaml.safe_load((CHART / "values.yaml").read_text())
# Below these are fields of Kubernetes' own types.
OF_KUBERNETES = {"resources", "behavior", "affinity"}
WRONG = {
    "unknownKey=1": "unknownKey",
    "image.tagg=1": "tagg",
    "database.engine=mysql": "engine",
    "migrations.mode=sometimes": "mode",
    "components.worker.replicas=1": "worker",
    "components.ingest.replicas=-1": "replicas",
    "components.ingest.replica=2": "replica",
    "components.ingest.settings.NOT_OURS=1": "NOT_OURS",
    "components.entities.image.digest=abc": "digest",
    "networkPolicy.enabled=perhaps": "enabled",
    "serviceMonitor.interval=often": "interval",
}


@pytest.mark.parametrize(("setting", "named"), WRONG.items())
def test_a_wrong_value_is_refused(setting: str, named: str) -> None:
    with pytest.raises(Refused, match=named):
        render("--set", setting)


@pytest.mark.parametrize("helm", ["helm3", "helm4"])
def test_both_helms_ask_the_schema(helm: str) -> None:
    with pytest.raises(Refused, match="unknownKey"):
        render("--set", "unknownKey=1", helm=helm)


@pytest.mark.parametrize("setting", ["global.imageRegistry=x", "enabled=true"])
def test_what_a_parent_chart_sets_is_borne(setting: str) -> None:
    render("--set", setting)


def test_every_default_is_in_the_schema() -> None:
    assert [path for path in paths(DEFAULTS) if not knows(path)] == []


def test_every_key_of_the_schema_has_a_default() -> None:
    """Except `enabled`, which a parent chart sets, and those of components, which `defaults` has for all."""
    written = set(paths(DEFAULTS))
    assert set(root()["properties"]) - written == {"enabled"}
    ours = [path for path in listed() if not OF_KUBERNETES & set(path.split(".")[:-1])]
    assert [
        path for path in ours if path not in written and not path.startswith(("enabled", "components."))
    ] == []

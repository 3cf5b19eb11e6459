"""Which URLs are understood."""

import pytest
from tributary_kit.errors import Invalid
from tributary_kit.sql.engine import parse_url


def test_postgres_means_psycopg():
    assert parse_url("postgresql://h/n").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("url", ["mysql://u:secret@h/n", "sqlite://", "sqlite:///:memory:", "secret", ""])
def test_others_are_refused_without_repeating_them(url):
    with pytest.raises(Invalid) as caught:
        parse_url(url)
    assert "secret" not in str(caught.value)

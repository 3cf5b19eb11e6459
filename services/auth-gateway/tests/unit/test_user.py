"""Rules for e-mail addresses, passwords and roles."""

import pytest
from tributary_gateway.domain.user import check_password, check_role, normal_email
from tributary_kit.errors import Invalid


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ada@Example.org", "ada@example.org"),
        (" ada@example.org ", "ada@example.org"),
        ("admin@localhost", "admin@localhost"),
        ("e\u0301@example.org", "\u00e9@example.org"),
    ],
)
def test_addresses_have_one_form(given: str, kept: str) -> None:
    assert normal_email(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "a b@c",
        "a@b@c",
        "a\x00@b",
        "a\n@b",
        "x" * 65 + "@b",
        "a@" + "b" * 300,
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(Invalid) as told:
        normal_email(given)
    assert told.value.field == "email"


@pytest.mark.parametrize("given", ["", "x" * 11, "x" * 257])
def test_passwords_too_short_or_too_long_are_refused_without_being_repeated(given: str) -> None:
    with pytest.raises(Invalid) as told:
        check_password(given)
    assert told.value.field == "password"
    assert not given or given not in told.value.message


@pytest.mark.parametrize("role", ["", "root", "Admin", "service", "public"])
def test_only_the_three_roles_can_be_given(role: str) -> None:
    with pytest.raises(Invalid):
        check_role(role)

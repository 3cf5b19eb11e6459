"""What HTTP answers mean for a fetch."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.domain.address import AddressRefused, parse_url
from tributary_ingest.domain.fetching import MAX_WAIT_SECONDS, Chain, field_value, max_age, retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300),
        ("Sunday, 01-Mar-26 12:05:00 GMT", 300),
        ("Sun Mar  1 12:05:00 2026", 300),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("99999999999999999999", MAX_WAIT_SECONDS),
        ("Sun, 01 Mar 9999 11:00:00 GMT", MAX_WAIT_SECONDS),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣٤", None),
    ],
)
def test_retry_after_in_both_forms(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_retry_after_never_ends_early():
    assert retry_after("Sun, 01 Mar 2026 12:00:10 GMT", NOW.replace(microsecond=1)) == 10


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'public, MAX-AGE="600", must-revalidate'}, 600),
        ({"cache-control": "s-maxage=60"}, None),
        ({"cache-control": "s-maxage=60, max-age=600"}, 600),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age=99999999999"}, MAX_WAIT_SECONDS),
        ({"cache-control": ""}, None),
        ({}, None),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT", "date": "Sun, 01 Mar 2026 12:00:00 GMT"}, 3600),
        ({"expires": "Sun, 01 Mar 2026 11:00:00 GMT", "date": "Sun, 01 Mar 2026 12:00:00 GMT"}, 0),
        ({"expires": "0", "date": "Sun, 01 Mar 2026 12:00:00 GMT"}, None),
        ({"cache-control": "max-age=5", "expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 5),
    ],
)
def test_max_age(headers, seconds):
    assert max_age(headers) == seconds


@given(st.text())
def test_no_header_breaks_the_reading(value):
    retry_after(value, NOW)
    max_age({"cache-control": value, "expires": value, "date": value})


@pytest.mark.parametrize("value", ['"abc"', 'W/"a b"', "unquoted", '"a"b"', "\xe9\xff", "a\tb", "x" * 4096])
def test_validators_are_kept_as_they_are(value):
    assert field_value(value) == value


@pytest.mark.parametrize("value", ["", " a", "a\r\nHost: evil", "a\x00", "a\n", "x" * 4097, "\u20ac"])
def test_values_that_cannot_be_sent_back_are_dropped(value):
    assert field_value(value) == ""


def chain(url="http://a.example/feed"):
    return Chain(parse_url(url), max_redirects=10)


def test_permanent_moves_are_remembered_up_to_the_first_temporary_one():
    moving = chain()
    moving.follow(301, "http://b.example/feed")
    moving.follow(308, "/feed2")
    moving.follow(302, "/today")
    moving.follow(301, "/elsewhere")
    assert moving.target.url == "http://b.example/elsewhere"
    assert moving.permanent_url(200) == "http://b.example/feed2"
    assert moving.permanent_url(304) == "http://b.example/feed2"
    assert moving.permanent_url(404) == ""


def test_temporary_moves_are_not_remembered():
    moving = chain()
    moving.follow(307, "/b")
    assert moving.permanent_url(200) == ""


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://a.example/feed", "downgrade"),
        ("//user:x@b.example/", "userinfo"),
        ("file:///etc/passwd", "scheme"),
        ("demo:feed", "scheme"),
        ("//0x7f.1/", "odd_host"),
        ("//b\x00.example/", "malformed"),
        ("//b\texample/", "malformed"),
        ("/\\b.example/", "malformed"),
        ("//b\xc3\xa9.example/", "malformed"),
        ("https://a.example/feed", "redirects"),
        ("#again", "redirects"),
        ("https://[half", "malformed"),
    ],
)
def test_redirects_to_forbidden_places_are_refused(location, reason):
    with pytest.raises(AddressRefused, match=reason):
        chain("https://a.example/feed").follow(301, location)


def test_ten_redirects_pass_and_the_eleventh_does_not():
    moving = chain()
    for hop in range(10):
        moving.follow(302, f"/{hop}")
    with pytest.raises(AddressRefused, match="redirects"):
        moving.follow(302, "/more")


def test_raw_bytes_in_a_location_are_quoted_as_they_are():
    moving = chain()
    moving.follow(302, "/caf\xc3\xa9 a?q=\xe9")
    assert moving.target.url == "http://a.example/caf%C3%A9%20a?q=%E9"


@pytest.mark.parametrize("away", ["http://a.example:8080/", "https://a.example/", "http://b.example/"])
def test_credentials_belong_to_scheme_host_and_port_and_do_not_come_back(away):
    moving = chain()
    moving.follow(302, "http://A.example:80/b")
    assert moving.at_home
    moving.follow(302, away)
    assert not moving.at_home
    moving.follow(302, f"{away}again")
    assert not moving.at_home

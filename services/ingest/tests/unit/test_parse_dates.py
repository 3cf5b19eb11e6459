"""Dates as real feeds write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tributary_ingest.adapters.parsers.dates import parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21"),
        ("Thu, 1 Jan 2004 19:48 +0100", "2004-01-01T18:48:00"),
        ("01 Jan 04 19:48 EST", "2004-01-02T00:48:00"),
        ("Thu, 01 Jan 95 19:48:21 GMT", "1995-01-01T19:48:21"),
        ("Thursday, January 1, 2004 7:48 pm", "2004-01-01T19:48:00"),
        ("Wed, 19 Aug 2009 14:26:00 -0500 (CDT)", "2009-08-19T19:26:00"),
        ("Mon, 01 Jan 2001 00:00:00 GMT+0200", "2000-12-31T22:00:00"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06"),
        ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53"),
        ("12/25/2003 10:00:00", "2003-12-25T10:00:00"),
        ("25.12.2003", "2003-12-25T00:00:00"),
        ("2004", "2004-01-01T00:00:00"),
        ("2004-02", "2004-02-01T00:00:00"),
        ("20040105", "2004-01-05T00:00:00"),
        ("2003-335", "2003-12-01T00:00:00"),
        ("03-12-31", "2003-12-31T00:00:00"),
        ("2004-01-05 10:20:30", "2004-01-05T10:20:30"),
        ("2004-01-05T10:20:30.123456789Z", "2004-01-05T10:20:30"),
        ("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55"),
        ("2017-06-13T03:18:00+00:0", "2017-06-13T03:18:00"),
        ("2004-01-01T24:00:00Z", "2004-01-02T00:00:00"),
        ("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15"),
        ("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00"),
        ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00"),
        ("mer., 02 févr. 2011 10:00:00 +0100", "2011-02-02T09:00:00"),
        ("Пн, 02 мар 2026 10:00:00 +0300", "2026-03-02T07:00:00"),
        ("1103456789", "2004-12-19T11:46:29"),
        ("1103456789123", "2004-12-19T11:46:29"),
    ],
)
def test_wild_forms(text: str, expected: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "yesterday", "Thu, 31 Feb 2004 00:00:00 GMT", "9999-12-31T23:59:59-10:00", "--", "1" * 5000],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Za-z]{3}, [0-9]{1,2}[ -][A-Za-z]{3}[ -][0-9]{2,4} [0-9:]{1,8} ?[-+A-Z0-9:]{0,6}")
)
def test_never_raises_and_always_utc(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == timedelta(0)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_standard_forms_come_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_date(moment.strftime("%a, %d %b %Y %H:%M:%S GMT")) == moment
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%a %b %e %H:%M:%S %Y")) == moment

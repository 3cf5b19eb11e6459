"""Tables, JSON and what may reach a terminal."""

from datetime import UTC, datetime

import pytest
from tributary_cli.output import aligned, clean, markdown, relative, show_page, value_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_control_characters_of_a_feed_never_reach_the_terminal():
    assert clean("evil\x1b]0;title\x07\u202e\nnext") == "evil ]0;title   next"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-03-01T11:59:30Z", "30 s ago"),
        ("2026-03-01T11:00:00+00:00", "1 h ago"),
        ("2026-03-01T12:20:00.5Z", "in 20 min"),
        ("2026-02-20T12:00:00Z", "9 d ago"),
        (None, ""),
    ],
)
def test_times_are_told_relative_to_now(text, shown):
    assert relative(text, NOW) == shown


def test_columns_are_aligned_and_lines_do_not_end_in_blanks():
    assert aligned([["ID", "NAME"], ["1", "a"], ["222", ""]]) == "ID   NAME\n1    a\n222\n"


def test_a_bar_in_a_cell_does_not_break_a_markdown_table():
    assert markdown(["A"], [["x|y"]]).splitlines()[-1] == "| x\\|y |"


def test_a_missing_field_on_the_way_is_no_error():
    assert value_of({"health": None}, "health.state") is None


def test_an_empty_list_is_json_on_stdout_and_a_hint_on_stderr(capsys):
    page = {"data": [], "next_cursor": None}
    show_page(page, [("ID", "id")], as_json=False, empty="Nothing.")
    assert capsys.readouterr() == ("", "Nothing.\n")
    show_page(page, [("ID", "id")], as_json=True, empty="Nothing.")
    assert capsys.readouterr().err == ""


def test_a_cut_list_says_how_to_see_more(capsys):
    show_page({"data": [{"id": "a"}], "next_cursor": "x"}, [("ID", "id")], as_json=False, empty="")
    assert "--all" in capsys.readouterr().err

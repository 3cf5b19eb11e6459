"""`tributary extract`, as a process fed line by line."""

import json
import subprocess
import sys

import pytest

ITEM = {
    "id": "a",
    "title": "Belmora Ltd seeks a baker",
    "html": "<p>Belmora Ltd in Leeds seeks a baker. Apply by 3 May 2024.</p>",
    "published": "2024-04-02T10:00:00Z",
    "feed": {"title": "Jobs", "link": "https://jobs.example/"},
    "author": "By Jane Doe",
    "categories": ["baking"],
    "lang": "en",
}
NONSENSE = [
    b"\xff\xfe",
    b"{",
    b"[]",
    b'"x"',
    b"[" * 200_000,
    b'{"id": 1, "title": 5, "html": [], "feed": 3}',
    b"{}",
]


@pytest.fixture
def ask():
    command = [sys.executable, "-m", "tributary_cli", "extract", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def ask(line):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()
        assert process.wait(20) == 0


def test_an_item_is_answered_at_once_with_what_is_in_it(ask):
    answer = ask(json.dumps(ITEM).encode())
    assert answer["id"] == "a"
    found = {(each["kind"], each["name"]) for each in answer["entities"]}
    assert {
        ("creator", "Jane Doe"),
        ("organisation", "Belmora Ltd"),
        ("place", "Leeds"),
        ("topic", "baking"),
    } <= found
    assert [each["deadline"] for each in answer["opportunities"]] == ["2024-05-03"]
    assert {"type", "source", "target"} <= answer["relationships"][0].keys()


def test_offsets_count_title_line_break_and_text(ask):
    answer = ask(json.dumps(ITEM).encode())
    whole = ITEM["title"] + "\n" + "Belmora Ltd in Leeds seeks a baker. Apply by 3 May 2024."
    shown = [each for each in answer["entities"] if each["start"] is not None]
    assert shown
    assert all(whole[each["start"] : each["end"]] == each["name"] for each in shown)


def test_nonsense_is_answered_and_survived(ask):
    for line in NONSENSE:
        answer = ask(line)
        assert "error" in answer or answer["entities"] == []
    assert ask(json.dumps(ITEM).encode())["id"] == "a"

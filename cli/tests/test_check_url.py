"""`tributary check-url`, as a process fed line by line."""

import json
import subprocess
import sys

import pytest

QUESTIONS = [
    ({"id": 1, "url": "https://example.com/feed", "resolves_to": ["1.1.1.1"]}, (True, "allowed")),
    (
        {"id": "two", "url": "https://example.com/feed", "resolves_to": ["1.1.1.1", "::1"]},
        (False, "loopback"),
    ),
    ({"id": 3, "url": "http://example.com/", "resolves_to": ["64:ff9b::a00:1"]}, (False, "nat64")),
    ({"id": 4, "url": "http://example.com/"}, (False, "unresolved")),
    ({"id": 5, "url": "http://example.com/", "resolves_to": None}, (False, "unresolved")),
    ({"id": 6, "url": "http://127.0.0.1/", "resolves_to": ["1.1.1.1"]}, (False, "loopback")),
    ({"id": 7, "url": "http://a:b@example.com/", "resolves_to": ["1.1.1.1"]}, (False, "userinfo")),
    ({"id": 8, "url": "file:///etc/passwd", "resolves_to": []}, (False, "scheme")),
    ({"id": 9, "url": "http://127.0.0.2:8080/"}, (True, "allowed")),
    ({"id": 10, "url": 5, "resolves_to": ["1.1.1.1"]}, (False, "malformed")),
    ({"id": 11, "url": "http://example.com/", "resolves_to": "1.1.1.1"}, (False, "malformed")),
    ({"id": 12, "url": "http://example.com/", "resolves_to": [7, {}]}, (False, "malformed")),
    ({"id": 13, "url": "http://\ud800/", "resolves_to": ["1.1.1.1"]}, (False, "malformed")),
]
NONSENSE = [b"\xff\xfe", b"{", b"[]", b'"x"', b"[" * 200_000, b"{}"]


@pytest.fixture
def process():
    command = [sys.executable, "-m", "tributary_cli", "check-url", "--jsonl", "--allow", "127.0.0.2:8080"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.stdin.close()
        assert process.wait(10) == 0


def test_every_line_is_answered_at_once_and_in_order(process):
    for question, (allowed, reason) in QUESTIONS:
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert answer == {"id": question["id"], "allowed": allowed, "reason": reason}


def test_nonsense_is_answered_and_survived(process):
    for line in NONSENSE:
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"id": None, "allowed": False, "reason": "malformed"}

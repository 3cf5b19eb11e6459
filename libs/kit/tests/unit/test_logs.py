"""Log lines: their form, and what must never be in one."""

import io
import json
import logging
import sys

import pytest
from tributary_kit import logs


@pytest.fixture
def lines(monkeypatch, capsys):
    """Configured logs; call it for the lines since the last call."""
    handlers, level = logging.root.handlers[:], logging.root.level
    monkeypatch.setattr(logs, "_sink", logs._Sink())
    logs.configure("info", "test")
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_a_line_has_the_promised_fields(lines):
    with logs.bound(request_id="req_1", tenant="acme"):
        logs.get("here").info("fetched", feed="feed_1", items=3)
    logs.get("here").debug("not shown")
    [line] = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "info",
        "message": "fetched",
        "service": "test",
        "request_id": "req_1",
        "tenant": "acme",
        "logger": "here",
        "feed": "feed_1",
        "items": 3,
    }


def test_the_standard_module_writes_the_same_form(lines):
    try:
        raise ValueError("told")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("failed for %s", "reasons")
    [line] = lines()
    assert (line["level"], line["message"], line["logger"]) == (
        "error",
        "failed for reasons",
        "uvicorn.error",
    )
    assert line["exception"].endswith("ValueError: told\n")


def test_exceptions_come_with_their_traceback(lines):
    error = KeyError("gone")
    logs.get("here").error("failed", exc_info=error)
    try:
        raise error
    except KeyError:
        logs.get("here").exception("failed")
    assert ["KeyError: 'gone'" in line["exception"] for line in lines()] == [True, True]


JWT = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c3JfMSJ9.c2ln"


@pytest.mark.parametrize(
    "fields",
    [
        {"password": "hunter2"},
        {"internal_secret": "hunter2"},
        {"authorization": "Basic hunter2"},
        {"refresh_token": "hunter2"},
        {"Cookie": "hunter2"},
        {"headers": {"Set-Cookie": "hunter2"}},
        {"tried": ["Bearer hunter2"]},
        {"url": "postgresql://me:hunter2@db/x"},
        {"dsn": "host=db password=hunter2 user=me"},
        {"url": "https://example.com/feed?token=hunter2&x=1"},
    ],
)
def test_secrets_are_blotted_out(lines, fields):
    logs.get("here").info("tried", **fields)
    [line] = lines()
    assert "hunter2" not in json.dumps(line)


def test_secrets_in_words_and_tracebacks_are_blotted_out(lines):
    logging.getLogger("lib").warning("calling with Authorization: Bearer %s", "hunter2")
    logs.get("here").error("refused " + JWT, exc_info=RuntimeError(f"bad {JWT} for a://u:hunter2@h"))
    told = lines()
    assert len(told) == 2
    text = json.dumps(told)
    assert "hunter2" not in text
    assert "eyJ" not in text


def test_what_only_sounds_like_a_secret_is_kept(lines):
    logs.get("here").info("page", page_tokens=3, tokenizer="plain", url="https://example.com/a@b")
    [line] = lines()
    assert (line["page_tokens"], line["tokenizer"], line["url"]) == (3, "plain", "https://example.com/a@b")


def test_any_value_can_be_logged(lines):
    logs.get("here").info("odd", a=object, b=2**70, c=b"\xff", d="\ud800", e={1: {2}}, f=float("nan"))
    assert len(lines()) == 1


def test_a_broken_output_stops_nobody(lines, monkeypatch):
    class Full(io.StringIO):
        def write(self, _text):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    logs.get("here").info("lost")
    logging.getLogger("lib").warning("lost")


def test_before_it_is_configured_only_warnings_show_and_not_in_the_output(monkeypatch, capsys):
    monkeypatch.setattr(logs, "_sink", logs._Sink())
    logs.get("here").info("hidden")
    logs.get("here").warning("shown")
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err)["message"] == "shown"

"""Refresh tokens: each good for one use, a lost answer can be had again, any other reuse ends the session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tributary_gateway.domain import session as sessions
from tributary_gateway.domain.session import Session, Verdict, begin, decide, rotated, successor
from tributary_gateway.domain.user import User

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def started() -> tuple[Session, str]:
    return begin(User("usr_1", "default", "ada@x.org", "viewer", "hash", False, NOW, NOW), NOW)


def test_the_current_token_rotates(started: tuple[Session, str]) -> None:
    session, token = started
    assert decide(session, token, "me", NOW) is Verdict.ROTATE


def test_the_successor_is_always_the_same_and_is_the_current_one_afterwards(
    started: tuple[Session, str],
) -> None:
    session, token = started
    after = rotated(session, token, "me", NOW)
    assert successor(session, token) == successor(after, token) != token
    assert decide(after, successor(session, token), "me", NOW) is Verdict.ROTATE


def test_a_retry_of_the_same_client_within_ten_seconds_repeats(started: tuple[Session, str]) -> None:
    session, token = started
    after = rotated(session, token, "me", NOW)
    assert decide(after, token, "me", NOW + timedelta(seconds=10)) is Verdict.REPEAT


@pytest.mark.parametrize(("client", "seconds"), [("me", 10.1), ("you", 1), ("", 1)])
def test_any_other_reuse_revokes(started: tuple[Session, str], client: str, seconds: float) -> None:
    session, token = started
    after = rotated(session, token, "me", NOW)
    assert decide(after, token, client, NOW + timedelta(seconds=seconds)) is Verdict.REVOKE


def test_a_token_two_uses_old_revokes_even_at_once(started: tuple[Session, str]) -> None:
    session, first = started
    once = rotated(session, first, "me", NOW)
    twice = rotated(once, successor(session, first), "me", NOW)
    assert decide(twice, first, "me", NOW) is Verdict.REVOKE


def test_seven_days_without_use_end_a_session(started: tuple[Session, str]) -> None:
    session, token = started
    almost, over = NOW + timedelta(days=7, seconds=-1), NOW + timedelta(days=7)
    assert decide(session, token, "me", almost) is Verdict.ROTATE
    assert decide(session, token, "me", over) is Verdict.REFUSE


def test_a_revoked_session_refuses_its_current_token(started: tuple[Session, str]) -> None:
    session, token = started
    assert decide(replace(session, revoked=True), token, "me", NOW) is Verdict.REFUSE


def test_nothing_kept_is_a_token(started: tuple[Session, str]) -> None:
    session, token = started
    secret = token.partition(".")[2]
    after = rotated(session, token, "me", NOW)
    assert secret not in repr(session) + repr(after)
    assert successor(session, token).partition(".")[2] not in repr(after)


@pytest.mark.parametrize("text", ["", ".", "a", "a.", ".b"])
def test_text_that_is_no_token_names_no_session(text: str) -> None:
    assert sessions.session_id(text) == ""


def test_an_odd_character_is_hashed_like_any_other() -> None:
    assert len(sessions.token_hash("a.\ud800")) == 64

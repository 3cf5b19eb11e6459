"""What every session store must do."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tributary_gateway.domain.session import begin, rotated
from tributary_gateway.domain.user import User

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
ADA = User("usr_ada", "default", "ada@x.org", "viewer", "hash", False, NOW, NOW, 7)


@pytest.fixture
def store(stores):
    stores.users.add(ADA)
    return stores.sessions


def start(store, now=NOW):
    session, token = begin(ADA, now)
    store.add(session, now)
    return session, token


def test_what_is_added_can_be_read_unchanged(store):
    session, token = start(store)
    assert store.get(session.id) == session
    after = rotated(session, token, "me", NOW)
    assert store.replace(session, after)
    assert store.get(session.id) == after
    assert store.get("unknown") is None


def test_only_one_of_many_rotations_wins(store):
    session, token = start(store)
    rivals = [replace(rotated(session, token, "me", NOW), previous_client=str(n)) for n in range(10)]
    with ThreadPoolExecutor(10) as pool:
        won = list(pool.map(lambda after: store.replace(session, after), rivals))
    assert won.count(True) == 1
    assert store.get(session.id) == rivals[won.index(True)]


def test_a_revoked_session_cannot_rotate_and_stays_known(store):
    session, token = start(store)
    store.revoke(session.id)
    assert not store.replace(session, rotated(session, token, "me", NOW))
    assert store.get(session.id) == replace(session, revoked=True)
    store.revoke("unknown")


def test_ended_sessions_are_dropped_when_a_new_one_begins(store):
    old, _ = start(store)
    new, _ = start(store, now=NOW + timedelta(days=8))
    assert store.get(old.id) is None
    assert store.get(new.id) == new


def test_a_user_with_sessions_can_be_deleted(stores, store):
    stores.users.add(User("usr_boss", "default", "boss@x.org", "admin", "hash", False, NOW, NOW))
    start(store)
    stores.users.delete("default", "usr_ada", NOW)
    assert stores.users.by_email("ada@x.org") is None

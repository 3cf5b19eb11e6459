"""Refreshing: rotation under loss, theft and parallel use."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tributary_gateway.usecases.manage_users import Change
from tributary_gateway.usecases.refresh import LogOut
from tributary_kit.errors import Unauthenticated

EMAIL, HERE = "ada@example.org", "198.51.100.1"


@pytest.fixture
def first(world, password):
    world.user("boss@example.org", "admin")
    world.user(role="editor")
    return world.log_in(EMAIL, password, HERE).refresh_token


def refused(world, token, client="me"):
    with pytest.raises(Unauthenticated):
        world.refresh(token, client)
    return True


def test_each_use_gives_the_next_token(world, first):
    second = world.refresh(first, "me").refresh_token
    third = world.refresh(second, "me").refresh_token
    assert len({first, second, third}) == 3


def test_a_lost_answer_is_given_again_to_the_same_client(world, first):
    second = world.refresh(first, "me").refresh_token
    world.clock.advance(9)
    assert world.refresh(first, "me").refresh_token == second
    assert world.refresh(second, "me")


@pytest.mark.parametrize(("client", "seconds"), [("thief", 1), ("me", 11)])
def test_any_other_reuse_ends_the_whole_session(world, first, client, seconds):
    second = world.refresh(first, "me").refresh_token
    world.clock.advance(seconds)
    assert refused(world, first, client)
    assert refused(world, second)


def test_a_thief_who_is_first_is_found_out_by_the_owner(world, first):
    stolen = world.refresh(first, "thief").refresh_token
    assert refused(world, first, "me")
    assert refused(world, stolen, "thief")


def test_a_hundred_parallel_uses_give_one_successor(world, first):
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: world.refresh(first, "me").refresh_token, range(100)))
    assert len(set(answers)) == 1
    assert world.refresh(answers[0], "me")


def test_parallel_use_by_two_clients_leaves_no_session(world, first):
    def use(number):
        try:
            return world.refresh(first, f"client {number % 2}").refresh_token
        except Unauthenticated:
            return None

    with ThreadPoolExecutor(20) as pool:
        answers = {token for token in pool.map(use, range(100)) if token}
    assert len(answers) <= 1
    assert all(refused(world, token, f"client {n}") for token in answers for n in (0, 1))


def test_logging_out_ends_the_session_and_no_other(world, first, password):
    other = world.log_in(EMAIL, password, HERE).refresh_token
    LogOut(world.sessions)(first)
    assert refused(world, first)
    assert world.refresh(other, "me")


@pytest.mark.parametrize("token", ["", "x", "x.y", "a" * 1000, "…"])
def test_strange_tokens_are_refused_and_logged_out_without_harm(world, first, token):
    assert refused(world, token)
    LogOut(world.sessions)(token)
    assert world.refresh(first, "me")


TAKING = {
    "disabled": Change(disabled=True),
    "password": Change(password="another long one"),
    "role": Change(role="viewer"),
}


@pytest.mark.parametrize("change", TAKING.values(), ids=TAKING)
def test_whatever_takes_rights_away_ends_all_sessions_at_once(world, first, change):
    user = world.users.by_email(EMAIL)
    world.manage.change("default", user.id, change)
    assert refused(world, first)


def test_what_takes_nothing_away_ends_no_session(world, first):
    user = world.users.by_email(EMAIL)
    for change in (Change(role="admin"), Change(disabled=False), Change(role="admin")):
        world.manage.change("default", user.id, change)
    assert world.refresh(first, "me")


def test_a_session_that_begins_while_rights_are_taken_away_is_over(world, password):
    """The login has checked the old password, and the new one is set before the session is stored."""
    user = world.user()
    add = world.sessions.add

    def late(session, now):
        world.manage.change("default", user.id, Change(password="another long one"))
        add(session, now)

    world.sessions.add = late
    pair = world.log_in(EMAIL, password, HERE)
    world.sessions.add = add
    assert refused(world, pair.refresh_token)


def test_a_deleted_user_cannot_refresh(world, first):
    user = world.users.by_email(EMAIL)
    world.manage.delete("default", user.id)
    assert refused(world, first)


def test_a_refresh_gives_the_role_of_now(world, first):
    user = world.users.by_email(EMAIL)
    world.manage.change("default", user.id, Change(role="admin"))
    pair = world.refresh(first, "me")
    assert world.verifier.verify(pair.access_token).roles == {"admin"}

"""Logging in: what succeeds, what is refused, and how guessing is slowed down."""

import pytest
from tributary_gateway.usecases.manage_users import Change
from tributary_kit.errors import RateLimited, Unauthenticated

HERE, THERE = "198.51.100.1", "198.51.100.2"
EMAIL = "ada@example.org"


def fail(world, times, email=EMAIL, address=HERE):
    for _ in range(times):
        with pytest.raises(Unauthenticated):
            world.log_in(email, "wrong", address)


def test_the_right_password_gives_both_tokens(world, password):
    user = world.user(role="editor")
    pair = world.log_in(" Ada@EXAMPLE.org ", password, HERE)
    principal = world.verifier.verify(pair.access_token)
    assert (principal.subject, principal.tenant, principal.roles) == (user.id, "default", {"editor"})
    assert (pair.expires_in, pair.refresh_expires_in) == (900, 7 * 86400)


def test_unknown_wrong_and_disabled_are_told_and_checked_alike(world, password):
    world.user("boss@example.org", "admin")
    off = world.user("off@example.org")
    world.manage.change("default", off.id, Change(disabled=True))
    told = set()
    for email, given in (
        ("nobody@example.org", password),
        ("boss@example.org", "x"),
        ("off@example.org", password),
        ("?", ""),
    ):
        before = world.hasher.verified
        with pytest.raises(Unauthenticated) as refusal:
            world.log_in(email, given, HERE)
        told.add((refusal.value.message, refusal.value.remedy, world.hasher.verified - before))
    assert len(told) == 1


def test_an_account_waits_longer_after_each_failure_and_says_how_long(world, password):
    world.user()
    fail(world, 5)
    with pytest.raises(RateLimited) as told:
        world.log_in(EMAIL, password, THERE)
    assert told.value.seconds == 1
    world.clock.advance(1)
    fail(world, 1)
    with pytest.raises(RateLimited) as told:
        world.log_in(EMAIL, password, HERE)
    assert told.value.seconds == 2
    world.clock.advance(2)
    assert world.log_in(EMAIL, password, HERE)


def test_while_waiting_no_password_is_tried(world):
    world.user()
    fail(world, 5)
    before = world.hasher.verified
    for _ in range(50):
        with pytest.raises(RateLimited):
            world.log_in(EMAIL, "wrong", HERE)
    assert world.hasher.verified == before


def test_unknown_accounts_are_slowed_down_like_known_ones(world):
    fail(world, 5, "nobody@example.org")
    with pytest.raises(RateLimited):
        world.log_in("nobody@example.org", "wrong", THERE)


def test_an_address_that_guesses_many_accounts_waits(world, password):
    world.user()
    for number in range(10):
        fail(world, 1, f"guess{number}@example.org")
    with pytest.raises(RateLimited):
        world.log_in(EMAIL, password, HERE)
    assert world.log_in(EMAIL, password, THERE)


def test_success_forgets_the_failures_of_the_account(world, password):
    world.user()
    fail(world, 4)
    world.log_in(EMAIL, password, HERE)
    fail(world, 4)
    assert world.log_in(EMAIL, password, HERE)


def test_an_outdated_hash_is_renewed(world, password):
    user = world.user()
    world.hasher.version = "better"
    world.log_in(EMAIL, password, HERE)
    assert world.users.get("default", user.id).password_hash == f"better:{password}"


def while_hashing(world, act):
    """Does `act` once, while the next password is being hashed."""
    hash_, acts = world.hasher.hash, [act]

    def hash_slowly(password):
        if acts:
            acts.pop()()
        return hash_(password)

    world.hasher.hash = hash_slowly


def test_disabling_during_a_login_that_renews_the_hash_is_not_undone(world, password):
    user = world.user()
    world.hasher.version = "better"
    while_hashing(world, lambda: world.manage.change("default", user.id, Change(disabled=True)))
    world.log_in(EMAIL, password, HERE)
    assert world.users.get("default", user.id).disabled


def test_a_new_password_set_during_such_a_login_stays(world, password):
    user = world.user()
    world.hasher.version = "better"
    while_hashing(world, lambda: world.manage.change("default", user.id, Change(password="another long one")))
    world.log_in(EMAIL, password, HERE)
    assert world.users.get("default", user.id).password_hash == "better:another long one"


def test_two_changes_of_a_user_at_the_same_time_are_both_kept(world):
    user = world.user()
    while_hashing(world, lambda: world.manage.change("default", user.id, Change(disabled=True)))
    world.manage.change("default", user.id, Change(password="another long one"))
    kept = world.users.get("default", user.id)
    assert (kept.disabled, kept.password_hash) == (True, "plain:another long one")

"""What every user store must do."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tributary_gateway.domain.user import User
from tributary_kit.errors import AlreadyExists, Conflict, NotFound

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def make(name, role="viewer", tenant="default", disabled=False):
    return User(f"usr_{name}", tenant, f"{name}@{tenant}.org", role, "hash", disabled, NOW, NOW)


@pytest.fixture
def store(stores):
    return stores.users


def test_what_is_added_can_be_read_unchanged(store):
    ada = make("ada", "editor", disabled=True)
    assert store.is_empty()
    store.add(ada)
    assert not store.is_empty()
    assert store.get("default", "usr_ada") == ada
    assert store.by_email("ada@default.org") == ada
    assert store.by_email("nobody@default.org") is None


def test_an_address_belongs_to_one_user_of_all_tenants(store):
    store.add(make("ada"))
    with pytest.raises(AlreadyExists) as told:
        store.add(replace(make("eve", tenant="other"), email="ada@default.org"))
    assert told.value.field == "email"
    with pytest.raises(NotFound):
        store.get("other", "usr_eve")


def test_two_tenants_never_see_or_touch_each_other(store):
    mine, theirs = make("mine", "admin"), make("theirs", "admin", tenant="other")
    store.add(mine)
    store.add(theirs)
    assert list(store.page("default", "", 10)) == [mine]
    assert list(store.page("other", "", 10)) == [theirs]
    for act in (
        lambda: store.get("default", theirs.id),
        lambda: store.change("default", theirs.id, lambda user: replace(user, role="viewer")),
        lambda: store.delete("default", theirs.id, NOW),
    ):
        with pytest.raises(NotFound):
            act()
    assert store.get("other", theirs.id) == theirs


def test_pages_are_in_order_and_complete(store):
    users = [make(f"{number:03}") for number in range(25)]
    for user in reversed(users):
        store.add(user)
    found, after = [], ""
    while page := store.page("default", after, 7):
        found += page
        after = page[-1].id
    assert found == users


def test_a_change_replaces_everything(store):
    store.add(make("boss", "admin"))
    ada = make("ada")
    store.add(ada)
    later = replace(
        ada,
        role="editor",
        password_hash="new",
        disabled=True,
        updated_at=NOW + timedelta(days=1),
        generation=1,
    )
    assert store.change("default", ada.id, lambda user: later if user == ada else user) == later
    assert store.get("default", ada.id) == later
    with pytest.raises(NotFound):
        store.change("default", "usr_nobody", lambda user: user)


def test_a_change_that_raises_changes_nothing(store):
    store.add(make("ada"))

    def refuse(user):
        raise Conflict("No.")

    with pytest.raises(Conflict):
        store.change("default", "usr_ada", refuse)
    assert store.get("default", "usr_ada") == make("ada")


def test_changes_at_the_same_time_are_all_kept(store):
    store.add(make("ada"))

    def longer(_):
        for _ in range(20):
            store.change(
                "default", "usr_ada", lambda user: replace(user, password_hash=user.password_hash + ".")
            )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(longer, range(2)))
    assert store.get("default", "usr_ada").password_hash == "hash" + 40 * "."


@pytest.mark.parametrize("change", [{"role": "editor"}, {"disabled": True}, None])
def test_the_last_active_admin_of_a_tenant_stays(store, change):
    boss = make("boss", "admin")
    store.add(boss)
    store.add(make("off", "admin", disabled=True))
    store.add(make("elsewhere", "admin", tenant="other"))
    act = (
        (lambda: store.change("default", boss.id, lambda user: replace(user, **change)))
        if change
        else (lambda: store.delete("default", boss.id, NOW))
    )
    with pytest.raises(Conflict):
        act()
    assert store.get("default", boss.id) == boss
    store.add(make("second", "admin"))
    act()


def test_two_admins_cannot_remove_each_other_at_the_same_time(store):
    for round_ in range(5):
        pair = [make(f"a{round_}", "admin", f"t{round_}"), make(f"b{round_}", "admin", f"t{round_}")]
        for user in pair:
            store.add(user)

        def demote(user):
            try:
                store.change(user.tenant, user.id, lambda now: replace(now, role="viewer"))
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(demote, pair)) == [False, True]


def test_a_deleted_user_is_gone(store):
    store.add(make("boss", "admin"))
    store.add(make("ada"))
    store.delete("default", "usr_ada", NOW)
    assert store.by_email("ada@default.org") is None
    with pytest.raises(NotFound):
        store.delete("default", "usr_ada", NOW)
    store.add(make("ada"))


def test_the_first_user_is_made_once(store):
    users = [replace(make(f"boss{number}", "admin"), email="admin@localhost") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(store.add_first, users))
    assert made.count(True) == 1
    assert len(store.page("default", "", 10)) == 1


def test_generations_are_listed_from_the_moment_they_began(store):
    def begin(name, generation, at):
        change = {"generation": generation, "updated_at": at}
        store.change("default", f"usr_{name}", lambda user: replace(user, **change))

    early = NOW - timedelta(minutes=20)
    for name in ("old", "new", "again", "same"):
        store.add(make(name))
    begin("old", 1, early)
    begin("new", 1, NOW)
    begin("again", 1, early)
    begin("again", 2, NOW)
    begin("same", 0, NOW)
    assert store.generations_since(NOW - timedelta(minutes=15)) == {"usr_new": 1, "usr_again": 2}
    assert store.generations_since(NOW) == {"usr_new": 1, "usr_again": 2}


def test_a_deleted_user_leaves_a_generation_that_nobody_has(store):
    store.add(make("boss", "admin"))
    store.add(replace(make("ada"), generation=3))
    store.delete("default", "usr_ada", NOW)
    assert store.generations_since(NOW) == {"usr_ada": 4}

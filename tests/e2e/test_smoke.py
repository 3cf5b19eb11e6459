"""`tributary smoke` against the real product: proof when it works, and a clear word when it does not."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from tributary_cli import smoke
from tributary_cli.failure import Failure
from tributary_cli.smoke import Login, Smoke, logged_in


@pytest.fixture
def password_file(product, tmp_path):
    """The administrator's password where only an option names it."""
    file = tmp_path / "password"
    file.write_text((product.home / "admin-password").read_text())
    return file


def leftovers(product):
    users = [user["email"] for user in product.all("/users")]
    return product.all("/sources"), [email for email in users if email != "admin@localhost"]


def failed(done):
    assert done.returncode == 1, done.stdout
    assert done.stdout.splitlines()[-1].startswith("failed")
    return done.stderr


def test_it_proves_the_main_job_again_and_again_and_at_once(product):
    with ThreadPoolExecutor() as threads:
        runs = [run.result() for run in [threads.submit(product.run, "smoke") for _ in range(3)]]
    for done in [*runs, product.run("smoke")]:
        assert (done.returncode, done.stderr) == (0, "")
        assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * 10
    assert leftovers(product) == ([], [])
    names = [entity["name"] for entity in product.all("/entities?kind=creator")]
    assert names == [smoke.CREATOR]


def test_programs_get_json(product):
    told = product.lines("smoke")
    assert told["ok"]
    assert all(step["ok"] and step["seconds"] >= 0 for step in told["steps"])
    done = product.run("smoke", "--json", "--email", "nobody@example.org", "--password-file", "/dev/null")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["ok"]) == (1, "", False)
    assert "log in" in told["failure"]["what"]


def test_the_password_may_come_from_a_file(product, password_file):
    done = product.run("smoke", "--password-file", str(password_file))
    assert done.returncode == 0, done.stderr


def test_a_wrong_password_is_told_with_where_it_comes_from(product, password_file):
    password_file.write_text("wrong\n")
    error = failed(product.run("smoke", "--password-file", str(password_file)))
    assert f"admin@localhost was refused with the password from {password_file}" in error
    assert "--password-file" in error
    missing = failed(product.run("smoke", "--password-file", str(password_file) + "x"))
    assert "cannot be read" in missing


def test_nobody_there_is_told_with_the_address(product):
    error = failed(product.run("smoke", "--url", "http://127.0.0.1:1", "--timeout", "1"))
    assert "does not answer at http://127.0.0.1:1" in error
    assert "--url" in error


def test_entities_that_never_come_are_told_and_nothing_is_left(product, monkeypatch):
    monkeypatch.setattr(smoke, "CREATOR", "Nobody At All")
    password = (product.home / "admin-password").read_text().strip()
    steps = []
    run = Smoke(product.url, 1.0, steps.append)
    with pytest.raises(Failure) as told:
        run.run(lambda: logged_in(product.url, Login("admin@localhost", password, "the home")))
    assert "entities appear" in told.value.what
    assert "After 1 s the graph knows nothing of the items" in told.value.why
    assert "tributary quarantine list" in told.value.remedy
    assert (steps[-1].ok, steps[-1].step in told.value.what) == (False, True)
    assert leftovers(product) == ([], [])


def test_a_call_that_should_be_refused_and_is_not_fails_the_run(product, monkeypatch):
    monkeypatch.setattr(smoke.OneToken, "token", lambda self, http: product.token())
    with pytest.raises(Failure, match="a call without a token is refused") as told:
        Smoke(product.url, 1.0, lambda _: None).run(pytest.fail)
    assert "200 instead of 401" in told.value.why

"""The home: its secret, its lock, its sockets."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tributary_cli.failure import Failure
from tributary_cli.home import LONGEST_SOCKET_PATH, Home

HOLD = """
import sys
from pathlib import Path
from tributary_cli.home import Home
home = Home(Path(sys.argv[1]))
with home.lock():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    return home


def test_the_secret_is_made_once_and_is_private(home):
    first = home.secret()
    home.prepare()
    assert home.secret() == first
    assert len(first) >= 32
    assert stat.S_IMODE(home.secret_file.stat().st_mode) == 0o600


def test_a_second_process_is_refused_with_the_number_of_the_first(home):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(Failure, match=str(holder.pid)), home.lock():
        pass
    holder.communicate(b"")
    with home.lock():
        pass


def test_sockets_lie_in_the_home_when_they_fit(tmp_path_factory):
    home = Home(Path("/tmp") / tmp_path_factory.mktemp("h").name)
    home.prepare()
    with home.sockets() as targets:
        assert targets["ingest_target"] == f"unix:{home.path}/run/ingest.sock"


def test_a_deep_home_gets_a_short_folder_that_goes_away(tmp_path):
    home = Home(tmp_path / ("d" * 60) / ("e" * 60))
    home.prepare()
    with home.sockets() as targets:
        path = Path(targets["entities_target"].removeprefix("unix:"))
        assert len(str(path)) <= LONGEST_SOCKET_PATH
        assert path.parent.is_dir()
    assert not path.parent.exists()


def test_a_home_that_cannot_be_made_is_told_with_a_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Failure) as caught:
        Home(tmp_path / "file" / "home").prepare()
    assert "--home" in caught.value.remedy

